/** What stands between SELECT and FROM, cut at its commas; for a query that is none, one empty text. */
export function selectList(soql: string): readonly string[] {
  const [, list = ''] = /^\s*SELECT\s+([^]*?)\s+FROM\s/i.exec(soql) ?? [];
  return list.split(',').map((column) => column.trim());
}
