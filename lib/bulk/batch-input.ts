import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { JournalException } from '../errors';
import { given } from '../records/given';
import { type Payload } from '../records/types';

/** What was sent in a batch, to be read once more: its rows tell the order of its results, and stand beside them. */
export interface BatchInput {
  readonly open: () => AsyncIterable<Uint8Array>;
}

/** A file as it was when it was read. */
export interface FileMark {
  readonly path: string;
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

export async function markFile(path: string): Promise<FileMark> {
  const { size, mtimeMs } = await stat(path);
  return { path, size, modified: mtimeMs };
}

/** The rows of a payload where they lie in the file. */
export function inputInFile(
  file: FileMark,
  { header, range }: Pick<Payload, 'header' | 'range'>,
): BatchInput | undefined {
  if (header === undefined || range === undefined) return undefined;
  return { open: () => readRange(file, header, range) };
}

/** The rows of a payload, held in memory. */
export function inputHeld({ body }: Payload): BatchInput {
  return { open: () => given<Uint8Array>(body) };
}

/** Bytes. Several to a batch: what is read of one at once stays in memory until the collector comes. */
const CHUNK = 1 << 17;

async function* readRange(
  file: FileMark,
  header: Uint8Array,
  { start, end }: { start: number; end: number },
): AsyncGenerator<Uint8Array> {
  const now = await markFile(file.path).catch(() => undefined);
  if (now?.size !== file.size || now.modified !== file.modified) throw changedFile(file.path);
  yield header;
  for await (const chunk of createReadStream(file.path, { start, end: end - 1, highWaterMark: CHUNK }))
    yield chunk as Uint8Array;
}

/** Of a whole file, in hexadecimal digits. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
}

export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export function changedFile(path: string): JournalException {
  return new JournalException(`The file "${path}" has changed since its rows were sent`, {
    advice: 'Put the file back as it was: its rows must stand beside their results.',
  });
}
