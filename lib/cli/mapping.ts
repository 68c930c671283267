import { readFile } from 'node:fs/promises';
import { type Readable } from 'node:stream';
import papaparse from 'papaparse';
import { planBatches } from '../index';
import { UsageError } from './usage-error';

/** Which column goes into which field. A column that is not in it is not sent. */
export type Mapping = ReadonlyMap<string, string>;

/** A row of CSV, by the names of its columns. */
export type CsvRow = Readonly<Record<string, string>>;

/** Reads lines of `column=field`, as Data Loader's `.sdl` files have them. */
export async function readMapping(path: string): Promise<Mapping> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new UsageError(`The mapping "${path}" cannot be read: ${(cause as Error).message}`, { cause });
  });
  const mapping = new Map<string, string>();
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const [, column, field] = /^((?:\\.|[^\\=])+)=(.*)$/.exec(line) ?? [];
    if (column === undefined || field === undefined) {
      throw new UsageError(`Line ${at + 1} of the mapping "${path}" is not column=field`);
    }
    if (field.trim() !== '') mapping.set(unescaped(column), unescaped(field));
  }
  if (mapping.size === 0) throw new UsageError(`The mapping "${path}" maps nothing`);
  return mapping;
}

/** In such files `\ ` stands for a blank, `\=` for an equals sign. */
function unescaped(text: string): string {
  return text.trim().replace(/\\(.)/g, '$1');
}

/**
 * The rows of a CSV, one after the other; values are text. Cut by the library, so that a file has the same faults here.
 *
 * @param name what messages call it
 */
export async function* readRows(source: Readable, name: string): AsyncGenerator<CsvRow> {
  for await (const { text } of planBatches(source, { name, maxRecords: ROWS_AT_ONCE })) {
    yield* papaparse.parse<CsvRow>(text.replace(/[\r\n]+$/, ''), { header: true, delimiter: ',' }).data;
  }
}

const ROWS_AT_ONCE = 1_000;

/** The same rows under the names of fields. */
export async function* mapRows(rows: AsyncIterable<CsvRow>, mapping: Mapping): AsyncGenerator<CsvRow> {
  let isChecked = false;
  for await (const row of rows) {
    if (!isChecked) refuseMissing(row, mapping);
    isChecked = true;
    yield Object.fromEntries([...mapping].map(([column, field]) => [field, row[column] ?? '']));
  }
}

function refuseMissing(row: CsvRow, mapping: Mapping): void {
  const missing = [...mapping.keys()].filter((column) => !(column in row));
  if (missing.length > 0)
    throw new UsageError(`The CSV has no column "${missing.join('", "')}", which the mapping names`);
}
