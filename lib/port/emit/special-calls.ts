/** Calls that need more than a form of the library tables. */
import { elementOf, present } from '../analysis/types';
import { type Argument, type Expression, type ExpressionOf } from '../syntax/tree';
import { writeArgument } from './arguments';
import { at, code, type Code, Level, template } from './code';
import { type Context } from './context';
import { writeDump, writeDumps } from './json';
import { isOtherKey, KEYS_BECOME_TEXT } from './keys';
import { ownMethod } from './operators';
import { writePrint } from './print';
import { formatPieces, memberText, percentPieces, pieceOf, shownAlone, withForm } from './text';

type Call = ExpressionOf<'call'>;
type WriteFunction = (call: Call, context: Context) => Code;
type WriteMethod = (call: Call, callee: ExpressionOf<'attribute'>, context: Context) => Code | undefined;

export const SPECIAL_FUNCTIONS: Readonly<Record<string, WriteFunction>> = {
  print: writePrint,
  isinstance: writeIsInstance,
  dict: writeDictCall,
  'collections.defaultdict': (call, context) => {
    const type = context.typeOf(call);
    if (type.kind !== 'dict' || type.fallback === 'null') return context.todo(call, 'this default is not translated');
    if (type.fallback?.startsWith('todo(') === true)
      context.leaveOut(call, `${context.use('todo')}() is called for a missing key`);
    return code('{}');
  },
  repr: (call, context) => writeRepr(call, context),
  'collections.Counter': writeCounter,
  're.sub': (call, context) => {
    const isCalled = call.args.some(({ value }) => ['lambda', 'def'].includes(context.typeOf(value).kind));
    if (isCalled || call.args.length !== 3) return context.todo(call, 'this re.sub() is not translated');
    const given = call.args.map(({ value }) => context.text(value)).join(', ');
    return code(`${context.use('substitute')}(${given})`);
  },
  round: writeRound,
  max: (call, context) => writeExtreme(call, 'greatest', context),
  min: (call, context) => writeExtreme(call, 'least', context),
  map: writeMapped,
  filter: writeFiltered,
  zip: writeZip,
  type: (call, context) =>
    call.args.length === 1 && call.args[0]
      ? code(`${context.use('classOf')}(${context.text(call.args[0].value)})`)
      : context.todo(call, 'a class that is made by type() is not translated'),
  len: writeLength,
  str: (call, context) => writeStr(call, context),
  unicode: (call, context) => writeStr(call, context),
  any: (call, context) => writeTest(call, 'some', context),
  all: (call, context) => writeTest(call, 'every', context),
  'datetime.timedelta': writeTimedelta,
  'traceback.print_exc': (_call, { surroundings }) => code(`console.error(${surroundings.caught ?? "'no error'"})`),
  'traceback.format_exc': (_call, { surroundings, use }) => code(`${use('caughtText')}(${surroundings.caught ?? ''})`),
  'json.dump': writeDump,
  'json.dumps': writeDumps,
  super: (call, context) => context.todo(call, 'super() is only translated in super().__init__()'),
  ...Object.fromEntries(
    ['debug', 'info', 'warning', 'warn', 'error', 'critical', 'exception', 'fatal'].map((level) => [
      `logging.${level}`,
      (call: Call, context: Context): Code => writeLogged(call, `${context.use('getLogger')}('root')`, level, context),
    ]),
  ),
};

