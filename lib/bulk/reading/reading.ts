import { type Clock } from '../../clock';
import { type Usage } from '../../transport/usage';
import { type Progress, type WatchOptions } from '../progress';

/** Rows after which progress is told once more within a batch. */
const TELL_EVERY = 10_000;

interface ReadingOf {
  readonly clock: Clock;
  readonly usage: Readonly<Usage>;
}

/** Is told of results as they are read: tells how far they have come, now and then and after each batch, and heeds the signal. */
export class Reading {
  readonly #of: ReadingOf;
  readonly #options: WatchOptions;
  readonly #started: number;
  #due: number | undefined;
  #batches = { ended: 0, total: 0 };
  #rowsRead = 0;
  #rowsTold = 0;

  constructor(of: ReadingOf, options: WatchOptions = {}) {
    this.#of = of;
    this.#options = options;
    this.#started = of.clock.now();
  }

  get rowsRead(): number {
    return this.#rowsRead;
  }

  /** @param due how many results there are of each batch; undefined where that is not known */
  begin(due: readonly (number | undefined)[]): void {
    const known = due.filter((rows) => rows !== undefined);
    this.#due = known.length === 0 ? undefined : known.reduce((sum, rows) => sum + rows, 0);
    this.#batches = { ended: 0, total: due.length };
    this.#rowsRead = 0;
    this.#tell();
  }

  /** @throws the signal's reason, when it has fired */
  took(rows: number): void {
    this.#options.signal?.throwIfAborted();
    this.#rowsRead += rows;
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
    reading.took(block.length);
    yield block;
  }
  reading.batchEnded();
}
