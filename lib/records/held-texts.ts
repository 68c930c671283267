/** Bytes that are set aside at once: at first, and when there are many. */
const [LEAST, MOST] = [1 << 16, 1 << 22];

/** Addresses count on in steps of this from chunk to chunk, since no chunk is as large. */
const SPAN = 2 ** 32;

/** Many texts to come back to, as UTF-8: as objects, each would take more than its characters, and the collector's time. */
export class HeldTexts {
  readonly #chunks: Buffer[] = [];
  /** Where each text ends. */
  readonly #ends: number[] = [];
  /** Bytes of the last chunk that are taken. */
  #taken = 0;

  get count(): number {
    return this.#ends.length;
  }

  add(text: string): void {
    const chunk = this.#chunkFor(Buffer.byteLength(text, 'utf8'));
    this.#taken += chunk.write(text, this.#taken, 'utf8');
    this.#ends.push((this.#chunks.length - 1) * SPAN + this.#taken);
  }

  /** @throws {RangeError} when there are not as many */
  at(number: number): string {
    const end = this.#ends[number];
    if (end === undefined) throw new RangeError(`There is no text ${number} of ${this.count}`);
    const chunk = Math.floor(end / SPAN);
    const before = this.#ends[number - 1] ?? 0;
    const start = Math.floor(before / SPAN) === chunk ? before % SPAN : 0;
    return this.#chunks[chunk]?.toString('utf8', start, end % SPAN) ?? '';
  }

  #chunkFor(length: number): Buffer {
    const last = this.#chunks.at(-1);
    if (last !== undefined && this.#taken + length <= last.length) return last;
    const usual = last === undefined ? LEAST : Math.min(last.length * 2, MOST);
    const chunk = Buffer.allocUnsafeSlow(Math.max(usual, length));
    this.#chunks.push(chunk);
    this.#taken = 0;
    return chunk;
  }
}
