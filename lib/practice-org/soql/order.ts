import { type OrderByClause } from '@jetstreamapp/soql-parser-js';
import { type FieldValue } from '../store/types';
import { isId } from './literals';
import { resolvePath } from './paths';
import { invalidField, notSupportedInBulk } from './query-fault';
import { type QueryScope } from './query-scope';

type Compare = (a: number, b: number) => number;

const TEXTAREA_SORTABLE = 255;

/** Puts rows into an order; those that it can't tell apart stay in the order in which they were made. */
export type Order = (rows: readonly number[]) => readonly number[];

/** Throws `QueryFault` for fields that aren't there or can't be sorted by. */
export function orderOf(scope: QueryScope): Order {
  const keys = [scope.query.orderBy ?? []].flat().map((clause) => sortKeyOf(scope, clause));
  if (keys.length === 0) return (rows) => rows;
  return (rows) => {
    const comparers = keys.map((key) => comparerOf(key, rows));
    const positions = rows.map((_row, position) => position).sort((a, b) => firstDifference(comparers, a, b));
    return positions.flatMap((position) => rows[position] ?? []);
  };
}

function firstDifference(comparers: readonly Compare[], a: number, b: number): number {
  for (const compare of comparers) {
    const difference = compare(a, b);
    if (difference !== 0) return difference;
  }
  return a - b;
}

interface SortKey {
  readonly read: (row: number) => SortValue;
  readonly direction: number;
  readonly nullRank: number;
}

function sortKeyOf(scope: QueryScope, clause: OrderByClause): SortKey {
  if ('fn' in clause) throw notSupportedInBulk('Ordering by a function');
  const { field, read } = resolvePath(scope, clause.field);
  const isLongText = field.type === 'textarea' && field.length > TEXTAREA_SORTABLE;
  if (isLongText || field.type === 'base64' || field.type === 'address') {
    throw invalidField(`field '${field.name}' can not be sorted in a query call`);
  }
  return {
    read: (row) => sortValue(read(row), isId(field)),
    direction: clause.order === 'DESC' ? -1 : 1,
    nullRank: clause.nulls === 'LAST' ? 1 : -1,
  };
}

/** Compares positions in `rows`: each row's value is read once, not at each of the sort's comparisons. */
function comparerOf({ read, direction, nullRank }: SortKey, rows: readonly number[]): Compare {
  const values = rows.map(read);
  return (a, b) => compareValues({ a: values[a] ?? null, b: values[b] ?? null, direction, nullRank });
}

type SortValue = string | number | null;

function sortValue(value: FieldValue, isCaseSensitive: boolean): SortValue {
  if (typeof value === 'boolean') return Number(value);
  return typeof value === 'string' && !isCaseSensitive ? value.toLowerCase() : value;
}

interface ValueComparison {
  readonly a: SortValue;
  readonly b: SortValue;
  readonly direction: number;
  readonly nullRank: number;
}

function compareValues({ a, b, direction, nullRank }: ValueComparison): number {
  if (a === b) return 0;
  if (a === null) return nullRank;
  if (b === null) return -nullRank;
  return a < b ? -direction : direction;
}
