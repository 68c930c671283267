import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { type Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { OutOfOrderException } from '../errors';

/** A text in pieces; the signal breaks off what they are waited for from. */
export type TextUntil = (stopped: AbortSignal) => AsyncIterable<Uint8Array | string>;

/** Bytes that may wait for the disk while the next ones are read: with fewer, one waits for the other. */
const WRITTEN_AHEAD = 6 << 20;

export async function writeFile(text: TextUntil, path: string, signal: AbortSignal | undefined): Promise<void> {
  const file = createWriteStream(path, { highWaterMark: WRITTEN_AHEAD });
  // Who writes into it is told, as long as he does; when he has given up, nobody wants to know.
  file.on('error', () => undefined);
  try {
    await writeInto(file, text, signal);
    await finished(file.end());
  } finally {
    file.destroy();
  }
}

/**
 * Writes into a stream, which stays open. Node's `pipeline` ends neither a text that waits for an answer when the stream is
 * closed, nor the waiting for a stream that takes nothing any more when the signal fires.
 */
export async function writeInto(target: Writable, text: TextUntil, signal: AbortSignal | undefined): Promise<void> {
  const ended = new AbortController();
  const onClose = (): void => {
    ended.abort(closedTooEarly());
  };
  const onError = (error: Error): void => {
    ended.abort(error);
  };
  const stopped = signal === undefined ? ended.signal : AbortSignal.any([ended.signal, signal]);
  target.on('close', onClose).on('error', onError);
  try {
    for await (const piece of text(stopped)) {
      stopped.throwIfAborted();
      if (!target.write(piece)) await once(target, 'drain', { signal: stopped });
    }
  } catch (error) {
    stopped.throwIfAborted();
    throw error;
  } finally {
    target.off('close', onClose).off('error', onError);
  }
}

/** @throws {OutOfOrderException} for a stream that is closed, or has ended */
export function requireOpen(target: string | Writable): void {
  if (typeof target !== 'string' && !target.writable) throw closedTooEarly();
}

function closedTooEarly(): OutOfOrderException {
  return new OutOfOrderException('The stream was closed before all rows were in it', {
    advice: 'Leave it open until jobDownload() is done.',
  });
}
