import { once } from 'node:events';
import * as fs from 'node:fs';
import { type Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { InputException, OutOfOrderException } from '../../errors';
import { unlessAborted } from '../../transport/unless-aborted';
import { eitherSignal } from '../either-signal';

/** Pieces of a text. The signal ends the waiting for the next one. */
export type TextUntil = (stopped: AbortSignal) => AsyncIterable<Uint8Array | string>;

/** Bytes that may wait for the disk while the next ones are read: with fewer, one waits for the other. */
const WRITTEN_AHEAD = 6 << 20;

/**
 * Writes a file. One that is there stays as it is until there is something to write.
 *
 * @throws {InputException} for a path that cannot be opened; what the disk refuses later is its own error
 */
export async function writeFile(path: string, text: TextUntil, signal?: AbortSignal): Promise<void> {
  let begin = ignore;
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const file = fs.createWriteStream(path, { highWaterMark: WRITTEN_AHEAD, fs: openingAfter(begun) });
  giveUp(file);
  try {
    await writeInto(file, (stopped) => telling(text(stopped), begin), signal);
    await unlessAborted(signal, finished(file.end()));
  } catch (error) {
    throw isBadPath(error) ? unwritable(path, error) : error;
  } finally {
    file.destroy();
  }
}

/** To open a file for writing is to empty it. */
function openingAfter(begun: Promise<void>): Pick<typeof fs, 'close' | 'open' | 'write' | 'writev'> {
  const openLater = (...given: Parameters<typeof fs.open>): void => {
    void begun.then(() => {
      fs.open(...given);
    });
  };
  const { close, write, writev } = fs;
  return { open: openLater as typeof fs.open, close, write, writev };
}

/** Calls at the first piece; where there is none, at the end. */
async function* telling<Piece>(pieces: AsyncIterable<Piece>, begin: () => void): AsyncGenerator<Piece> {
  for await (const piece of pieces) {
    begin();
    yield piece;
  }
  begin();
}

function isBadPath(error: unknown): error is Error {
  return error instanceof Error && (error as NodeJS.ErrnoException).syscall === 'open';
}

function unwritable(path: string, cause: Error): InputException {
  return new InputException(`The file "${path}" cannot be written: ${cause.message}`, {
    advice: 'Give another path, and call again: the results are still there.',
    cause,
  });
}

/**
 * Writes into a stream, which stays open, and waits until it has taken all. Node's `pipeline` ends neither a text that waits
 * for an answer when the stream is closed, nor the waiting for a stream that takes nothing any more when the signal fires.
 *
 * @throws {OutOfOrderException} for a stream that is closed or ended before
 */
export async function writeInto(target: Writable, text: TextUntil, signal: AbortSignal | undefined): Promise<void> {
  requireOpen(target);
  const ended = new AbortController();
  const onClose = (): void => {
    ended.abort(closedTooEarly());
  };
  const onError = (error: Error): void => {
    ended.abort(error);
  };
  const stopped = eitherSignal(ended.signal, signal);
  target.on('close', onClose).on('error', onError);
  try {
    let taken = Promise.resolve();
    for await (const piece of text(stopped)) {
      stopped.throwIfAborted();
      requireOpen(target);
      taken = new Promise((resolve) => {
        target.write(piece, (error) => {
          if (error instanceof Error) ended.abort(error);
          else resolve();
        });
      });
      if (target.writableNeedDrain) await once(target, 'drain', { signal: stopped });
    }
    await unlessAborted(stopped, taken);
  } catch (error) {
    giveUp(target);
    stopped.throwIfAborted();
    throw error;
  } finally {
    target.off('close', onClose).off('error', onError);
  }
}

function requireOpen(target: Writable): void {
  if (!target.writable) throw target.errored ?? closedTooEarly();
}

/** Who writes is told of an error as long as he does; of one that comes later nobody wants to know. */
function giveUp(target: Writable): void {
  if (!target.listeners('error').includes(ignore)) target.on('error', ignore);
}

function ignore(): void {
  // Nothing is left to be done.
}

function closedTooEarly(): OutOfOrderException {
  return new OutOfOrderException('The stream was closed before all rows were in it', {
    advice: 'Leave it open until jobDownload() is done.',
  });
}

/** The error for a target that is none: who writes JavaScript may leave it out, or give something else. */
export function needsTarget(
  method: string,
  { field, example, or = '' }: { field: string; example: string; or?: string },
): InputException {
  return new InputException(`${method}() needs the path of the file that is to be written${or}`, {
    field,
    advice: `For example: await bulk.${method}('${example}').`,
  });
}
