import { type KnownJob } from '../dialects/dialect';
import { OutOfOrderException } from '../errors';
import { type BatchInfo, type JobInfo } from '../records/types';
import { type BatchInput } from './batch-input';
import { type JobPlan } from './job-options';
import { ENDED_JOB_STATES } from '../wire/v1';

/** What is remembered of a batch that this object added. */
export interface KnownBatch {
  readonly id: string;
  /** The number of its first row among all rows given to the job, counted from 1. */
  readonly firstRow: number;
  /** Undefined where the data was passed on without being looked into. */
  readonly rows: number | undefined;
  /** Of a query's batch: its SOQL. */
  readonly soql?: string;
  /** What was sent, where it is still at hand and the service does not give it back. */
  readonly input?: BatchInput | undefined;
}

/** The one place where the state of a `Bulk` changes: which job it has, whether it is open, and which batches it knows. */
export class JobState {
  #job: JobInfo | undefined;
  #plan: JobPlan | undefined;
  #isOpen = false;
  #rows = 0;
  readonly #batches = new Map<string, KnownBatch>();
  readonly #seen = new Map<string, BatchInfo>();

  /** A new job takes the place of one that has ended. */
  begin(info: JobInfo, plan: JobPlan): void {
    this.#job = info;
    this.#plan = plan;
    this.#isOpen = !isEndedJob(info);
    this.#rows = 0;
    this.#batches.clear();
    this.#seen.clear();
  }

  /** There is no job any more. */
  forget(): void {
    this.#job = undefined;
    this.#isOpen = false;
    this.#batches.clear();
    this.#seen.clear();
  }

  /** What the service says of the job now. */
  refresh(info: JobInfo): JobInfo {
    this.#job = info;
    // Somebody else, or the service itself, may have ended it.
    if (isEndedJob(info)) this.#isOpen = false;
    return info;
  }

  /** The job takes no more batches, and stays readable. */
  end(info: JobInfo): JobInfo {
    this.#isOpen = false;
    return this.refresh(info);
  }

  /** Sets aside the numbers of rows that are about to be sent. */
  get rowsGiven(): number {
    return this.#rows;
  }

  addBatches(batches: readonly KnownBatch[]): void {
    for (const batch of batches) {
      this.#batches.set(batch.id, batch);
      this.#rows += batch.rows ?? 0;
    }
  }

  /** What was asked for when the job was made. */
  get plan(): JobPlan | undefined {
    return this.#plan;
  }

  /** The SOQL of a batch. Batches that the service made of ours, by PK chunking, select the same columns. */
  soqlOf(batchId: string): string | undefined {
    const known = this.#batches.get(batchId) ?? [...this.#batches.values()][0];
    return known?.soql;
  }

  batch(id: string): KnownBatch | undefined {
    return this.#batches.get(id);
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** The job and its batches; throws when there is none. */
  known(method: string): KnownJob {
    if (this.#job === undefined) {
      throw new OutOfOrderException(`${method}() needs a job: call jobCreate() first`, {
        advice: "For example: await bulk.jobCreate('insert', 'Contact').",
      });
    }
    return { info: this.#job, batchIds: [...this.#batches.keys()], seen: this.#seen };
  }

  /** The same, for what only an open job can do. */
  open(method: string): KnownJob {
    const job = this.known(method);
    if (this.#isOpen) return job;
    throw new OutOfOrderException(`${method}() needs an open job, and job ${job.info.id} is ${job.info.state}`, {
      jobId: job.info.id,
      advice: 'Call jobCreate() to open another.',
    });
  }

  refuseSecond(method: string): void {
    if (!this.#isOpen || this.#job === undefined) return;
    throw new OutOfOrderException(
      `Job ${this.#job.id} is still open: call jobClose() or jobAbort() before ${method}()`,
      {
        jobId: this.#job.id,
        advice: 'One Bulk object holds one job; make another Bulk for a job beside it.',
      },
    );
  }

  /** Remembers a listing, and puts it in order: ours first, in the order in which they were added, then the service's own. */
  remember(listed: readonly BatchInfo[]): BatchInfo[] {
    for (const info of listed) this.#seen.set(info.id, info);
    const byId = new Map(listed.map((info) => [info.id, info]));
    const ours = [...this.#batches.keys()].flatMap((id) => byId.get(id) ?? []);
    return [...ours, ...listed.filter(({ id }) => !this.#batches.has(id))];
  }
}

function isEndedJob({ state }: JobInfo): boolean {
  return (ENDED_JOB_STATES as readonly string[]).includes(state);
}
