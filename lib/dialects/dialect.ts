import { type BulkException } from '../errors';
import { type BatchBody, type BatchInfo, type JobInfo, type RawRow, type ResultRow } from '../records/types';
import { type ConcurrencyMode, type ContentType, type Operation } from '../wire/v1';
import { type ColumnDelimiter, type LineEnding } from '../wire/v2';

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
  readonly columnDelimiter: ColumnDelimiter | undefined;
}

/** A job that exists, with the batches that are known of it. */
export interface KnownJob {
  readonly info: JobInfo;
  /** In the order of their rows. */
  readonly batchIds: readonly string[];
  /** Each batch as it was when it was last asked for. What has ended need not be asked for again. */
  readonly seen: ReadonlyMap<string, BatchInfo>;
}

/** A load's batch that has ended. */
export interface LoadBatch {
  readonly info: BatchInfo;
  /** Reads the CSV that was sent, where it is still at hand: it tells the order of the rows. */
  readonly input: (() => AsyncIterable<Uint8Array>) | undefined;
  /** How many results there can be, where that is known. */
  readonly most?: number | undefined;
  /**
   * Is told when the order of the results cannot be known, before the first of them: they come in an order of the service. Why
   * is said where what was sent cannot be read any more.
   */
  readonly onUnordered?: ((why?: BulkException) => void) | undefined;
}

/** How a batch is to be made. */
export interface CreateOptions {
  /** Take the way on which every step can be found again after a crash, even where another is shorter. */
  readonly isCareful?: boolean;
  /** 2.0: is told of the server's job before it is given data. */
  readonly onServerJob?: (id: string) => Promise<void>;
}

/** What is known of a batch whose outcome is not. */
export interface UnansweredBatch {
  /** Of what was sent, in hexadecimal digits. */
  readonly sha256: string;
  /** Undefined where the service tells of it by itself: by what it gives back, or by its job. */
  readonly body: Uint8Array | undefined;
  /** 2.0: the server's job that was made for it. */
  readonly serverJobId: string | undefined;
  /** When it was sent; milliseconds since 1970. */
  readonly since: number;
}

/** The same, to be looked for. */
export interface LostBatch extends UnansweredBatch {
  /** Batches that are known to be others. */
  readonly knownIds: ReadonlySet<string>;
  /** What was sent in other batches of which it is not known whether they arrived. */
  readonly others: readonly Uint8Array[];
  /** Whether it is an error when something is there that may be this batch, or may not. */
  readonly refusesDoubt: boolean;
}

/** How a query's rows are to be fetched. All of these are for 2.0 only: in 1.0 the service has cut the result sets already. */
export interface PageOptions {
  /** 2.0 only: rows in one page, 1 or more. Default: as many as the service chooses. */
  readonly maxRecords?: number;
  /** 2.0 only: where to begin, as `onLocator` was told. Default: with the first row. */
  readonly locator?: string;
  /**
   * 2.0 only, from API version 58.0 on: pages that are fetched at the same time, from 1 to 50, and held in memory whole. More
   * than 1 goes with neither `maxRecords` nor `locator`. Default: 1, which holds a few rows only.
   */
  readonly parallel?: number;
  /** 2.0 only: is told, after each page, where the next one begins; null after the last. */
  readonly onLocator?: (locator: string | null) => void;
}

/** What one batch may hold, and how many go up at the same time at most. */
export interface BatchLimits {
  readonly records: number;
  readonly bytes: number;
  readonly concurrency: number;
}

/** One of the two Bulk APIs. The facade asks; a dialect knows the paths, headers and bodies. */
export interface Dialect {
  readonly limits: BatchLimits;
  /** Whether the service gives back what was sent, as it was sent. */
  readonly givesBackRequests: boolean;

  /** Throws `InputException` for what this API, or its version, cannot do. */
  checkJob(request: JobRequest): void;
  createJob(request: JobRequest): Promise<JobInfo>;
  /** A job that exists, by its id, and those of its batches that are known by that. */
  findJob(jobId: string): Promise<{ info: JobInfo; batches: BatchInfo[] }>;
  getJob(job: KnownJob): Promise<JobInfo>;
  closeJob(job: KnownJob): Promise<JobInfo>;
  abortJob(job: KnownJob): Promise<JobInfo>;
  /** Takes the job and its data off the server. */
  deleteJob(job: KnownJob): Promise<void>;
  /** Gives the job a transformation spec, before its first batch. */
  mapFields(job: KnownJob, spec: string): Promise<void>;

  /** Adds a batch: rows in the job's format, or SOQL. Never repeated blindly. */
  createBatch(job: KnownJob, body: BatchBody, options?: CreateOptions): Promise<BatchInfo>;
  /**
   * Looks for a batch of which it is not known whether it arrived; undefined when it certainly did not, and never will.
   *
   * @throws {UnsettledException} when it cannot be known
   */
  findLost(job: KnownJob, lost: LostBatch): Promise<BatchInfo | undefined>;
  /** Every batch of the job, those that the service made itself included. */
  listBatches(job: KnownJob): Promise<BatchInfo[]>;
  getBatch(job: KnownJob, batchId: string): Promise<BatchInfo>;
  /** What was sent, as bytes. */
  batchRequest(job: KnownJob, batchId: string): AsyncIterable<Uint8Array>;

  /** Whether there is something to read of a batch that has ended; of a failed one, some rows may have been processed. */
  hasResult(job: KnownJob, info: BatchInfo): boolean;
  /** The results of a load's batch, in the order of its rows where that can be known, in blocks. */
  resultRows(job: KnownJob, batch: LoadBatch): AsyncIterable<ResultRow[]>;
  /** The rows of a query's batch, all its result sets one after the other, in blocks. */
  queryRows(job: KnownJob, batchId: string, options?: PageOptions): AsyncIterable<RawRow[]>;
  /** A batch's result as the service writes it; of several result sets, the header once. */
  resultText(job: KnownJob, batch: LoadBatch): AsyncIterable<Uint8Array>;
}
