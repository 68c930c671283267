import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { type Readable } from 'node:stream';
import papaparse from 'papaparse';
import { text } from 'node:stream/consumers';
import { UsageError } from './usage-error';

/** The service takes a header of 32,000 characters; one of them may be 4 bytes. */
const HEADER_BYTES = 128_000;

/** What stands between columns in files that were not made for the service. */
const OTHER_DELIMITERS = /[;\t|]/;

/** The columns of a CSV file; none of one that is empty, or no text in UTF-8, of which the library says more. */
export async function columnsOf(path: string): Promise<readonly string[]> {
  return columnsIn(await text(createReadStream(path, { end: HEADER_BYTES })));
}

/** The columns of what is read once, which is left as it was; none where its first piece does not hold a whole line. */
export async function columnsAhead(stream: Readable, signal: AbortSignal): Promise<readonly string[]> {
  if (stream.readableLength === 0 && !stream.readableEnded) await once(stream, 'readable', { signal });
  const piece = stream.read() as Buffer | string | null;
  if (piece === null) return [];
  stream.unshift(piece);
  const beginning = piece.toString();
  return /[\r\n]/.test(beginning) ? columnsIn(beginning) : [];
}

function columnsIn(beginning: string): readonly string[] {
  if (beginning.trim() === '' || beginning.includes('\0')) return [];
  const { data } = papaparse.parse<string[]>(beginning.replace(/^\uFEFF/, ''), { preview: 1, delimiter: ',' });
  return data[0] ?? [];
}

/** Refuses rows that the service would fail one by one. */
export function checkColumns(name: string, columns: readonly string[]): void {
  const [first = ''] = columns;
  const [delimiter] = OTHER_DELIMITERS.exec(first) ?? [];
  if (columns.length !== 1 || delimiter === undefined) return;
  const found = delimiter === '\t' ? 'tabs' : `"${delimiter}"`;
  throw new UsageError(`The columns of ${name} seem to stand between ${found}: save it with commas`);
}

/** Refuses rows that do not name the records that are meant. Case does not count in the names of fields. */
export function requireField(fields: readonly string[], { field, name }: { field: string; name: string }): void {
  if (fields.length === 0 || fields.some((other) => other.toLowerCase() === field.toLowerCase())) return;
  const found = fields.length > 20 ? `${fields.slice(0, 20).join(', ')}, …` : fields.join(', ');
  throw new UsageError(`${name} has no column "${field}", which says which records are meant; it has ${found}`);
}
