import { type KnownJob, type UnansweredBatch } from '../dialects/dialect';
import { OutOfOrderException } from '../errors';
import { type JournaledBatch } from '../journal/replay';
import { type BatchInfo, type JobInfo, type Payload, type Replaced } from '../records/types';
import { ENDED_JOB_STATES } from '../wire/v1';
import { type BatchInput } from './batch-input';
import { type JobPlan } from './job-options';

/** What is remembered of a batch that this object added. */
export interface KnownBatch {
  readonly id: string;
  /** Which of the job's batches it is, counted from 1 in the order of the rows. */
  readonly number: number;
  /** The number of its first row among all rows given to the job, counted from 1. */
  readonly firstRow: number;
  /** Undefined where the data was passed on without being looked into. */
  readonly rows: number | undefined;
  /** Where its rows do not follow one another: the number of each. */
  readonly rowNumbers?: readonly number[] | undefined;
  /** Set for rows that were sent before: which try this is, counted from 1. */
  readonly attempt?: number;
  /** Of rows that were sent before: what had become of them, which counts no more. */
  readonly replaces?: readonly Replaced[] | undefined;
  /** Of a query's batch: its SOQL. */
  readonly soql?: string | undefined;
  /** What was sent, where it is still at hand. */
  readonly input?: BatchInput | undefined;
}

/** A place in the job that a batch will have. */
export type Place = Pick<KnownBatch, 'number' | 'firstRow' | 'rows' | 'rowNumbers' | 'replaces'>;

/** A batch that was sent again, since the service did not have it; the first request may still be on its way. */
export interface SentAgain {
  readonly place: Place;
  readonly unanswered: UnansweredBatch;
}

/** Data that a crash has cut off, and that must be given again to go on. */
export interface PendingSource {
  readonly source: number;
  readonly records: number | undefined;
  readonly batches: readonly JournaledBatch[];
}

/** The one place where the state of a `Bulk` changes: which job it has, whether it is open, and which batches it knows. */
export class JobState {
  #job: JobInfo | undefined;
  #plan: JobPlan | undefined;
  #isOpen = false;
  #isOpening = false;
  #rows = 0;
  #number = 0;
  #source = 0;
  #batches = new Map<string, KnownBatch>();
  #lastNumber = 0;
  readonly #seen = new Map<string, BatchInfo>();
  #sentAgain: SentAgain[] = [];
  #pending: PendingSource | undefined;

  /** A new job takes the place of one that has ended. */
  begin(info: JobInfo, plan: JobPlan): void {
    this.forget();
    this.#job = info;
    this.#plan = plan;
    this.#isOpen = !isEndedJob(info);
  }

  /** One job at a time: where an `await` was forgotten, two would be made, and one left behind on the server. */
  async opening(open: () => Promise<JobInfo>): Promise<JobInfo> {
    if (this.#isOpening) {
      throw new OutOfOrderException('A job is being opened already: await jobCreate() before the next', {
        advice: 'Write: await bulk.jobCreate(…).',
      });
    }
    this.#isOpening = true;
    try {
      return await open();
    } finally {
      this.#isOpening = false;
    }
  }

  /** There is no job any more. */
  forget(): void {
    this.#job = undefined;
    this.#isOpen = false;
    this.#rows = 0;
    this.#number = 0;
    this.#source = 0;
    this.#batches.clear();
    this.#lastNumber = 0;
    this.#seen.clear();
    this.#sentAgain = [];
    this.#pending = undefined;
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

  /** Rows given to the job so far. */
  get rowsGiven(): number {
    return this.#rows;
  }

  /**
   * The number of a batch's first row. Undefined where rows are numbered as they are read: those that this object did not look
   * into follow all others, and in a job that was made elsewhere there is no order but that of the batches.
   */
  firstRowOf(batchId: string): number | undefined {
    const known = this.#batches.get(batchId);
    return known?.rows === undefined || this.#plan?.isAttached === true ? undefined : known.firstRow;
  }

  /** How many rows have had their number since they were given. */
  get rowsNumbered(): number {
    return this.#plan?.isAttached === true ? 0 : this.#rows;
  }

  /** The number of the next piece of data that is given. */
  nextSource(): number {
    return ++this.#source;
  }

  /** Sets a place aside for a batch that is about to be sent. */
  reserve(
    { firstRow, rows, rowNumbers, replaces }: Payload,
    { rowsBefore, areNew }: { rowsBefore: number; areNew: boolean },
  ): Place {
    const place = {
      number: ++this.#number,
      firstRow: rowsBefore + firstRow,
      rows,
      rowNumbers: rowNumbers?.map((number) => rowsBefore + number),
      replaces,
    };
    if (areNew) this.#rows = Math.max(this.#rows, place.firstRow - 1 + (rows ?? 0));
    return place;
  }

  /** A place that was set aside before a crash. */
  restorePlace({ number, firstRow, rows }: Place, source: number): void {
    this.#number = Math.max(this.#number, number);
    this.#source = Math.max(this.#source, source);
    this.#rows = Math.max(this.#rows, firstRow - 1 + (rows ?? 0));
  }

  addBatch(batch: KnownBatch): void {
    const isLast = batch.number >= this.#lastNumber;
    this.#batches.set(batch.id, batch);
    if (isLast) this.#lastNumber = batch.number;
    else {
      // Batches that went up side by side may arrive in another order than that of their rows.
      const batches = [...this.#batches.values()].sort((a, b) => a.number - b.number);
      this.#batches = new Map(batches.map((known) => [known.id, known]));
    }
  }

  get sentAgain(): readonly SentAgain[] {
    return this.#sentAgain;
  }

  /** Remembers what may turn out to be in twice. */
  sendAgain(batch: SentAgain): void {
    this.#sentAgain.push(batch);
  }

  /** Data that must be given again before any other. */
  get pending(): PendingSource | undefined {
    return this.#pending;
  }

  await(pending: PendingSource | undefined): void {
    this.#pending = pending;
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

  get batches(): readonly KnownBatch[] {
    return [...this.#batches.values()];
  }

  /** A batch as it was seen last. */
  seen(id: string): BatchInfo | undefined {
    return this.#seen.get(id);
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

  /** Remembers a batch that was just asked for or made. */
  see(info: BatchInfo): BatchInfo {
    this.#seen.set(info.id, info);
    return info;
  }

  /**
   * Remembers a listing, and puts it in order: ours first, in the order of the rows, then the others as they were made. In a
   * job that was made elsewhere, rows keep their numbers only if ours come last, as they were made, too.
   */
  remember(listed: readonly BatchInfo[]): BatchInfo[] {
    const byAge = listed
      .map((info) => this.see(info))
      .sort((a, b) => a.createdDate.getTime() - b.createdDate.getTime());
    if (this.#plan?.isAttached === true) return byAge;
    const byId = new Map(byAge.map((info) => [info.id, info]));
    const ours = [...this.#batches.keys()].flatMap((id) => byId.get(id) ?? []);
    return [...ours, ...byAge.filter(({ id }) => !this.#batches.has(id))];
  }
}

function isEndedJob({ state }: JobInfo): boolean {
  return (ENDED_JOB_STATES as readonly string[]).includes(state);
}
