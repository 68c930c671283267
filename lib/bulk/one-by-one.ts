/**
 * Hands out what comes in blocks, one by one: a promise for each that is there already, where `yield*` in a generator
 * would make several. The signal fires when the reader stops while he waits: a block that waits for an answer cannot be ended.
 */
export function oneByOne<Item>(
  open: (signal: AbortSignal) => AsyncIterable<readonly Item[]>,
): AsyncIterableIterator<Item> {
  const reader = new AbortController();
  return new OneByOne(open(reader.signal)[Symbol.asyncIterator](), reader);
}

class OneByOne<Item> implements AsyncIterableIterator<Item> {
  readonly #blocks: AsyncIterator<readonly Item[]>;
  readonly #reader: AbortController;
  #block: readonly Item[] = [];
  #at = 0;
  /** The block that is on its way: who asks in the meantime comes after. */
  #coming: Promise<unknown> | undefined;

  constructor(blocks: AsyncIterator<readonly Item[]>, reader: AbortController) {
    this.#blocks = blocks;
    this.#reader = reader;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<Item, undefined>> {
    if (this.#coming !== undefined) return this.#coming.then(() => this.next());
    if (this.#at >= this.#block.length) return this.#afterNextBlock();
    return Promise.resolve({ value: this.#block[this.#at++] as Item, done: false });
  }

  async #afterNextBlock(): Promise<IteratorResult<Item, undefined>> {
    const coming = this.#blocks.next();
    this.#coming = coming.catch(() => undefined);
    try {
      const next = await coming;
      if (next.done === true) return { value: undefined, done: true };
      this.#block = next.value;
      this.#at = 0;
    } catch (error) {
      if (this.#reader.signal.aborted) return { value: undefined, done: true };
      throw error;
    } finally {
      this.#coming = undefined;
    }
    return this.next();
  }

  async return(): Promise<IteratorResult<Item, undefined>> {
    this.#block = [];
    if (this.#coming !== undefined) this.#reader.abort();
    await this.#blocks.return?.();
    return { value: undefined, done: true };
  }
}
