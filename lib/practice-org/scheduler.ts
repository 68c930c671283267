/** When batches move: in Parallel mode each on its own, in Serial mode one after another across all serial jobs. */
import { type OrgContext } from './context';
import { type Batch } from './jobs';
import { processBatch } from './processing';

export class Scheduler {
  readonly #serial: Batch[] = [];

  constructor(readonly org: OrgContext) {}

  enqueue(batch: Batch): void {
    if (batch.job.settings.concurrencyMode === 'Parallel') {
      this.#schedule(batch);
      return;
    }
    this.#serial.push(batch);
    if (this.#serial.length === 1) this.#schedule(batch);
  }

  #schedule(batch: Batch): void {
    const { clock, settings } = this.org;
    clock.in(settings.queueDelay, () => {
      this.#begin(batch);
    });
  }

  #begin(batch: Batch): void {
    const { clock, settings } = this.org;
    // An abort may have come while the batch waited.
    if (batch.hasEnded) {
      this.#next(batch);
      return;
    }
    batch.begin(clock.now());
    clock.in(settings.processingDelay, () => this.#finish(batch));
  }

  async #finish(batch: Batch): Promise<void> {
    const outcome = await processBatch(this.org, batch);
    batch.settle(outcome, this.org.clock.now());
    if (batch.hasEnded) this.#next(batch);
    else this.#schedule(batch);
  }

  #next(ended: Batch): void {
    if (this.#serial[0] !== ended) return;
    this.#serial.shift();
    const next = this.#serial.at(0);
    if (next !== undefined) this.#schedule(next);
  }
}
