import { isUint8Array } from 'node:util/types';
import { bytesOf, lengthOf, type RequestBody } from './request-body';

/** Bytes: a batch of Bulk API 1.0 is no longer. What is longer comes rarely, and is too much to be kept. */
const MOST_KEPT = 10_000_000;

/** Bytes: what is a little longer than the last body has room as well. */
const GRAIN = 1 << 16;

/**
 * Where the parts of a body are put side by side. The memory is used again: new memory for each body would cost more than
 * to copy it.
 */
export class JoiningMemory {
  readonly #free: Buffer[] = [];

  /** The bytes are as they are until the work on them has ended. */
  async joined<Result>(body: RequestBody, work: (bytes: Buffer) => Promise<Result>): Promise<Result> {
    if (typeof body === 'string' || isUint8Array(body)) return work(bytesOf(body));
    const length = lengthOf(body);
    if (length > MOST_KEPT) return work(bytesOf(body));
    const memory = this.#take(length);
    let at = 0;
    for (const part of body) {
      memory.set(part, at);
      at += part.length;
    }
    try {
      return await work(memory.subarray(0, length));
    } finally {
      this.#free.push(memory);
    }
  }

  /** Mostly what was used last is long enough. */
  #take(length: number): Buffer {
    const memory = this.#free.pop();
    return memory !== undefined && memory.length >= length
      ? memory
      : Buffer.allocUnsafeSlow(Math.ceil(length / GRAIN) * GRAIN);
  }
}
