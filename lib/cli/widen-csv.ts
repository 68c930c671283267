import { createReadStream } from 'node:fs';
import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import papaparse from 'papaparse';

/** Rows of one file that have the same columns. */
export interface CsvPart {
  /** How many there are, without those that stand last in every row. */
  readonly columns: number;
  /** Where the first row begins, in bytes. The header is before it. */
  readonly start: number;
}

/** Writes a file anew whose rows have come by more and more columns: each has all of them then. */
export async function widenCsv(path: string, header: readonly string[], parts: readonly CsvPart[]): Promise<void> {
  const narrow = await realpath(path);
  const { mode, size } = await stat(narrow);
  const wide = `${narrow}.${process.pid}.tmp`;
  const file = await open(wide, 'wx', mode);
  try {
    // What is asked for when a file is made may be less.
    await file.chmod(mode);
    const most = parts.at(-1)?.columns ?? 0;
    const rows = async function* (): AsyncGenerator<readonly string[]> {
      yield header;
      for (const [at, { columns, start }] of parts.entries()) {
        const missing = Array<string>(most - columns).fill('');
        // The last line end would begin a row.
        const end = (parts[at + 1]?.start ?? size) - 2;
        for await (const row of rowsOf(narrow, start, end)) yield row.toSpliced(columns, 0, ...missing);
      }
    };
    await pipeline(lines(rows()), file.createWriteStream());
    await rename(wide, narrow);
  } finally {
    await file.close();
    await rm(wide, { force: true });
  }
}

async function* rowsOf(path: string, start: number, end: number): AsyncGenerator<readonly string[]> {
  const text = createReadStream(path, { start, end, encoding: 'utf8' });
  const rows = papaparse.parse(papaparse.NODE_STREAM_INPUT, { delimiter: ',', newline: '\n' });
  text.on('error', (error) => rows.destroy(error)).pipe(rows);
  yield* rows as AsyncIterable<readonly string[]>;
}

async function* lines(rows: AsyncIterable<readonly string[]>): AsyncGenerator<string> {
  for await (const row of rows) yield `${papaparse.unparse([[...row]], { newline: '\n' })}\n`;
}
