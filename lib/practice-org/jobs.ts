/** Every job that the org knows. */
import { JOB_LIFESPAN_DAYS } from '../wire/limits';
import { IdSequence, shortId } from './ids';
import { Batch, type Birth, type Job } from './job';
import { type JobSettings } from './job-settings';

const DAY = 86_400_000;

const PREFIXES = { job: '750', batch: '751', result: '752' } as const;

export interface NewBatch {
  readonly body: Buffer;
  readonly contentType: string;
}

export class Jobs {
  readonly #jobs = new Map<string, Job>();
  readonly #ids: IdSequence;
  #created = 0;

  constructor(
    readonly now: () => number,
    seed: number,
  ) {
    this.#ids = new IdSequence(seed);
  }

  /** The ordinal that the next job will have. */
  get nextOrdinal(): number {
    return this.#created + 1;
  }

  all(): readonly Job[] {
    this.#forgetOld();
    return [...this.#jobs.values()];
  }

  find(id: string): Job | undefined {
    const job = this.#jobs.get(shortId(id));
    return job === undefined || this.#isOld(job) ? undefined : job;
  }

  create<NewJob extends Job, Settings extends JobSettings>(
    JobClass: new (settings: Settings, birth: Birth) => NewJob,
    settings: Settings,
  ): NewJob {
    this.#forgetOld();
    this.#created += 1;
    const birth = { id: this.#ids.long(PREFIXES.job), ordinal: this.#created, now: this.now() };
    const job = new JobClass(settings, birth);
    this.#jobs.set(shortId(job.id), job);
    return job;
  }

  remove(job: Job): void {
    this.#jobs.delete(shortId(job.id));
  }

  addBatch(job: Job, request: NewBatch): Batch {
    const batch = new Batch(job, request, { id: this.#ids.long(PREFIXES.batch), now: this.now() });
    job.batches.push(batch);
    job.touch(batch.createdDate);
    return batch;
  }

  /** Result ids are the only ones that go out in 15 characters. */
  newResultId(): string {
    return this.#ids.short(PREFIXES.result);
  }

  #forgetOld(): void {
    for (const [key, job] of this.#jobs) if (this.#isOld(job)) this.#jobs.delete(key);
  }

  /** Jobs and their results are kept for so many days after the youngest batch. */
  #isOld(job: Job): boolean {
    const youngest = job.batches.at(-1)?.createdDate ?? job.createdDate;
    return youngest < this.now() - JOB_LIFESPAN_DAYS * DAY && !job.hasUnfinishedBatches;
  }
}
