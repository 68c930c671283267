import { type Clock } from '../clock';
import { type Usage } from '../transport/usage';
import { type Progress, type WatchOptions } from './progress';

/** Rows after which progress is told once more within a batch. */
const TELL_EVERY = 10_000;

interface ReadingOf {
  readonly clock: Clock;
  readonly usage: Readonly<Usage>;
}

/** Is told of results as they are read, and tells how far they have come: every now and then, and after each batch. */
export class Reading {
  readonly #of: ReadingOf;
  readonly #options: WatchOptions;
  #started = 0;
  #due: number | undefined;
  #batches = { ended: 0, total: 0 };
  #rowsRead = 0;
  #rowsTold = 0;

  constructor(of: ReadingOf, options: WatchOptions = {}) {
    this.#of = of;
    this.#options = options;
  }

  get rowsRead(): number {
    return this.#rowsRead;
  }

  /** @param due how many results there are of each batch; undefined where that is not known */
  begin(due: readonly (number | undefined)[]): void {
    this.#started = this.#of.clock.now();
    this.#due = due.reduce((sum, rows) => (sum === undefined || rows === undefined ? undefined : sum + rows), 0);
    this.#batches = { ended: 0, total: due.length };
    this.#rowsRead = 0;
    this.#tell();
  }

  /** @throws the signal's reason, when it has fired */
  rows(count: number): void {
    this.#options.signal?.throwIfAborted();
    this.#rowsRead += count;
    if (this.#rowsRead - this.#rowsTold >= TELL_EVERY) this.#tell();
  }

  batchEnded(): void {
    this.#batches.ended++;
    this.#tell();
  }

  #tell(): void {
    this.#rowsTold = this.#rowsRead;
    this.#options.onProgress?.(this.#progress());
  }

  #progress(): Progress {
    const { clock, usage } = this.#of;
    const elapsed = (clock.now() - this.#started) / 1000;
    const rate = elapsed > 0 && this.#rowsRead > 0 ? this.#rowsRead / elapsed : null;
    return {
      phase: 'results',
      rows: this.#rowsRead,
      batches: { ...this.#batches },
      elapsed,
      rate,
      eta: rate === null || this.#due === undefined ? null : Math.max(0, this.#due - this.#rowsRead) / rate,
      calls: usage.calls,
    };
  }
}

/** The same blocks, told of as they come. */
export async function* toldOf<Block extends readonly unknown[]>(
  reading: Reading,
  blocks: AsyncIterable<Block>,
): AsyncGenerator<Block> {
  for await (const block of blocks) {
    reading.rows(block.length);
    yield block;
  }
  reading.batchEnded();
}
