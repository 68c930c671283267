import { selectList } from '../../records/select-list';

/**
 * The columns that a query's result would have, where its SELECT names them one by one; none where it does not, as with
 * `FIELDS(ALL)` or a subquery.
 */
export function selectedColumns(soql: string): readonly string[] {
  const columns = selectList(soql);
  return columns.every((column) => /^\w+(?:\.\w+)*$/.test(column)) ? columns : [];
}