export const SPECIAL_METHODS: Readonly<Record<string, WriteMethod>> = {
  format: ({ args }, { object }, context) => {
    if (context.kindOf(object) !== 'str' && object.kind !== 'string') return undefined;
    if (object.kind === 'string') return template(formatPieces(object.value, args, context));
    const plain = args
      .filter(({ name, star }) => name === undefined && star === undefined)
      .map(({ value }) => context.text(value));
    const named = args.flatMap(({ name, star, value }) => {
      if (star === '**') return [`...${context.text(value, Level.Unary)}`];
      return name === undefined ? [] : [`${name}: ${context.text(value)}`];
    });
    return code(
      `${context.use('formatText')}(${context.text(object)}, [${plain.join(', ')}], { ${named.join(', ')} })`,
    );
  },
  startswith: (call, callee, context) => writeStartsOrEnds(call, callee, 'startsWith', context),
  endswith: (call, callee, context) => writeStartsOrEnds(call, callee, 'endsWith', context),
  join: writeJoin,
  sort: (call, { object }, context) => {
    const items = context.text(object, Level.Unary);
    const sorted = `${context.use('sorted')}(${[items, ...sortArguments(call.args, context)].join(', ')})`;
    return code(`${at(Level.Member, context.write(object))}.splice(0, Infinity, ...${sorted})`);
  },
  update: (call, { object }, context) => {
    const { args } = call;
    if (isCounter(object, context))
      return code(
        `${context.use('countMore')}(${context.sure(object).text}, ${args[0] ? context.sure(args[0].value).text : '[]'})`,
      );
    if (context.kindOf(object) !== 'dict' || !args.some(({ name, star }) => name !== undefined || star === '**'))
      return undefined;
    const parts = args.map(({ name, value }) =>
      name === undefined ? `...${context.text(value, Level.Unary)}` : `${name}: ${context.text(value)}`,
    );
    return code(`Object.assign(${context.sure(object).text}, { ${parts.join(', ')} })`);
  },
  replace: writeReplace,
  add_argument: writeArgument,
  job_create: writeJobCreate,
  parse_args: ({ args }, { object }, context) => {
    const list = args.map(({ value }) => context.text(value)).join(', ');
    return context.kindOf(object) === 'instance'
      ? code(`${memberText(object, context)}.parse_args<${context.use('Arguments')}>(${list})`)
      : undefined;
  },
  ...Object.fromEntries(
    ['debug', 'info', 'warning', 'warn', 'error', 'critical', 'exception', 'fatal'].map((level) => [
      level,
      (call: Call, { object }: ExpressionOf<'attribute'>, context: Context): Code | undefined => {
        const type = present(context.typeOf(object));
        const isLogger = type.kind === 'instance' && type.name === 'Logger';
        return isLogger ? writeLogged(call, memberText(object, context), level, context) : undefined;
      },
    ]),
  ),
};

/** An operation that is computed is any text to TypeScript. */
function writeJobCreate(call: Call, _callee: unknown, context: Context): Code | undefined {
  const place = call.args.findIndex(({ name }, index) => name === 'operation' || (name === undefined && index === 0));
  const operation = call.args[place]?.value;
  if (operation === undefined || operation.kind === 'string' || operation.kind === 'cast') return undefined;
  const cast: Expression = {
    kind: 'cast',
    value: operation,
    type: 'Operation',
    from: operation.from,
    to: operation.to,
  };
  const args = call.args.map((arg, index) => (index === place ? { ...arg, value: cast } : arg));
  return context.write({ ...call, args });
}

function writeCounter(call: Call, context: Context): Code {
  const [first] = call.args;
  if (first === undefined) return code('{}');
  if (call.args.length > 1 || first.name !== undefined) return context.todo(call, 'these arguments are not translated');
  if (context.kindOf(first.value) === 'dict') return code(`{ ...${context.text(first.value, Level.Unary)} }`);
  if (isOtherKey(elementOf(context.typeOf(first.value)).kind)) context.leaveOut(call, KEYS_BECOME_TEXT);
  return code(`${context.use('countEach')}(${context.sure(first.value).text})`);
}

/** A defaultdict(int) has no other use of update() either. */
function isCounter(object: Expression, context: Context): boolean {
  const type = present(context.typeOf(object));
  return type.kind === 'dict' && type.fallback === '0';
}

/** In the replacement of JavaScript's replaceAll, `$` has a meaning of its own. */
function writeReplace({ args }: Call, { object }: ExpressionOf<'attribute'>, context: Context): Code | undefined {
  const [old, other, ...rest] = args;
  if (context.kindOf(object) !== 'str' || old === undefined || other === undefined || rest.length > 0) return undefined;
  const owner = memberText(object, context);
  const isSafe = other.value.kind === 'string' && !other.value.value.includes('$');
  if (isSafe) return code(`${owner}.replaceAll(${context.text(old.value)}, ${context.text(other.value)})`);
  return code(`${owner}.split(${context.text(old.value)}).join(${context.text(other.value)})`);
}

