import { selectList } from './select-list';
import { type RawRow } from './types';

/** The columns of a SELECT that walk along a lookup, by the lookup's path in lower case: `account` → `Account.Name`, … */
export type ParentColumns = ReadonlyMap<string, readonly string[]>;

export function parentColumnsOf(soql: string): ParentColumns {
  const columns = new Map<string, string[]>();
  for (const column of selectList(soql)) {
    const steps = column.split('.');
    for (let depth = 1; depth < steps.length; depth++) {
      const path = steps.slice(0, depth).join('.').toLowerCase();
      columns.set(path, [...(columns.get(path) ?? []), column]);
    }
  }
  return columns;
}

/**
 * XML and JSON say of a record without a parent that the parent is null; CSV says that of each of its columns. Here the
 * former is made into the latter, so that rows have the same columns in every format.
 */
export async function* withNullParents(
  blocks: AsyncIterable<RawRow[]>,
  parents: ParentColumns,
): AsyncGenerator<RawRow[]> {
  for await (const block of blocks) yield parents.size === 0 ? block : block.map((row) => expanded(row, parents));
}

function expanded(row: RawRow, parents: ParentColumns): RawRow {
  const nulls = Object.keys(row).filter((name) => row[name] === null && parents.has(name.toLowerCase()));
  if (nulls.length === 0) return row;
  return Object.fromEntries(
    Object.entries(row).flatMap(([name, value]): [string, RawRow[string]][] =>
      nulls.includes(name) ? (parents.get(name.toLowerCase()) ?? []).map((column) => [column, null]) : [[name, value]],
    ),
  );
}
