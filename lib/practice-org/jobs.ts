/** Jobs and their batches: what they are, and every change of state that can happen to them. */
import { JOB_LIFESPAN_DAYS } from '../wire/limits';
import { type V2JobType } from '../wire/v2';
import { type BatchState, type JobState } from '../wire/v1';
import { IdSequence, shortId } from './ids';
import { type BatchOutcome, type JobSettings, type QueryResult } from './job-settings';
import { type RecordResult } from './store/types';
import { type TransformationSpec } from './transformation-spec';

export class Batch {
  readonly id: string;
  readonly createdDate: number;
  #state: BatchState = 'Queued';
  #systemModstamp: number;
  #stateMessage: string | null = null;
  #started: number | undefined;
  #processingTime = 0;
  #results: readonly RecordResult[] = [];
  #query: QueryResult | undefined;
  #recordsFailed = 0;
  #isPkChunkParent = false;
  #retries = 0;

  constructor(
    readonly job: Job,
    /** Exactly what was sent; the generated SOQL for a PK chunk. */
    readonly request: { readonly body: Buffer; readonly contentType: string },
    { id, now }: { readonly id: string; readonly now: number },
  ) {
    this.id = id;
    this.createdDate = now;
    this.#systemModstamp = now;
  }

  get state(): BatchState {
    return this.#state;
  }
  get stateMessage(): string | null {
    return this.#stateMessage;
  }
  get systemModstamp(): number {
    return this.#systemModstamp;
  }
  get processingTime(): number {
    return this.#processingTime;
  }
  get results(): readonly RecordResult[] {
    return this.#results;
  }
  get query(): QueryResult | undefined {
    return this.#query;
  }
  get hasEnded(): boolean {
    return this.#state !== 'Queued' && this.#state !== 'InProgress';
  }
  get recordsProcessed(): number {
    return this.#query?.answer.rows.length ?? this.#results.length;
  }
  get recordsFailed(): number {
    return this.#recordsFailed;
  }
  get retries(): number {
    return this.#retries;
  }
  /** Cut into the batches that do its work. */
  get isPkChunkParent(): boolean {
    return this.#isPkChunkParent;
  }

  /** 1 for the job's first batch. */
  get ordinal(): number {
    return this.job.batches.indexOf(this) + 1;
  }

  begin(now: number): void {
    this.#move('Queued', 'InProgress', now);
    this.#started = now;
  }

  /** Of this attempt; a batch that goes back into the queue has not ended. */
  settle(outcome: BatchOutcome, now: number): void {
    this.#move('InProgress', outcome.state, now);
    this.#stateMessage = outcome.stateMessage;
    if (outcome.state === 'Queued') this.#retries += 1;
    this.#isPkChunkParent = outcome.state === 'NotProcessed';
    this.#results = outcome.results;
    this.#recordsFailed = outcome.results.filter(({ success }) => !success).length;
    this.#query = outcome.query;
    this.#processingTime += outcome.state === 'NotProcessed' ? 0 : now - (this.#started ?? now);
  }

  /** The job was aborted before this batch's turn came. */
  skip(now: number): void {
    this.#move('Queued', 'NotProcessed', now);
  }

  #move(from: BatchState, to: BatchState, now: number): void {
    if (this.#state !== from) throw new Error(`Batch ${this.id} is ${this.#state}, not ${from}.`);
    this.#state = to;
    this.#systemModstamp = now;
    this.job.touch(now);
  }
}

export class Job {
  readonly id: string;
  readonly jobType: V2JobType = 'Classic';
  readonly createdDate: number;
  readonly batches: Batch[] = [];
  spec: TransformationSpec | undefined;
  #state: JobState = 'Open';
  #systemModstamp: number;

  constructor(
    readonly settings: JobSettings,
    { id, now }: { readonly id: string; readonly now: number },
  ) {
    this.id = id;
    this.createdDate = now;
    this.#systemModstamp = now;
  }

  get state(): JobState {
    return this.#state;
  }
  get systemModstamp(): number {
    return this.#systemModstamp;
  }
  get isQuery(): boolean {
    return this.settings.operation === 'query' || this.settings.operation === 'queryAll';
  }
  get hasUnfinishedBatches(): boolean {
    return this.batches.some(({ hasEnded }) => !hasEnded);
  }

  batch(id: string): Batch | undefined {
    const wanted = shortId(id);
    return this.batches.find((batch) => shortId(batch.id) === wanted);
  }

  touch(now: number): void {
    this.#systemModstamp = now;
  }

  close(now: number): void {
    this.#state = 'Closed';
    this.touch(now);
  }

  /** What is under way runs to its end; what waits will not be looked at. */
  abort(now: number): void {
    this.#state = 'Aborted';
    this.touch(now);
    for (const batch of this.batches) if (batch.state === 'Queued') batch.skip(now);
  }
}

const DAY = 86_400_000;

const PREFIXES = { job: '750', batch: '751', result: '752' } as const;

export interface NewBatch {
  readonly body: Buffer;
  readonly contentType: string;
}

/** Every job that the org knows, whichever API it came by. */
export class Jobs {
  readonly #jobs = new Map<string, Job>();
  readonly #ids: IdSequence;

  constructor(
    readonly now: () => number,
    seed: number,
  ) {
    this.#ids = new IdSequence(seed);
  }

  all(): readonly Job[] {
    return [...this.#jobs.values()];
  }

  find(id: string): Job | undefined {
    return this.#jobs.get(shortId(id));
  }

  create(settings: JobSettings): Job {
    this.#forgetOld();
    const job = new Job(settings, { id: this.#ids.long(PREFIXES.job), now: this.now() });
    this.#jobs.set(shortId(job.id), job);
    return job;
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

  /** Jobs and their results are kept for so many days after the youngest batch. */
  #forgetOld(): void {
    const oldest = this.now() - JOB_LIFESPAN_DAYS * DAY;
    for (const [key, job] of this.#jobs) {
      const youngest = job.batches.at(-1)?.createdDate ?? job.createdDate;
      if (youngest < oldest && !job.hasUnfinishedBatches) this.#jobs.delete(key);
    }
  }
}
