/**
 * Rows one by one, as a loop reads them, out of blocks. A row of the block at hand costs one promise; an async generator
 * would make several. The signal that `open` is given fires when the reader stops while he waits, for a block that waits for
 * an answer cannot be ended, and when the one does that the reader has given: then nothing more is handed out, and its reason is thrown.
 */
export function oneByOne<Item>(
  open: (signal: AbortSignal) => AsyncIterable<readonly Item[]>,
  given?: AbortSignal,
): AsyncIterableIterator<Item> {
  const reader = new AbortController();
  return new OneByOne(open(reader.signal)[Symbol.asyncIterator](), { reader, given });
}

interface Ends {
  readonly reader: AbortController;
  readonly given: AbortSignal | undefined;
}

class OneByOne<Item> implements AsyncIterableIterator<Item> {
  readonly #blocks: AsyncIterator<readonly Item[]>;
  readonly #reader: AbortController;
  readonly #given: AbortSignal | undefined;
  #block: readonly Item[] = [];
  #at = 0;
  /** The block that is on its way: who asks in the meantime comes after. */
  #coming: Promise<unknown> | undefined;
  #isOver = false;

  constructor(blocks: AsyncIterator<readonly Item[]>, { reader, given }: Ends) {
    this.#blocks = blocks;
    this.#reader = reader;
    this.#given = given;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<Item, undefined>> {
    if (this.#coming !== undefined) return this.#coming.then(() => this.next());
    if (this.#at < this.#block.length) return Promise.resolve({ value: this.#block[this.#at++] as Item, done: false });
    return this.#isOver ? Promise.resolve({ value: undefined, done: true }) : this.#afterNextBlock();
  }

  async #afterNextBlock(): Promise<IteratorResult<Item, undefined>> {
    const coming = this.#nextBlock();
    this.#coming = coming.catch(() => undefined);
    try {
      const next = await coming;
      if (next.done === true) {
        this.#end();
        return { value: undefined, done: true };
      }
      this.#block = next.value;
      this.#at = 0;
    } catch (error) {
      // Who has stopped is not told what became of what he waited for.
      if (this.#isOver) return { value: undefined, done: true };
      this.#end();
      throw error;
    } finally {
      this.#coming = undefined;
    }
    return this.next();
  }

  /** What is at hand already does not count any more once the signal has fired. */
  async #nextBlock(): Promise<IteratorResult<readonly Item[]>> {
    this.#listen();
    const next = await this.#blocks.next();
    if (this.#given?.aborted !== true) return next;
    await this.#blocks.return?.();
    throw this.#given.reason;
  }

  /** From the first block on: who never reads never ends either. A signal takes the same listener once. */
  #listen(): void {
    this.#given?.addEventListener('abort', this.#stop);
    if (this.#given?.aborted === true) this.#stop();
  }

  async return(): Promise<IteratorResult<Item, undefined>> {
    this.#end();
    if (this.#coming !== undefined) this.#reader.abort();
    await this.#blocks.return?.();
    return { value: undefined, done: true };
  }

  readonly #stop = (): void => {
    this.#block = [];
    this.#reader.abort(this.#given?.reason);
  };

  #end(): void {
    this.#isOver = true;
    this.#block = [];
    this.#given?.removeEventListener('abort', this.#stop);
  }
}
