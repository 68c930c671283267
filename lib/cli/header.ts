import { createReadStream } from 'node:fs';
import papaparse from 'papaparse';
import { text } from 'node:stream/consumers';
import { UsageError } from './usage-error';

/** The service takes a header of 32,000 characters; one of them may be 4 bytes. */
const HEADER_BYTES = 128_000;

/** What stands between columns in files that were not made for the service. */
const OTHER_DELIMITERS = /[;\t|]/;

/** The columns of a CSV file; none of one that is empty, or no text in UTF-8, of which the library says more. */
export async function columnsOf(path: string): Promise<readonly string[]> {
  const beginning = await text(createReadStream(path, { end: HEADER_BYTES }));
  if (beginning.trim() === '' || beginning.includes('\0')) return [];
  const { data } = papaparse.parse<string[]>(beginning.replace(/^\uFEFF/, ''), { preview: 1, delimiter: ',' });
  return data[0] ?? [];
}

/** Refuses a file that the service would fail row by row. */
export function checkColumns(path: string, columns: readonly string[]): void {
  const [first = ''] = columns;
  const [delimiter] = OTHER_DELIMITERS.exec(first) ?? [];
  if (columns.length !== 1 || delimiter === undefined) return;
  const name = delimiter === '\t' ? 'tabs' : `"${delimiter}"`;
  throw new UsageError(`The columns of "${path}" seem to stand between ${name}: save it with commas`);
}

/** Refuses rows that do not name the records that are meant. Case does not count in the names of fields. */
export function requireField(fields: readonly string[], { field, path }: { field: string; path: string }): void {
  if (fields.length === 0 || fields.some((name) => name.toLowerCase() === field.toLowerCase())) return;
  const found = fields.length > 20 ? `${fields.slice(0, 20).join(', ')}, …` : fields.join(', ');
  throw new UsageError(`"${path}" has no column "${field}", which says which records are meant; it has ${found}`);
}
