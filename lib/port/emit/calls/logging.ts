import { type Expression, type ExpressionOf } from '../../syntax/tree';
import { type Code, code, template } from '../code';
import { type Context } from '../context';
import { memberText, percentPieces, shownAlone } from '../text';
import { type Call, type Functions, type Methods } from './writers';

/** The names that Python has for the levels, and those of the helper. */
const LEVELS: readonly (readonly [string, string])[] = [
  ['debug', 'debug'],
  ['info', 'info'],
  ['warning', 'warning'],
  ['warn', 'warning'],
  ['error', 'error'],
  ['critical', 'critical'],
  ['fatal', 'critical'],
  ['exception', 'exception'],
];

export const LOGGING_FUNCTIONS: Functions = Object.fromEntries(
  LEVELS.map(([name, method]) => [
    `logging.${name}`,
    (call: Call, context: Context): Code => writeLogged(call, `${context.use('rootLogger')}().${method}`, context),
  ]),
);

export const LOGGER_METHODS: Methods = Object.fromEntries(
  LEVELS.map(([name, method]) => [
    name,
    (call: Call, { object }: ExpressionOf<'attribute'>, context: Context): Code =>
      writeLogged(call, `${memberText(object, context)}.${method}`, context),
  ]),
);

/** `logger.info('%d rows', count)` formats its arguments only when it logs; here the text is put together at once. */
function writeLogged(call: Call, method: string, context: Context): Code {
  const [first, ...rest] = call.args.filter(({ name }) => name === undefined).map(({ value }) => value);
  if (first === undefined) return context.todo(call, 'nothing to log');
  const message = rest.length === 0 ? shownAlone(first, context) : formattedMessage(first, rest, context);
  const caught = method.endsWith('.exception') ? `, ${context.surroundings.caught ?? 'undefined'}` : '';
  return code(`${method}(${message.text}${caught})`);
}

function formattedMessage(format: Expression, values: readonly Expression[], context: Context): Code {
  const { from, to } = format;
  const all: Expression = { kind: 'tuple', items: values, from, to };
  const isNamed = format.kind === 'string' && format.value.includes('%(');
  return format.kind === 'string'
    ? template(percentPieces(format.value, isNamed ? (values[0] ?? all) : all, context))
    : code(`${context.use('percentText')}(${context.text(format)}, ${context.text(all)})`);
}
