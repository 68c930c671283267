import { createHash } from 'node:crypto';
import { InputException, JournalException } from '../../errors';
import { given } from '../../records/given';
import { type Payload } from '../../records/types';
import { MarkedFile, type FileMark } from './marked-file';

/** What was sent in a batch, to be read once more: its rows tell the order of its results, and stand beside them. */
export interface BatchInput {
  readonly open: () => AsyncIterable<Uint8Array>;
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

async function* readRange(
  mark: FileMark,
  header: Uint8Array,
  range: { start: number; end: number },
): AsyncGenerator<Uint8Array> {
  const file = await MarkedFile.open(mark, changedSince).catch((cause: unknown) => {
    throw goneSince(mark.path, cause);
  });
  try {
    file.refuseChanged();
    yield header;
    yield* file.bytes({ ...range, chunkBytes: BATCH_CHUNK });
  } finally {
    await file.close();
  }
}

/** Bytes. Several to a batch: what is read of one at once stays in memory until the collector comes. */
const BATCH_CHUNK = 1 << 17;

const HASH_CHUNK = 1 << 20;

/** Of a whole file, in hexadecimal digits. */
export async function hashFile(mark: FileMark): Promise<string> {
  const hash = createHash('sha256');
  const file = await MarkedFile.open(mark, changedWhileRead);
  try {
    for await (const chunk of file.bytes({ start: 0, end: mark.size, chunkBytes: HASH_CHUNK })) hash.update(chunk);
    file.refuseChanged();
  } finally {
    await file.close();
  }
  return hash.digest('hex');
}

export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function changedSince(path: string): InputException {
  return new InputException(`The file "${path}" has changed since its rows were sent`, PUT_IT_BACK);
}

function goneSince(path: string, cause: unknown): InputException {
  const message = `The file "${path}", whose rows were sent, cannot be read any more: ${(cause as Error).message}`;
  return new InputException(message, { ...PUT_IT_BACK, cause });
}

const PUT_IT_BACK = {
  advice: 'Put it back as it was: its rows must stand beside their results. jobReceipt() and batchResult() do without.',
};

/** For who goes on with it. */
export function changedFile(path: string): JournalException {
  return new JournalException(`The file "${path}" has changed since its rows were sent`, {
    advice: 'Put the file back as it was: its rows must stand beside their results.',
  });
}

/** It cannot be gone on with: what was sent is of one file, and what would come is of another. */
export function changedWhileRead(path: string): InputException {
  return new InputException(`The file "${path}" changed while it was read`, {
    advice:
      'Load a copy that nobody writes into. What is in are its first rows, as they were before: jobReceipt() counts them.',
  });
}
