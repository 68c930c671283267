/** Functions of one value: what it is, how long it is, how it is shown. */
import { ERROR_CLASSES } from '../../library/errors';
import { type Expression } from '../../syntax/tree';
import { type Code, code, fill, Level } from '../code';
import { type Context } from '../context';
import { ownMethod } from '../operators/own-method';
import { memberText, reprOf, shownAlone } from '../text';
import { type Call, type Functions } from './writers';

export const VALUE_FUNCTIONS: Functions = {
  isinstance: writeIsInstance,
  type: writeType,
  len: writeLength,
  str: writeStr,
  unicode: writeStr,
  repr: writeRepr,
  round: writeRound,
  'datetime.timedelta': writeTimedelta,
  'traceback.print_exc': (_call, { surroundings }) => code(`console.error(${surroundings.caught ?? "'no error'"})`),
  'traceback.format_exc': (_call, { surroundings, use }) => code(`${use('caughtText')}(${surroundings.caught ?? ''})`),
  super: (call, context) => context.todo(call, 'super() is only translated in super().__init__()'),
};

const TYPE_TESTS: Readonly<Record<string, (value: string) => string>> = {
  str: (value) => `typeof ${value} === 'string'`,
  unicode: (value) => `typeof ${value} === 'string'`,
  basestring: (value) => `typeof ${value} === 'string'`,
  bytes: (value) => `typeof ${value} === 'string'`,
  int: (value) => `Number.isInteger(${value})`,
  long: (value) => `Number.isInteger(${value})`,
  float: (value) => `typeof ${value} === 'number'`,
  bool: (value) => `typeof ${value} === 'boolean'`,
  list: (value) => `Array.isArray(${value})`,
  tuple: (value) => `Array.isArray(${value})`,
  dict: (value) => `typeof ${value} === 'object' && ${value} !== null && !Array.isArray(${value})`,
};

function writeIsInstance(call: Call, context: Context): Code {
  const [value, types] = call.args;
  if (value === undefined || types === undefined) return context.todo(call, 'isinstance() needs two arguments');
  const names = types.value.kind === 'tuple' ? types.value.items : [types.value];
  const subject = context.text(value.value, Level.Member);
  const tests = names.map((name) => {
    if (name.kind === 'name' && context.kindOf(name) === 'class') return `${subject} instanceof ${context.text(name)}`;
    const own = name.kind === 'name' ? name.id : '';
    if (own === 'basestring') return TYPE_TESTS.str?.(subject);
    return TYPE_TESTS[own]?.(subject) ?? errorTest(name, subject, context);
  });
  const given = names.map((name) => (name.kind === 'name' ? name.id : ''));
  if (given.includes('float') && !given.includes('int')) context.leaveOut(call, 'whole numbers pass for floats here');
  if (tests.some((test) => test === undefined)) return context.todo(call, 'this type is not known');
  return code([...new Set(tests)].join(' || '), Level.Or);
}

function errorTest(name: Expression, subject: string, context: Context): string | undefined {
  const type = context.typeOf(name);
  const known = type.kind === 'path' ? ERROR_CLASSES[type.path] : undefined;
  if (known === undefined) return undefined;
  const test = known.test === '' ? '$0 instanceof Error' : known.test;
  return fill(test, { receiver: code(subject), args: [], use: context.use }).text;
}

function writeType(call: Call, context: Context): Code {
  const [first, ...others] = call.args;
  if (first === undefined || others.length > 0)
    return context.todo(call, 'a class that is made by type() is not translated');
  return code(`${context.use('classOf')}(${context.text(first.value)})`);
}

function writeLength(call: Call, context: Context): Code {
  const [first] = call.args;
  if (first === undefined) return context.todo(call, 'len() needs an argument');
  const own = ownMethod(first.value, '__len__', context);
  if (own !== undefined) return code(`${own}()`);
  const owner = memberText(first.value, context);
  const kind = context.kindOf(first.value);
  if (kind === 'str' || kind === 'list' || kind === 'tuple') return code(`${owner}.length`);
  if (kind === 'set') return code(`${owner}.size`);
  if (kind === 'dict') return code(`Object.keys(${context.sure(first.value).text}).length`);
  return code(`${context.use('lengthOf')}(${context.text(first.value)})`);
}

function writeRepr(call: Call, context: Context): Code {
  const [first] = call.args;
  if (first === undefined) return context.todo(call, 'repr() needs an argument');
  return reprOf(first.value, context);
}

function writeStr({ args }: Call, context: Context): Code {
  const [first] = args;
  return first === undefined ? code("''") : shownAlone(first.value, context);
}

function writeRound({ args }: Call, context: Context): Code {
  const [value = '', digits = '0'] = args.map((arg) => context.sure(arg.value).text);
  return code(`${context.use(context.model.program.isPython2 ? 'oldRound' : 'round')}(${value}, ${digits})`);
}

function writeTimedelta({ args }: Call, context: Context): Code {
  const names = ['days', 'seconds', 'microseconds', 'milliseconds', 'minutes', 'hours', 'weeks'];
  const parts = args.map(({ name, value }, index) => `${name ?? names[index] ?? ''}: ${context.text(value)}`);
  return code(`${context.use('timedelta')}({ ${parts.join(', ')} })`);
}
