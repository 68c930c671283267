import { isDate, isUint8Array } from 'node:util/types';
import { InputException } from '../errors';
import { NULL_VALUE } from '../wire/v1';
import { FileAttachment, type FieldValue } from './types';

/** Where a value stands, for the error that names it. */
export interface Place {
  /** Counted from 1. */
  row: number;
  field: string;
}

/**
 * A value as text: `null` where it clears the field, `undefined` where it leaves the field alone. The same rule holds in
 * every format: `null` and `#N/A` clear; `undefined` and `''` leave alone.
 */
export function fieldText(value: FieldValue, place: Place): string | null | undefined {
  const text = anyText(value, place);
  if (typeof text === 'string' && !text.isWellFormed()) throw halfCharacter(place);
  return text;
}

/** The same for who finds half a character by himself. */
export function anyText(value: FieldValue, place: Place): string | null | undefined {
  switch (typeof value) {
    case 'string':
      if (value === '') return undefined;
      return value === NULL_VALUE ? null : value;
    case 'undefined':
      return undefined;
    case 'boolean':
    case 'bigint':
      return String(value);
    case 'number':
      if (Number.isFinite(value)) return String(value);
      throw unsendable(place, String(value), 'Give a number, or null to clear the field.');
    default:
      return objectText(value, place);
  }
}

function objectText(value: unknown, place: Place): string | null {
  if (value === null) return null;
  if (isDate(value)) {
    if (!Number.isNaN(value.getTime())) return value.toISOString();
    throw unsendable(place, 'an invalid Date', 'Check how the date was parsed.');
  }
  if (value instanceof FileAttachment || isUint8Array(value)) {
    throw unsendable(place, 'a file', "Files need a job with contentType 'ZIP_CSV', 'ZIP_XML' or 'ZIP_JSON'.");
  }
  const kind = Array.isArray(value) ? 'an array' : typeof value === 'object' ? 'an object' : `a ${typeof value}`;
  throw unsendable(place, kind, 'A field takes text, a number, a boolean, a Date or null.');
}

export function halfCharacter(place: Place): InputException {
  return unsendable(place, 'text with half a character', 'Look for text that was cut.');
}

/** The error for a column that is there already, as it is spelt or in other letters: the service does not look at the case. */
export function namedTwice({ row, field }: Place, first: string): InputException {
  return new InputException(`Row ${row}, field "${field}": names the column "${first}" twice`, {
    row,
    field,
    advice: 'Name each column once, by its API name, and alike in all rows.',
  });
}

export function unsendable({ row, field }: Place, kind: string, advice: string): InputException {
  return new InputException(`Row ${row}, field "${field}": ${kind} cannot be sent`, { row, field, advice });
}
