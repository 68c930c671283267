/** Python's format specifications: `>10`, `05.1f`, `,`. */
import { type Type } from '../analysis/types';
import { at, code, type Code, Level, quote } from './code';
import { type Context } from './context';

export interface Spec {
  readonly fill: string;
  readonly align: string;
  readonly sign: string;
  readonly isZeroPadded: boolean;
  readonly width: number;
  readonly separator: string;
  readonly precision: number | undefined;
  readonly type: string;
}

const SPEC = /^(?:(.)?([<>^=]))?([+ -]?)#?(0?)(\d*)([,_]?)(?:\.(\d+))?([a-zA-Z%]?)$/;

export function readSpec(spec: string): Spec {
  const [, fill = ' ', align = '', sign = '', zero, width = '', separator = '', precision, type = ''] =
    SPEC.exec(spec) ?? [];
  return {
    fill,
    align,
    sign,
    isZeroPadded: zero === '0',
    width: Number(width),
    separator,
    precision: precision === undefined ? undefined : Number(precision),
    type,
  };
}

export function applySpec(value: Code, spec: Spec, kind: Type['kind'], context: Context): Code {
  const isNumber = kind === 'int' || kind === 'float' || 'dfFeEgGxXob%'.includes(spec.type || '?');
  const base = isNumber ? numberText(value, spec, kind, context) : plainText(value, spec, kind, context);
  const signed = spec.sign === '+' ? `${context.use('withSign')}(${base})` : base;
  return code(padded(signed, spec, isNumber, context));
}

function plainText(value: Code, { precision }: Spec, kind: Type['kind'], context: Context): string {
  const text = kind === 'str' ? at(Level.Member, value) : `${context.use('str')}(${value.text})`;
  return precision === undefined ? text : `${text}.slice(0, ${precision})`;
}

function numberText(value: Code, spec: Spec, kind: Type['kind'], context: Context): string {
  const isSure = kind === 'int' || kind === 'float';
  const number = isSure ? at(Level.Member, value) : `Number(${value.text})`;
  const dotted = /^[\d.]+$/.test(number) ? `(${number})` : number;
  const digits = spec.precision ?? 6;
  const make = NUMBERS[spec.type];
  if (spec.separator !== '')
    return `${dotted}.toLocaleString('en-US'${spec.precision === undefined ? '' : `, { minimumFractionDigits: ${digits}, maximumFractionDigits: ${digits} }`})`;
  if (make !== undefined) return make(dotted, digits);
  if (kind === 'float' && spec.type === '') return `${context.use('floatText')}(${value.text})`;
  return spec.type === 'd' && kind !== 'int' ? `String(Math.trunc(${value.text}))` : `String(${value.text})`;
}

const NUMBERS: Readonly<Record<string, (number: string, digits: number) => string>> = {
  f: (number, digits) => `${number}.toFixed(${digits})`,
  F: (number, digits) => `${number}.toFixed(${digits})`,
  '%': (number, digits) => `\`\${(${number} * 100).toFixed(${digits})}%\``,
  x: (number) => `${number}.toString(16)`,
  X: (number) => `${number}.toString(16).toUpperCase()`,
  o: (number) => `${number}.toString(8)`,
  b: (number) => `${number}.toString(2)`,
  e: (number, digits) => `${number}.toExponential(${digits})`,
  g: (number, digits) => `String(Number(${number}.toPrecision(${digits})))`,
};

function padded(text: string, spec: Spec, isNumber: boolean, context: Context): string {
  if (spec.width === 0) return text;
  if (spec.isZeroPadded && spec.align === '') return `${text}.padStart(${spec.width}, '0')`;
  const filler = spec.fill === ' ' ? '' : `, ${quote(spec.fill)}`;
  const align = spec.align === '' ? (isNumber ? '>' : '<') : spec.align;
  if (align === '^') return `${context.use('centred')}(${text}, ${spec.width}${filler})`;
  return `${text}.${align === '<' ? 'padEnd' : 'padStart'}(${spec.width}${filler})`;
}
