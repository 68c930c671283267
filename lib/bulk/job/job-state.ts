import { type KnownJob, type UnansweredBatch } from '../../dialects/dialect';
import { OutOfOrderException } from '../../errors';
import { type JournaledBatch } from '../../journal/replay';
import { type BatchInfo, type JobInfo } from '../../records/types';
import { ENDED_JOB_STATES } from '../../wire/v1';
import { type BatchInput } from '../sending/batch-input';
import { type JobPlan } from './job-options';
import { Numbering, type Place } from './numbering';
import { type Turns } from './turns';

/** What is remembered of a batch that this object added. */
export interface KnownBatch extends Place {
  readonly id: string;
  /** Set for rows that were sent before: which try this is, counted from 1. */
  readonly attempt?: number;
  /** Of a query's batch: its SOQL. */
  readonly soql?: string | undefined;
  /** What was sent, where it is still at hand. */
  readonly input?: BatchInput | undefined;
}

/** A batch that was sent, and that no answer has come to. */
export interface Unanswered {
  readonly sent: Omit<KnownBatch, 'id'>;
  /** What it is looked for by. */
  readonly traits: UnansweredBatch;
}

/** Data that a crash has cut off, and that must be given again to go on. */
export interface PendingSource {
  readonly source: number;
  readonly records: number | undefined;
  readonly batches: readonly JournaledBatch[];
}

/** What a `Bulk` remembers from job to job. */
export interface Lasting {
  /** One piece of data after the other. */
  readonly turns: Turns;
  /** The ids of all batches that were added: none of them is one that was lost. */
  readonly everKnown: Set<string>;
}

/** The one place where the state of a job changes: whether it is open, and which batches it has. */
export class JobState {
  readonly turns: Turns;
  readonly everKnown: Set<string>;
  /** Which places the batches of the job have. */
  readonly numbering = new Numbering();
  /** What was asked for when the job was made. */
  readonly plan: JobPlan | undefined;
  #job: JobInfo | undefined;
  #isOpen: boolean;
  #isEnding = false;
  readonly #batches = new Map<string, KnownBatch>();
  /** In the order of their rows; undefined where one has come that is to be put among them. */
  #inOrder: readonly KnownBatch[] | undefined;
  readonly #seen = new Map<string, BatchInfo>();
  readonly #lookedFor = new Set<Unanswered>();
  readonly #inDoubt = new Set<Unanswered>();
  readonly #takenForLost: Unanswered[] = [];
  readonly #ended = new AbortController();
  #pending: PendingSource | undefined;
  #isLeftOff = false;
  #isResumed = false;
  readonly #files = new Set<string>();

  /** @param job none before the first one */
  constructor({ turns, everKnown }: Lasting, job?: { readonly info: JobInfo; readonly plan: JobPlan }) {
    this.turns = turns;
    this.everKnown = everKnown;
    this.#job = job?.info;
    this.plan = job?.plan;
    this.#isOpen = job !== undefined && !isEndedJob(job.info);
  }

  /** What the service says of the job now. */
  refresh(info: JobInfo): JobInfo {
    this.#job = info;
    // Somebody else, or the service itself, may have ended it.
    if (isEndedJob(info)) this.takeNoMore();
    return info;
  }

  /** The job takes no more batches while it is being ended, nor after that; it stays readable. */
  async ending(end: () => Promise<JobInfo>): Promise<JobInfo> {
    this.#isEnding = true;
    try {
      const info = await end();
      this.takeNoMore();
      return this.refresh(info);
    } finally {
      this.#isEnding = false;
    }
  }

  /** True while there is a job that takes batches. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Fires when the job takes no more batches. */
  get ended(): AbortSignal {
    return this.#ended.signal;
  }