function sortArguments(args: readonly Argument[], context: Context): string[] {
  const option = (name: string): Expression | undefined => args.find((arg) => arg.name === name)?.value;
  const key = option('key') ?? args.find(({ name }) => name === undefined)?.value;
  const reverse = option('reverse');
  const first = key === undefined ? [] : [context.text(key)];
  return reverse === undefined ? first : [first[0] ?? 'undefined', context.text(reverse)];
}

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
    return TYPE_TESTS[own]?.(subject);
  });
  const given = names.map((name) => (name.kind === 'name' ? name.id : ''));
  if (given.includes('float') && !given.includes('int')) context.leaveOut(call, 'whole numbers pass for floats here');
  if (tests.some((test) => test === undefined)) return context.todo(call, 'this type is not known');
  return code([...new Set(tests)].join(' || '), Level.Or);
}

function writeDictCall({ args }: Call, context: Context): Code {
  const [first, ...rest] = args;
  if (first === undefined) return code('{}');
  const named = [first, ...rest].flatMap(({ name, value }) =>
    name === undefined ? [] : [`${name}: ${context.text(value)}`],
  );
  const spread = args.flatMap(({ star, value }) => (star === '**' ? [`...${context.text(value, Level.Unary)}`] : []));
  if (first.name !== undefined || first.star === '**') return code(`{ ${[...spread, ...named].join(', ')} }`);
  const isDict = context.kindOf(first.value) === 'dict';
  const copied = isDict
    ? `...${context.text(first.value, Level.Unary)}`
    : `...Object.fromEntries(${context.text(first.value)})`;
  if (!isDict && named.length === 0) return code(`Object.fromEntries(${context.text(first.value)})`);
  return code(`{ ${[copied, ...named].join(', ')} }`);
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

function writeRound({ args }: Call, context: Context): Code {
  const [value = '', digits = '0'] = args.map((arg) => context.sure(arg.value).text);
  return code(`${context.use(context.model.program.isPython2 ? 'oldRound' : 'round')}(${value}, ${digits})`);
}

/** `max(a, b)`, `max(rows)`, and both with a key. */
function writeExtreme(call: Call, helper: string, context: Context): Code {
  const key = call.args.find(({ name }) => name === 'key')?.value;
  const items = call.args.filter(({ name }) => name === undefined);
  if (items.length + (key === undefined ? 0 : 1) !== call.args.length)
    return context.todo(call, 'these arguments are not translated');
  const [first] = items;
  const isOne = items.length === 1 && first !== undefined && first.star === undefined;
  const list = isOne
    ? iterated(first.value, context)
    : `[${items.map(({ value, star }) => (star ? '...' : '') + context.sure(value).text).join(', ')}]`;
  return code(`${context.use(helper)}(${list}${key === undefined ? '' : `, ${context.text(key)}`})`);
}

function iterated(value: Expression, context: Context): string {
  const { text } = context.sure(value);
  return context.kindOf(value) === 'dict' ? `Object.keys(${text})` : text;
}

/** What is handed on gets the item alone, and not its place in the list as well. */
function callback(given: Expression, context: Context): string | undefined {
  const type = context.typeOf(given);
  if (type.kind === 'def' && context.model.waiting.has(type.def)) return undefined;
  const isAlone = given.kind === 'lambda' || type.kind === 'path';
  if (type.kind === 'class') return `(item: any) => new ${context.text(given, Level.Member)}(item)`;
  return isAlone ? context.text(given, Level.Assign) : `(item: any) => ${context.text(given, Level.Member)}(item)`;
}

function writeMapped(call: Call, context: Context): Code {
  const [first, second, ...rest] = call.args;
  const given = first && callback(first.value, context);
  if (given === undefined || second === undefined || rest.length > 0)
    return context.todo(call, 'a map() over more than one list, or one that waits, must be written as a loop');
  return code(`Array.from(${iterated(second.value, context)}, ${given})`);
}

function writeFiltered(call: Call, context: Context): Code {
  const [first, second] = call.args;
  if (first === undefined || second === undefined) return context.todo(call, 'filter() needs two arguments');
  const isNone = first.value.kind === 'constant';
  const given = isNone ? context.use('isTrue') : callback(first.value, context);
  if (given === undefined) return context.todo(call, 'a filter() that waits must be written as a loop');
  const test = isNone ? given : `(item) => ${context.use('isTrue')}((${given})(item))`;
  return code(`[...${iterated(second.value, context)}].filter(${test})`);
}

function writeZip({ args }: Call, context: Context): Code {
  const lists = args.map(({ value }) => iterated(value, context));
  if (args.some(({ star }) => star !== undefined))
    return code(
      `${context.use('zipAll')}(${args.length === 1 ? lists.join('') : `[${args.map(({ star }, index) => `${star ?? ''}${lists[index] ?? ''}`.replace('*', '...')).join(', ')}]`})`,
    );
  const helper = { 2: 'zip', 3: 'zip3' }[args.length];
  return helper === undefined
    ? code(`${context.use('zipAll')}([${lists.join(', ')}])`)
    : code(`${context.use(helper)}(${lists.join(', ')})`);
}

function writeRepr(call: Call, context: Context): Code {
  const [first] = call.args;
  if (first === undefined) return context.todo(call, 'repr() needs an argument');
  return code(`${context.use('repr')}(${withForm(context.text(first.value), context.typeOf(first.value))})`);
}

function writeStr({ args }: Call, context: Context): Code {
  const [first] = args;
  return first === undefined ? code("''") : shownAlone(first.value, context);
}

/** `any(row[0] for row in rows)` needs no list in between. */
function writeTest(call: Call, method: 'some' | 'every', context: Context): Code {
  const [first] = call.args;
  if (first === undefined) return context.todo(call, 'this needs an argument');
  const isTrue = context.use('isTrue');
  return code(`[...${context.text(first.value, Level.Unary)}].${method}(${isTrue})`);
}

function writeTimedelta({ args }: Call, context: Context): Code {
  const names = ['days', 'seconds', 'microseconds', 'milliseconds', 'minutes', 'hours', 'weeks'];
  const parts = args.map(({ name, value }, index) => `${name ?? names[index] ?? ''}: ${context.text(value)}`);
  return code(`${context.use('timedelta')}({ ${parts.join(', ')} })`);
}

function writeStartsOrEnds(
  { args }: Call,
  { object }: ExpressionOf<'attribute'>,
  method: string,
  context: Context,
): Code | undefined {
  const [first] = args;
  if (first?.value.kind !== 'tuple') return undefined;
  const owner = memberText(object, context);
  return code(`${context.text(first.value)}.some((part) => ${owner}.${method}(part))`);
}

/** `','.join(rows)`: what is joined must be an array. */
function writeJoin({ args }: Call, { object }: ExpressionOf<'attribute'>, context: Context): Code | undefined {
  const [first] = args;
  if (first === undefined || context.kindOf(object) !== 'str') return undefined;
  const kind = context.kindOf(first.value);
  const separator = context.text(object);
  if (kind === 'dict') return code(`Object.keys(${context.text(first.value)}).join(${separator})`);
  const isArray = kind === 'list' || kind === 'tuple' || first.value.kind === 'comprehension';
  const items = isArray ? memberText(first.value, context) : `[...${context.text(first.value, Level.Unary)}]`;
  return code(`${items}.join(${separator})`);
}

/** `logger.info('%d rows', count)` formats its arguments only when it logs; here the text is put together at once. */
function writeLogged(call: Call, logger: string, level: string, context: Context): Code {
  const [first, ...rest] = call.args.filter(({ name }) => name === undefined);
  const method = { warn: 'warning', fatal: 'critical' }[level] ?? level;
  if (first === undefined) return context.todo(call, 'nothing to log');
  const { from, to } = call;
  const given: Expression = { kind: 'tuple', items: rest.map(({ value }) => value), from, to };
  const message =
    rest.length > 0 && first.value.kind === 'string'
      ? template(percentPieces(first.value.value, rest.length === 1 ? (rest[0]?.value ?? given) : given, context))
      : rest.length > 0
        ? code(`${context.use('percentText')}(${context.text(first.value)}, ${context.text(given)})`)
        : context.kindOf(first.value) === 'str'
          ? template(pieceOf(first.value, context))
          : shownAlone(first.value, context);
  const text = rest.length === 0 && context.kindOf(first.value) === 'str' ? context.text(first.value) : message.text;
  const caught = method === 'exception' ? `, ${context.surroundings.caught ?? 'undefined'}` : '';
  return code(`${logger}.${method}(${text}${caught})`);
}
