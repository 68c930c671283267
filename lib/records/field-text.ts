import { InputException } from '../errors';
import { NULL_VALUE } from '../wire/v1';
import { type FieldValue } from './types';

/** Where a value stands, for the error that names it. */
export interface Place {
  /** Counted from 1. */
  row: number;
  field: string;
}

/** A value as CSV has it: `null` clears, `undefined` leaves alone, a `Date` is ISO 8601 in UTC. */
export function fieldText(value: FieldValue, place: Place): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'undefined':
      return '';
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

function objectText(value: unknown, place: Place): string {
  if (value === null) return NULL_VALUE;
  if (value instanceof Date) {
    if (!Number.isNaN(value.getTime())) return value.toISOString();
    throw unsendable(place, 'an invalid Date', 'Check how the date was parsed.');
  }
  const kind = Array.isArray(value) ? 'an array' : typeof value === 'object' ? 'an object' : `a ${typeof value}`;
  throw unsendable(place, kind, 'A field takes text, a number, a boolean, a Date or null.');
}

function unsendable({ row, field }: Place, kind: string, advice: string): InputException {
  return new InputException(`Row ${row}, field "${field}": ${kind} cannot be sent`, { row, field, advice });
}
