/** A job and its batches, whichever API they came by: what they are, and every change of state of a batch. */
import { type BatchState, type JobState } from '../wire/v1';
import { type V2JobState, type V2JobType } from '../wire/v2';
import { type CsvLayout } from './csv-layout';
import { longId, shortId } from './ids';
import { type BatchOutcome, type JobSettings, type QueryResult } from './job-settings';
import { type RecordResult } from './store/types';
import { type TransformationSpec } from './transformation-spec';

export interface Birth {
  readonly id: string;
  /** 1 for the org's first job. */
  readonly ordinal: number;
  readonly now: number;
}

export abstract class Job {
  readonly id: string;
  readonly ordinal: number;
  readonly createdDate: number;
  readonly batches: Batch[] = [];
  /** Only a job of 1.0 can have one. */
  spec: TransformationSpec | undefined;
  #systemModstamp: number;

  constructor(
    readonly settings: JobSettings,
    { id, ordinal, now }: Birth,
  ) {
    this.id = id;
    this.ordinal = ordinal;
    this.createdDate = now;
    this.#systemModstamp = now;
  }

  abstract readonly jobType: V2JobType;
  abstract readonly csv: CsvLayout;
  abstract get state(): JobState | V2JobState;
  /** How often a batch may go back into the queue. */
  abstract get retriesAllowed(): number;

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
    const wanted = longId(shortId(id));
    return this.batches.find((batch) => batch.id === wanted);
  }

  touch(now: number): void {
    this.#systemModstamp = now;
  }

  batchMoved(now: number): void {
    this.touch(now);
  }

  /** What is under way runs to its end; what waits will not be looked at. */
  protected skipWaiting(now: number): void {
    for (const batch of this.batches) if (batch.state === 'Queued') batch.skip(now);
  }
}

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

  /** In this attempt. */
  timeSpent(now: number): number {
    return now - (this.#started ?? now);
  }

  begin(now: number): void {
    this.#move('Queued', 'InProgress', now);
    this.#started = now;
  }

  /** Of this attempt; a batch that goes back into the queue has not ended. */
  settle(outcome: BatchOutcome, now: number): void {
    this.#stateMessage = outcome.stateMessage;
    if (outcome.state === 'Queued') this.#retries += 1;
    this.#isPkChunkParent = outcome.state === 'NotProcessed';
    this.#results = outcome.results;
    this.#recordsFailed = outcome.results.filter(({ success }) => !success).length;
    this.#query = outcome.query;
    this.#processingTime += outcome.state === 'NotProcessed' ? 0 : this.timeSpent(now);
    this.#move('InProgress', outcome.state, now);
  }

  /** The job was aborted before this batch's turn came. */
  skip(now: number): void {
    this.#move('Queued', 'NotProcessed', now);
  }

  #move(from: BatchState, to: BatchState, now: number): void {
    if (this.#state !== from) throw new Error(`Batch ${this.id} is ${this.#state}, not ${from}.`);
    this.#state = to;
    this.#systemModstamp = now;
    this.job.batchMoved(now);
  }
}
