import Papa from 'papaparse';

/** Reads whole records: text that begins at a record's start and ends at a record's end. Blank lines are no records. */
export function parseCsv(text: string, delimiter = ','): string[][] {
  return Papa.parse<string[]>(text, { delimiter, skipEmptyLines: true }).data;
}

export interface CsvTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Writes a header and rows, each with its line end. A lone empty value is quoted, or its line would be blank. */
export function writeCsv({ columns, rows }: CsvTable): string {
  const table = { fields: [...columns], data: rows as string[][] };
  return `${Papa.unparse(table, { newline: '\n', quotes: columns.length === 1 })}\n`;
}
