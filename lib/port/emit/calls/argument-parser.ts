/** argparse and optparse: an option becomes an object that says all of it. */
import { argumentName } from '../../analysis/infer-options';
import { type Argument, type Expression, type ExpressionOf } from '../../syntax/tree';
import { code, type Code } from '../code';
import { type Context } from '../context';
import { memberText } from '../text';
import { type Call, type Functions, type Methods } from './writers';

export const PARSER_FUNCTIONS: Functions = { 'optparse.OptionParser': writeOptionParser };
export const ARGUMENT_PARSER_METHODS: Methods = { add_argument: writeOption, parse_args: writeParse };
export const OPTION_PARSER_METHODS: Methods = {
  add_option: writeOption,
  parse_args: writeParse,
  set_defaults: writeDefaults,
};

const ACTIONS = ['store_true', 'store_false', 'store_const', 'append', 'count', 'version'];
const KNOWN = ['type', 'default', 'required', 'help', 'choices', 'nargs', 'metavar', 'version', 'const'];

/** `parser.add_argument('--sandbox', action='store_true')` */
function writeOption(call: Call, { object, name: method }: ExpressionOf<'attribute'>, context: Context): Code {
  const option = (key: string): Expression | undefined => call.args.find(({ name }) => name === key)?.value;
  const names = call.args.flatMap(({ name, value }) => (name === undefined ? [context.text(value)] : []));
  const parts = [`names: [${names.join(', ')}]`, `dest: '${argumentName(call.args)}'`];
  const action = option('action');
  if (action?.kind === 'string' && ACTIONS.includes(action.value)) parts.push(`action: '${action.value}'`);
  else if (action !== undefined && !(action.kind === 'string' && action.value === 'store'))
    return context.todo(call, 'this action is not translated');
  for (const key of KNOWN) {
    const value = option(key);
    const text = value && (key === 'type' ? typeText(value, context) : context.text(value));
    if (text !== undefined) parts.push(`${key}: ${text}`);
  }
  leaveOutUnknown(call, [...KNOWN, 'action', 'dest'], context);
  return code(`${memberText(object, context)}.${method}({ ${parts.join(', ')} })`);
}

function leaveOutUnknown(call: Call, known: readonly string[], context: Context): void {
  for (const { name, star } of call.args) {
    if (star !== undefined || (name !== undefined && !known.includes(name)))
      context.leaveOut(call, `"${name ?? star ?? ''}" is left out`);
  }
}

/** optparse names types by text; those of text need no reading. */
function typeText(type: Expression, context: Context): string | undefined {
  const name =
    type.kind === 'string' ? type.value : type.kind === 'name' && !context.scope.find(type.id) ? type.id : '';
  const helper = { int: 'int', long: 'int', float: 'float' }[name];
  if (helper !== undefined) return context.use(helper);
  if (type.kind !== 'string') return context.text(type);
  if (!['string', 'str', 'choice'].includes(name)) context.leaveOut(type, `the type "${name}" is left out`);
  return undefined;
}

function writeParse({ args }: Call, { object }: ExpressionOf<'attribute'>, context: Context): Code {
  const list = args.map(({ value }) => context.text(value)).join(', ');
  return code(`${memberText(object, context)}.parse_args<${context.use('Arguments')}>(${list})`);
}

const TEXTS = ['usage', 'version', 'description', 'prog', 'epilog'];
/** What stands first when no name is given. */
const PLACES = ['usage', 'option_list', 'option_class', 'version', 'conflict_handler', 'description'];

function writeOptionParser(call: Call, context: Context): Code {
  const named = call.args.map((arg, index): Argument => ({ ...arg, name: arg.name ?? PLACES[index] ?? '' }));
  leaveOutUnknown({ ...call, args: named }, TEXTS, context);
  const parts = named.filter(({ name = '' }) => TEXTS.includes(name)).map(partText(context));
  return code(`new ${context.use('OptionParser')}(${parts.length === 0 ? '' : `{ ${parts.join(', ')} }`})`);
}

function writeDefaults(call: Call, { object }: ExpressionOf<'attribute'>, context: Context): Code {
  if (call.args.some(({ name }) => name === undefined)) return context.todo(call, 'these arguments are not translated');
  return code(`${memberText(object, context)}.set_defaults({ ${call.args.map(partText(context)).join(', ')} })`);
}

const partText =
  (context: Context) =>
  ({ name = '', value }: Argument): string =>
    `${name}: ${context.text(value)}`;
