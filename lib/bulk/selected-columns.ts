/**
 * The columns that a query's result would have, where its SELECT names them one by one; none where it does not, as with
 * `FIELDS(ALL)` or a subquery.
 */
export function selectedColumns(soql: string): readonly string[] {
  const [, list = ''] = /^\s*SELECT\s+([^]*?)\s+FROM\s/i.exec(soql) ?? [];
  const columns = list.split(',').map((column) => column.trim());
  return columns.every((column) => /^\w+(?:\.\w+)*$/.test(column)) ? columns : [];
}
