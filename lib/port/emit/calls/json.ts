/** `json.dump` and `json.dumps`: what they are told about the style goes along as an object. */
import { type Argument, type ExpressionOf } from '../../syntax/tree';
import { at, code, type Code, Level } from '../code';
import { type Context } from '../context';
import { formText } from '../forms';
import { type Functions } from './writers';

export const JSON_FUNCTIONS: Functions = { 'json.dump': writeDump, 'json.dumps': writeDumps };

const STYLE = new Set(['indent', 'sort_keys', 'ensure_ascii', 'separators']);
/** Python 2 people name the encoding, which is UTF-8 here as there. */
const WITHOUT_EFFECT = new Set(['encoding', 'check_circular', 'allow_nan']);

function writeDumps(call: ExpressionOf<'call'>, context: Context): Code {
  return textOfJson(call, 1, context) ?? context.todo(call, 'these arguments are not translated');
}

function writeDump(call: ExpressionOf<'call'>, context: Context): Code {
  const file = call.args.find(({ name }, index) => name === 'fp' || (name === undefined && index === 1))?.value;
  const text = textOfJson(call, 2, context);
  if (file === undefined || text === undefined) return context.todo(call, 'these arguments are not translated');
  return code(`${at(Level.Member, context.sure(file))}.write(${text.text})`);
}

/** `undefined` where the call says something that cannot be said. */
function textOfJson({ args }: ExpressionOf<'call'>, places: number, context: Context): Code | undefined {
  const value = args.find(({ name }, index) => name === 'obj' || (name === undefined && index === 0))?.value;
  const named = args.filter(({ name }, index) => !isPlaced(name, index, places));
  if (value === undefined || args.some(({ star }) => star !== undefined) || !named.every(isStyle)) return undefined;
  const style = named
    .filter(({ name = '' }) => STYLE.has(name))
    .map(({ name = '', value: given }) => `${name}: ${context.text(given)}`);
  const form = formText(context.typeOf(value));
  if (form !== 'null') style.push(`form: ${form}`);
  const options = style.length === 0 ? '' : `, { ${style.join(', ')} }`;
  return code(`${context.use('jsonText')}(${context.text(value)}${options})`);
}

function isPlaced(name: string | undefined, index: number, places: number): boolean {
  return name === 'obj' || name === 'fp' || (name === undefined && index < places);
}

function isStyle({ name = '' }: Argument): boolean {
  return STYLE.has(name) || WITHOUT_EFFECT.has(name);
}
