import { type BatchInfo, type JobInfo, type RawRow, type ResultRow } from '../records/types';
import { type ConcurrencyMode, type ContentType, type Operation } from '../wire/v1';
import { type LineEnding } from '../wire/v2';

/** The job that is to be made. */
export interface JobRequest {
  readonly operation: Operation;
  readonly object: string;
  readonly externalIdFieldName: string | undefined;
  readonly contentType: ContentType;
  readonly concurrencyMode: ConcurrencyMode | undefined;
  readonly assignmentRuleId: string | undefined;
  /** Undefined where chunking is off. */
  readonly pkChunking: { chunkSize?: number; parent?: string; startRow?: string } | undefined;
  readonly isRetryDisabled: boolean;
  readonly lineEnding: LineEnding | undefined;
}

/** A job that exists, with the batches that are known of it. */
export interface KnownJob {
  readonly info: JobInfo;
  /** In the order of their creation. */
  readonly batchIds: readonly string[];
}

/** One of the two Bulk APIs. The facade asks; a dialect knows the paths, headers and bodies. */
export interface Dialect {
  createJob(request: JobRequest): Promise<JobInfo>;
  /** A job that exists, by its id. */
  findJob(jobId: string): Promise<JobInfo>;
  getJob(job: KnownJob): Promise<JobInfo>;
  closeJob(job: KnownJob): Promise<JobInfo>;
  abortJob(job: KnownJob): Promise<JobInfo>;

  /** Gives the job a transformation spec, before its first batch. */
  mapFields(job: KnownJob, spec: string): Promise<void>;

  /** Adds a batch: rows in the job's format, or SOQL. Never repeated blindly. */
  createBatch(job: KnownJob, body: Uint8Array): Promise<BatchInfo>;
  /** Every batch of the job, those that the service made itself included. */
  listBatches(job: KnownJob): Promise<BatchInfo[]>;
  getBatch(job: KnownJob, batchId: string): Promise<BatchInfo>;
  /** What was sent, as bytes. */
  batchRequest(job: KnownJob, batchId: string): AsyncIterable<Uint8Array>;

  /** The results of a load's batch, in the order of its rows, in blocks. */
  resultRows(job: KnownJob, batchId: string): AsyncIterable<ResultRow[]>;
  /** The rows of a query's batch, all its result sets one after the other, in blocks. */
  queryRows(job: KnownJob, batchId: string): AsyncIterable<RawRow[]>;
  /** A batch's result as the service writes it; of several result sets, the header once. */
  resultText(job: KnownJob, batchId: string): AsyncIterable<Uint8Array>;
}
