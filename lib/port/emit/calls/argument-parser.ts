import { argumentName } from '../../analysis/infer-call';
import { type Expression, type ExpressionOf } from '../../syntax/tree';
import { code, type Code } from '../code';
import { type Context } from '../context';
import { memberText } from '../text';
import { type Call, type Methods } from './writers';

export const ARGUMENT_PARSER_METHODS: Methods = { add_argument: writeArgument, parse_args: writeParse };

const OPTIONS = ['type', 'default', 'required', 'help', 'choices', 'nargs', 'metavar', 'version'];
const ACTIONS = ['store_true', 'store_false', 'append', 'count', 'version'];

/** `parser.add_argument('--sandbox', action='store_true')` */
function writeArgument(call: Call, { object }: ExpressionOf<'attribute'>, context: Context): Code {
  const option = (key: string): Expression | undefined => call.args.find(({ name }) => name === key)?.value;
  const names = call.args.flatMap(({ name, value }) => (name === undefined ? [context.text(value)] : []));
  const parts = [`names: [${names.join(', ')}]`, `dest: '${argumentName(call.args)}'`];
  const action = option('action');
  if (action?.kind === 'string' && ACTIONS.includes(action.value)) parts.push(`action: '${action.value}'`);
  else if (action !== undefined && !(action.kind === 'string' && action.value === 'store'))
    return context.todo(call, 'this action is not translated');
  for (const key of OPTIONS) {
    const value = option(key);
    if (value !== undefined) parts.push(`${key}: ${context.text(value)}`);
  }
  return code(`${memberText(object, context)}.add_argument({ ${parts.join(', ')} })`);
}

function writeParse({ args }: Call, { object }: ExpressionOf<'attribute'>, context: Context): Code {
  const list = args.map(({ value }) => context.text(value)).join(', ');
  return code(`${memberText(object, context)}.parse_args<${context.use('Arguments')}>(${list})`);
}
