/** When batches move: in Parallel mode each on its own, in Serial mode one after another across all serial jobs. */
import { type OrgContext } from './context';
import { type Batch, type Job } from './job';
import { processBatch } from './processing';

export class Scheduler {
  readonly #serial: Batch[] = [];
  readonly #running = new Map<Batch, Promise<void>>();

  constructor(readonly org: OrgContext) {}

  /** `wait` is the time before the batch is looked at. */
  enqueue(batch: Batch, wait = this.org.settings.queueDelay): void {
    if (batch.job.settings.concurrencyMode === 'Parallel') {
      this.#schedule(batch, wait);
      return;
    }
    this.#serial.push(batch);
    if (this.#serial.length === 1) this.#schedule(batch, wait);
  }

  /** Batches under way end now, with as many of their records as the time has sufficed for. */
  async stop(job: Job): Promise<void> {
    const { clock, settings } = this.org;
    const underWay = job.batches.filter(({ state }) => state === 'InProgress');
    for (const batch of underWay) {
      const share = settings.processingDelay === 0 ? 1 : batch.timeSpent(clock.now()) / settings.processingDelay;
      await this.#finish(batch, Math.min(1, share));
    }
  }

  #schedule(batch: Batch, wait = this.org.settings.queueDelay): void {
    this.org.clock.in(wait, () => {
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

  /** Once, whether its time is over or it is stopped. */
  async #finish(batch: Batch, share = 1): Promise<void> {
    if (batch.hasEnded) return;
    const running = this.#running.get(batch) ?? this.#process(batch, share);
    this.#running.set(batch, running);
    await running;
    this.#running.delete(batch);
  }

  async #process(batch: Batch, share: number): Promise<void> {
    const outcome = await processBatch(this.org, { batch, share });
    const now = this.org.clock.now();
    batch.settle(outcome, now);
    if (batch.state === 'Queued' && batch.job.state === 'Aborted') batch.skip(now);
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
