import { type OrderByClause } from '@jetstreamapp/soql-parser-js';
import { type FieldValue } from '../store/types';
import { isId } from './literals';
import { resolvePath } from './paths';
import { invalidField, notSupportedInBulk } from './query-fault';
import { type QueryScope } from './query-scope';

type Compare = (a: number, b: number) => number;

const TEXTAREA_SORTABLE = 255;

/** The rows in the order of the ORDER BY; rows that it can't tell apart stay in the order in which they were made. */
export function ordered(scope: QueryScope, rows: readonly number[]): readonly number[] {
  const clauses = [scope.query.orderBy ?? []].flat();
  if (clauses.length === 0) return rows;
  const comparers = clauses.map((clause) => comparerOf(scope, clause, rows));
  const positions = rows.map((_row, position) => position).sort((a, b) => firstDifference(comparers, a, b));
  return positions.flatMap((position) => rows[position] ?? []);
}

function firstDifference(comparers: readonly Compare[], a: number, b: number): number {
  for (const compare of comparers) {
    const difference = compare(a, b);
    if (difference !== 0) return difference;
  }
  return a - b;
}

/** Compares positions in `rows`: each row's key is read once, not at each of the sort's comparisons. */
function comparerOf(scope: QueryScope, clause: OrderByClause, rows: readonly number[]): Compare {
  if ('fn' in clause) throw notSupportedInBulk('Ordering by a function');
  const { field, read } = resolvePath(scope, clause.field);
  if (
    field.type === 'base64' ||
    field.type === 'address' ||
    (field.type === 'textarea' && field.length > TEXTAREA_SORTABLE)
  ) {
    throw invalidField(`field '${field.name}' can not be sorted in a query call`);
  }
  const keys = rows.map((row) => sortKey(read(row), isId(field)));
  const direction = clause.order === 'DESC' ? -1 : 1;
  const nullRank = clause.nulls === 'LAST' ? 1 : -1;
  return (a, b) => compareKeys({ a: keys[a] ?? null, b: keys[b] ?? null, direction, nullRank });
}

type SortKey = string | number | null;

function sortKey(value: FieldValue, isCaseSensitive: boolean): SortKey {
  if (typeof value === 'boolean') return Number(value);
  return typeof value === 'string' && !isCaseSensitive ? value.toLowerCase() : value;
}

interface KeyComparison {
  readonly a: SortKey;
  readonly b: SortKey;
  readonly direction: number;
  readonly nullRank: number;
}

function compareKeys({ a, b, direction, nullRank }: KeyComparison): number {
  if (a === b) return 0;
  if (a === null) return nullRank;
  if (b === null) return -nullRank;
  return a < b ? -direction : direction;
}
