import { parseDateTime } from '../store/dates';
import { canonicalId } from '../store/record-ids';
import { type FieldSchema, type FieldType, type FieldValue } from '../store/types';
import { type Literal } from './conditions';
import { type Period, periodOf } from './date-literals';
import { invalidField, QueryFault } from './query-fault';

const MS_PER_DAY = 86_400_000;

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

const NUMBER_TYPES: ReadonlySet<FieldType> = new Set<FieldType>(['int', 'double', 'currency', 'percent']);
const DATE_TYPES: ReadonlySet<FieldType> = new Set<FieldType>(['date', 'datetime']);
const ID_TYPES: ReadonlySet<FieldType> = new Set<FieldType>(['id', 'reference']);

export const isNumber = ({ type }: FieldSchema) => NUMBER_TYPES.has(type);
export const isMoment = ({ type }: FieldSchema) => DATE_TYPES.has(type);
export const isId = ({ type }: FieldSchema) => ID_TYPES.has(type);

/** What a field is compared with, in the form in which the field's values are kept; an empty text is null. */
export function valueOf(field: FieldSchema, literal: Literal): FieldValue {
  if (literal.type === 'NULL') return null;
  if (field.type === 'boolean') return booleanOf(field, literal);
  if (isNumber(field)) return numberOf(field, literal);
  if (literal.type !== 'STRING') throw wrongLiteral(field, 'string', 'should be enclosed in quotes');
  const text = unescaped(literal.text);
  if (text === '') return null;
  return isId(field) ? idOf(text) : text.toLowerCase();
}

/** A period in the form in which the field's values are kept: days for date, milliseconds for datetime. */
export function momentsOf(field: FieldSchema, literal: Literal, now: number): Moments {
  const period = periodOfLiteral(field, literal, now);
  if (period === undefined)
    throw wrongLiteral(field, field.type === 'date' ? 'date' : 'dateTime', 'should not be enclosed in quotes');
  return field.type === 'date' ? { from: dayOf(period.from), until: dayOf(period.until) } : period;
}

export interface Moments {
  readonly from: string | number;
  readonly until: string | number;
}

/** The text between a literal's quotes, its escapes resolved. In a LIKE pattern `\%` and `\_` are left for LIKE. */
export function unescaped(quoted: string, keep = ''): string {
  const resolve = (whole: string, escaped: string) => {
    if (escaped.length > 1) return String.fromCharCode(Number.parseInt(escaped.slice(1), 16));
    return keep.includes(escaped) ? whole : (ESCAPES[escaped.toLowerCase()] ?? escaped);
  };
  return quoted.slice(1, -1).replace(/\\(u[0-9a-fA-F]{4}|.)/gs, resolve);
}

function periodOfLiteral({ type }: FieldSchema, literal: Literal, now: number): Period | undefined {
  if (literal.type === 'DATE_LITERAL' || literal.type === 'DATE_N_LITERAL') return periodOf(literal.text, now);
  if (literal.type === 'DATE' && type === 'date') {
    const from = Date.parse(`${literal.text}T00:00:00Z`);
    return { from, until: from + MS_PER_DAY };
  }
  const from = literal.type === 'DATETIME' && type === 'datetime' ? parseDateTime(literal.text) : undefined;
  return from === undefined ? undefined : { from, until: from + 1 };
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

function booleanOf(field: FieldSchema, literal: Literal): boolean {
  if (literal.type !== 'BOOLEAN') throw wrongLiteral(field, 'boolean', 'should not be enclosed in quotes');
  return literal.text.toUpperCase() === 'TRUE';
}

function numberOf(field: FieldSchema, literal: Literal): number {
  const isNumeric = /INTEGER|DECIMAL/.test(literal.type);
  const number = Number(literal.text.replace(/^[A-Za-z]{3}/, ''));
  if (!isNumeric || Number.isNaN(number)) throw wrongLiteral(field, field.type, 'should not be enclosed in quotes');
  return number;
}

function idOf(text: string): string {
  const id = canonicalId(text);
  if (id !== undefined) return id;
  throw new QueryFault({ errorCode: 'INVALID_QUERY_FILTER_OPERATOR', text: `invalid ID field: ${text}` });
}

function wrongLiteral({ name }: FieldSchema, type: string, quotes: string): QueryFault {
  return invalidField(`value of filter criterion for field '${name}' must be of type ${type} and ${quotes}`);
}
