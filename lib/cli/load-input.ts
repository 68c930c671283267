import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { type Readable } from 'node:stream';
import { type BatchData, type BatchInfo, type Bulk } from '../index';
import { mapRows, readMapping, readRows, type CsvRow } from './mapping';
import { type Terminal } from './terminal';
import { UsageError } from './usage-error';

/** The rows that a command loads. */
export interface LoadInput {
  /** Undefined for stdin, which can be read only once. */
  readonly path: string | undefined;
  readonly isMapped: boolean;
  /** What is sent. */
  readonly data: () => BatchData;
  /** The rows with the columns that they have in the file; undefined where they are sent as they are. */
  readonly originals: (() => AsyncIterable<CsvRow>) | undefined;
}

export async function openInput(file: string, map: string | undefined, { stdin }: Terminal): Promise<LoadInput> {
  const mapping = map === undefined ? undefined : await readMapping(map);
  const path = file === '-' ? undefined : file;
  if (path !== undefined) await requireFile(path);
  const open = (): Readable => (path === undefined ? stdin : createReadStream(path, { highWaterMark: 1 << 20 }));
  if (mapping === undefined) return { path, isMapped: false, data: open, originals: undefined };
  return {
    path,
    isMapped: true,
    data: () => mapRows(readRows(open()), mapping),
    originals: path === undefined ? undefined : () => readRows(open()),
  };
}

async function requireFile(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() !== true) throw new UsageError(`There is no file "${path}"`);
}

/** Adds the rows to the job, in batches of the size that is asked for. */
export async function send(bulk: Bulk, input: LoadInput, batchSize: number | undefined): Promise<BatchInfo[]> {
  if (input.path !== undefined && !input.isMapped) return bulk.batchCreateFromCsv(input.path, batchSize);
  if (batchSize === undefined) return bulk.batchCreate(input.data());
  const rows = input.isMapped ? (input.data() as AsyncIterable<CsvRow>) : readRows(input.data() as Readable);
  const batches: BatchInfo[] = [];
  for await (const some of inPieces(rows, batchSize)) batches.push(...(await bulk.batchCreate(some)));
  return batches;
}

async function* inPieces(rows: AsyncIterable<CsvRow>, size: number): AsyncGenerator<CsvRow[]> {
  let piece: CsvRow[] = [];
  for await (const row of rows) {
    piece.push(row);
    if (piece.length < size) continue;
    yield piece;
    piece = [];
  }
  if (piece.length > 0) yield piece;
}