  /** It has ended, or another job has taken its place. */
  takeNoMore(): void {
    this.#isOpen = false;
    if (this.#job !== undefined) this.#ended.abort(takesNoMore(this.#job));
  }

  /**
   * The number of a batch's first row. Undefined where rows are numbered as they are read: those that this object did not look
   * into follow all others, and in a job that was made elsewhere there is no order but that of the batches.
   */
  firstRowOf(batchId: string): number | undefined {
    const known = this.#batches.get(batchId);
    return known?.rows === undefined || this.plan?.isAttached === true ? undefined : known.firstRow;
  }

  /** How many rows have had their number since they were given. */
  get rowsNumbered(): number {
    return this.plan?.isAttached === true ? 0 : this.numbering.lastRow;
  }

  addBatch(batch: KnownBatch): void {
    this.#batches.set(batch.id, batch);
    this.everKnown.add(batch.id);
    this.#inOrder = undefined;
    for (const doubt of this.inDoubt) if (doubt.sent.number === batch.number) this.#inDoubt.delete(doubt);
  }

  /** Batches of which it is not known at present whether they arrived. */
  get unanswered(): readonly Unanswered[] {
    return [...this.#lookedFor, ...this.#inDoubt];
  }

  /** Remembers a batch as unanswered as long as it is looked for by who sends it. */
  async whileUnanswered<Result>(batch: Unanswered, look: () => Promise<Result>): Promise<Result> {
    this.#lookedFor.add(batch);
    try {
      return await look();
    } finally {
      this.#lookedFor.delete(batch);
    }
  }

  /** Batches of which who sent them could not find out whether they arrived. */
  get inDoubt(): readonly Unanswered[] {
    return [...this.#inDoubt];
  }

  isInDoubt({ number }: Place): boolean {
    return this.inDoubt.some(({ sent }) => sent.number === number);
  }

  addDoubt(batch: Unanswered): void {
    this.#inDoubt.add(batch);
  }

  /** It has not arrived. Should it do so after all, the receipt will tell. */
  hasNotArrived(batch: Unanswered): void {
    // Another reader may have found out about it meanwhile.
    if (!this.#inDoubt.delete(batch)) return;
    this.takeForLost(batch);
    if (batch.sent.attempt === undefined) this.numbering.takeBack([batch.sent]);
  }

  /** Batches that the service did not have: most were sent again. The first request may still be on its way. */
  get takenForLost(): readonly Unanswered[] {
    return this.#takenForLost;
  }

  /** Remembers what may turn out to be in after all. */
  takeForLost(batch: Unanswered): void {
    this.#takenForLost.push(batch);
  }

  /** Who goes on after a crash expects data: where none was begun, it is still to come. */
  awaitData(): void {
    this.#isResumed = true;
  }

  /** True when data is due since a crash. */
  get isAwaitingData(): boolean {
    return this.#pending !== undefined || (this.#isResumed && this.#isOpen && !this.numbering.isBegun);
  }

  /** Data that must be given again before any other. */
  get pending(): PendingSource | undefined {
    return this.#pending;
  }

  /** @param pending undefined when it has been given */
  setPending(pending: PendingSource | undefined): void {
    this.#pending = pending;
  }

  /** True when the sending of data has failed, and a journal knows how to go on with it. */
  get isLeftOff(): boolean {
    return this.#isLeftOff;
  }

  leaveOff(): void {
    this.#isLeftOff = true;
  }

  /** Absolute paths of files whose rows are in the job. */
  get loadedFiles(): ReadonlySet<string> {
    return this.#files;
  }

  addFile(path: string): void {
    this.#files.add(path);
  }

  /** The SOQL of a batch. Batches that the service made of ours, by PK chunking, select the same columns. */
  soqlOf(batchId: string): string | undefined {
    const known = this.#batches.get(batchId) ?? this.batches[0];
    return known?.soql;
  }

  batch(id: string): KnownBatch | undefined {
    return this.#batches.get(id);
  }

  /** Those that went up side by side may have arrived in another order than that of their rows. */
  get batches(): readonly KnownBatch[] {
    this.#inOrder ??= [...this.#batches.values()].sort((a, b) => a.number - b.number);
    return this.#inOrder;
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
    return { info: this.#job, batchIds: this.batches.map(({ id }) => id), seen: this.#seen };
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

  /** Data may wait for its turn, or be sent for long: meanwhile the job may end, and another take its place. */
  requireStillOpen({ info }: KnownJob): void {
    if (!this.#isOpen || this.#isEnding) throw takesNoMore(info);
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

  /** What is on its way, or due, would be given up without a word. */
  refuseUnsent({ info }: KnownJob): void {
    if (this.turns.isAnyTaken) {
      throw new OutOfOrderException('Data is being sent: await batchCreate() before jobClose()', {
        jobId: info.id,
        advice: 'Write: await bulk.batchCreate(…). jobAbort() ends the job as it is.',
      });
    }
    if (!this.isAwaitingData) return;
    const [fault, advice] =
      this.#pending === undefined
        ? ['The crash came before any data was given', 'Give it to batchCreate() or batchCreateFromCsv().']
        : [
            'Rows that a crash has cut off have not been given again',
            'Give the same data to batchCreate(): what is in already is left out.',
          ];
    throw new OutOfOrderException(fault, { jobId: info.id, advice: `${advice} jobAbort() ends the job as it is.` });
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
    if (this.plan?.isAttached === true) return byAge;
    const byId = new Map(byAge.map((info) => [info.id, info]));
    const ours = this.batches.flatMap(({ id }) => byId.get(id) ?? []);
    return [...ours, ...byAge.filter(({ id }) => !this.#batches.has(id))];
  }
}

function takesNoMore({ id }: JobInfo): OutOfOrderException {
  return new OutOfOrderException(`Job ${id} has ended, or is being ended: it takes no more rows`, {
    jobId: id,
    advice: 'Call jobCreate() to open another, and give it what was not sent.',
  });
}

function isEndedJob({ state }: JobInfo): boolean {
  return (ENDED_JOB_STATES as readonly string[]).includes(state);
}
