/** Python's format specifications: `>10`, `05.1f`, `,`. */
import { type Type } from '../analysis/types';
import { code, type Code, Level, quote, at } from './code';
import { type Context } from './context';
import { formText } from './forms';

/** A value in its format. What people write most is said in JavaScript's own words, where these say the same. */
export function applySpec(value: Code, spec: string, type: Type, context: Context): Code {
  const [, side = '', width = ''] = /^([<>]?)([1-9]\d*)s?$/.exec(spec) ?? [];
  if (type.kind === 'str' && width !== '')
    return code(`${at(Level.Member, value)}.${side === '>' ? 'padStart' : 'padEnd'}(${width})`);
  if (type.kind === 'int' && /^0?[1-9]\d*d?$/.test(spec) && isPlain(value))
    return code(`String(${value.text}).padStart(${parseInt(spec, 10)}${spec.startsWith('0') ? ", '0'" : ''})`);
  return code(`${context.use('formatted')}(${value.text}, ${quote(spec)}${formArgument(type)})`);
}

/** A format that is computed itself, as text. */
export function applyComputedSpec(value: Code, spec: Code, type: Type, context: Context): Code {
  return code(`${context.use('formatted')}(${value.text}, ${spec.text}${formArgument(type)})`);
}

function formArgument(type: Type): string {
  const form = formText(type);
  return form === 'null' ? '' : `, ${form}`;
}

/** A length is never below zero, and a sign would stand before the filling. */
function isPlain({ text }: Code): boolean {
  return /\.(length|size)$|^\d+$/.test(text);
}
