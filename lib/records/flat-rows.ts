import { InputException } from '../errors';
import { namedTwice } from './field-text';
import { FileAttachment, type FieldValue, type FlatRow, type InputRow } from './types';

/**
 * Spells the lookups of a row as columns: `{ Who: { type: 'Lead', Email } }` is `Lead:Who.Email`. A row without them stays
 * the object that it is.
 *
 * @param number the row's, counted from 1
 */
export function flatten(row: InputRow, number: number): FlatRow {
  for (const field in row) if (isParent(row[field])) return flattened(row, number);
  return row as FlatRow;
}

function flattened(row: InputRow, number: number): FlatRow {
  const columns = Object.entries(row).map(([field, value]): [string, FieldValue] =>
    isParent(value) ? lookup(field, value, number) : [field, value as FieldValue],
  );
  const names = columns.map(([name]) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw namedTwice({ row: number, field: twice }, twice);
  return Object.fromEntries(columns);
}

type Parent = Readonly<Record<string, unknown>>;

/** A plain object, of whichever realm: notebooks have their own. Dates, files, bytes and lists are values, good or bad. */
function isParent(value: unknown): value is Parent {
  if (typeof value !== 'object' || value === null) return false;
  if (value instanceof FileAttachment) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function lookup(relationship: string, parent: Parent, row: number): [string, FieldValue] {
  const { attributes, type, ...fields } = parent;
  const parentType = type ?? (isParent(attributes) ? attributes.type : undefined);
  const [entry, ...others] = Object.entries(fields);
  const place = { row, field: relationship };
  if (entry === undefined || others.length > 0)
    throw badLookup(place, 'a parent is named by exactly one of its fields');
  const [field, value] = entry;
  if (isParent(value)) throw badLookup(place, 'only the parent itself can be named, not a parent of it');
  const prefix = typeof parentType === 'string' ? `${parentType}:` : '';
  return [`${prefix}${relationship}.${field}`, value as FieldValue];
}

function badLookup({ row, field }: { row: number; field: string }, reason: string): InputException {
  return new InputException(`Row ${row}, field "${field}": ${reason}`, {
    row,
    field,
    advice: `Write it like { ${field}: { ExternalId__c: 'A-1' } }, or '${field}.ExternalId__c': 'A-1'.`,
  });
}

/** A column, taken apart: `Lead:Who.Email` is a lookup along `Who` to a Lead by its Email. */
export interface Column {
  readonly name: string;
  readonly relationship?: { readonly name: string; readonly parentType: string | undefined };
}

export function toColumn(header: string): Column {
  const [, parentType, relationship, name] = /^(?:([^:.]+):)?([^:.]+)\.(.+)$/.exec(header) ?? [];
  if (relationship === undefined || name === undefined) return { name: header };
  return { name, relationship: { name: relationship, parentType } };
}
