import { createReadStream } from 'node:fs';
import { access, constants, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { type Readable } from 'node:stream';
import { type BatchData, type BatchInfo, type Bulk, type UploadOptions } from '../index';
import { checkColumns, columnsAhead, columnsOf } from './header';
import { mapRows, readMapping, readRows, type CsvRow } from './mapping';
import { shellWord } from './shell-word';
import { type Terminal } from './terminal';
import { UsageError } from './usage-error';

/** The rows that a command loads. */
export interface LoadInput {
  /** Undefined for stdin, which can be read only once. */
  readonly path: string | undefined;
  /** What messages call it. */
  readonly name: string;
  readonly isMapped: boolean;
  /** The fields that are sent; none where they are not known beforehand. */
  readonly fields: readonly string[];
  /** What is sent. */
  readonly data: () => BatchData;
  /** The rows with the columns that they have in the file; undefined where they are sent as they are. */
  readonly originals: (() => AsyncIterable<CsvRow>) | undefined;
}

export async function openInput(file: string, map: string | undefined, terminal: Terminal): Promise<LoadInput> {
  const { stdin } = terminal;
  const mapping = map === undefined ? undefined : await readMapping(map);
  const path = file === '-' ? undefined : file;
  if (path !== undefined) await requireFile(path);
  const open = (): Readable => (path === undefined ? stdin : createReadStream(path, { highWaterMark: 1 << 20 }));
  const name = path === undefined ? 'stdin' : `"${path}"`;
  const columns = path === undefined ? await columnsOfStdin(terminal) : await columnsOf(path);
  checkColumns(name, columns);
  if (mapping === undefined) return { path, name, isMapped: false, fields: columns, data: open, originals: undefined };
  const rows = (): AsyncGenerator<CsvRow> => readRows(open(), path === undefined ? name : basename(path));
  return {
    path,
    name,
    isMapped: true,
    fields: [...mapping.values()],
    data: () => mapRows(rows(), mapping),
    originals: path === undefined ? undefined : rows,
  };
}

/** Before there is a job: who sends nothing, or the wrong thing, leaves none behind. */
async function columnsOfStdin({ stdin, signal }: Terminal): Promise<readonly string[]> {
  try {
    return await columnsAhead(stdin, signal);
  } catch (error) {
    if (signal.aborted) throw new UsageError('Interrupted: nothing was sent', { cause: error });
    throw error;
  }
}

async function requireFile(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw new UsageError(`There is no file "${path}"`);
  if (!found.isFile()) throw new UsageError(`"${path}" is not a file`);
  await access(path, constants.R_OK).catch((cause: unknown) => {
    throw new UsageError(`"${path}" cannot be read: ${(cause as Error).message}`, { cause });
  });
}

/** The words that give rows again to `sfbulk resume`. */
export function rowsAgain(file: string, map: string | undefined): string {
  return ` ${shellWord(file)}${map === undefined ? '' : ` --map ${shellWord(map)}`}`;
}

/** Adds the rows to the job. */
export function send(bulk: Bulk, { path, isMapped, data }: LoadInput, options: UploadOptions): Promise<BatchInfo[]> {
  if (path !== undefined && !isMapped) return bulk.batchCreateFromCsv(path, options);
  return bulk.batchCreate(data(), options);
}
