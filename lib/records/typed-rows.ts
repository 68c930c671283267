import { dateOnly } from './date-only';
import { type RawRow, type RawValue, type TypedRow } from './types';

/** The types of describe that have values of their own; every other type is text. */
export type ValueType =
  'boolean' | 'int' | 'long' | 'double' | 'currency' | 'percent' | 'date' | 'datetime' | (string & {});

/** Tells the type of a column such as `Account.Name`; undefined where it is not known. */
export type TypeOfColumn = (column: string) => Promise<ValueType | undefined>;

type Convert = (value: string | number | boolean) => TypedRow[string];

const toNumber: Convert = (value) => Number(value);

const CONVERT: Partial<Record<string, Convert>> = {
  boolean: (value) => value === true || value === 'true',
  int: toNumber,
  long: toNumber,
  double: toNumber,
  currency: toNumber,
  percent: toNumber,
  date: (value) => dateOnly(typeof value === 'number' ? new Date(value) : String(value)),
  datetime: (value) => new Date(typeof value === 'number' ? value : String(value)),
};

/** Turns the values of rows into those of their fields' types. The same rows come out of every format. */
export async function* typeRows(blocks: AsyncIterable<RawRow[]>, typeOf: TypeOfColumn): AsyncGenerator<TypedRow[]> {
  const converters = new Map<string, Convert>();
  for await (const block of blocks) {
    for (const row of block) {
      for (const column in row) {
        if (!converters.has(column)) converters.set(column, CONVERT[(await typeOf(column)) ?? 'string'] ?? asText);
      }
    }
    yield block.map((row) => typed(row, converters));
  }
}

function asText(value: string | number | boolean): string {
  return String(value);
}

function typed(row: RawRow, converters: ReadonlyMap<string, Convert>): TypedRow {
  const result: TypedRow = {};
  for (const column in row) {
    const value: RawValue | undefined = row[column];
    const isNull = value === null || value === undefined || value === '';
    result[column] = isNull ? null : (converters.get(column)?.(value) ?? null);
  }
  return result;
}
