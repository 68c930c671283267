import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { connect, type Connection } from './bulk/connection';
import { readLoginArguments, signInWith, type LoginArguments } from './bulk/credentials';
import { inParallel } from './bulk/in-parallel';
import { toJobRequest, type JobOptions } from './bulk/job-options';
import { JobState, type KnownBatch } from './bulk/job-state';
import { loadPayloads, queryPayload } from './bulk/payloads';
import {
  batchFailed,
  hasResult,
  isChunkedOriginal,
  isEnded,
  isQueryJob,
  readLoadResult,
  readQueryResult,
  refuseUnended,
  type BatchToRead,
} from './bulk/results';
import { checkWaitOptions, waitForBatches, type WaitOptions } from './bulk/waiting';
import { type Dialect, type KnownJob } from './dialects/dialect';
import { BulkException, InputException, OutOfOrderException } from './errors';
import { toSettings, type BulkOptions, type Settings } from './options';
import { type BatchData } from './records/batch-data';
import { type BatchInfo, type JobInfo, type Payload, type ResultRow, type Row } from './records/types';
import { type LoginInfo } from './session/session';
import { noUsage, type Usage } from './transport/usage';
import { RECORDS_PER_BATCH } from './wire/limits';
import { type Operation, type QUERY_OPERATIONS } from './wire/v1';

export type { Credentials, LoginArguments, PasswordCredentials } from './bulk/credentials';
export type { JobOptions } from './bulk/job-options';
export type { Progress, WaitOptions } from './bulk/waiting';
export { sleep, type Clock } from './clock';
export type { BatchData } from './records/batch-data';
export { csvRecords } from './records/csv-records';
export type { BatchInfo, FieldValue, InputRow, JobInfo, RecordError, ResultRow, Row } from './records/types';
export { BulkException } from './errors';
export type { BulkOptions } from './options';
export type { AccessTokenCredentials } from './session/access-token';
export type { LoginInfo } from './session/session';
export type { Operation } from './wire/v1';
export type { Usage } from './transport/usage';

/** The results of a job by its operation: records for queries, what became of each row for loads. */
export type ResultOf<Op extends Operation> = Op extends (typeof QUERY_OPERATIONS)[number] ? Row : ResultRow;

/**
 * One session, one job and that job's batches: the whole of the Salesforce Bulk API behind a handful of methods.
 *
 *     const bulk = new Bulk();
 *     await bulk.login('ada@example.com', 'password', 'security token');
 *     await bulk.jobCreate('query', 'Contact');
 *     await bulk.batchCreate('SELECT Id, Name FROM Contact');
 *     await bulk.jobWait();
 *     const result = await bulk.batchResult<'query'>();
 *     await bulk.jobClose();
 *
 * Every method throws a `BulkException` or one of the kinds below it.
 */
export class Bulk {
  readonly #settings: Settings;
  readonly #usage: Usage = noUsage();
  readonly #state = new JobState();
  #connection: Connection | undefined;

  /** @throws {InputException} for an option that does not exist or does not make sense */
  constructor(options: BulkOptions = {}) {
    this.#settings = toSettings(options);
  }

  /** What has been spent so far: API calls and batches. */
  get usage(): Readonly<Usage> {
    return structuredClone(this.#usage);
  }

  /**
   * Signs in: by user name, password and security token over SOAP, or with credentials of another kind. May be called
   * again at any time; an open job stays as it is.
   *
   * @returns who is signed in, and where; never the token
   * @throws {LoginException} with the service's code when it refuses
   */
  async login(...given: LoginArguments): Promise<LoginInfo> {
    const { credentials, apiVersion } = readLoginArguments(given);
    const settings = apiVersion === undefined ? this.#settings : { ...this.#settings, apiVersion };
    this.#connection = await connect(signInWith(credentials, settings), settings, this.#usage);
    return { ...this.#connection.info };
  }

  /**
   * Opens a job.
   *
   * @param operation `insert`, `update`, `upsert`, `delete`, `hardDelete`, `query` or `queryAll`
   * @param object the API name of the object: `Contact`, `Invoice__c`
   * @param options the external id field of an upsert, or all options
   * @throws {OutOfOrderException} before login, and while another job is open
   */
  async jobCreate(operation: Operation, object: string, options: string | JobOptions = {}): Promise<JobInfo> {
    const dialect = this.#dialect('jobCreate');
    this.#state.refuseSecond();
    const info = await dialect.createJob(toJobRequest(operation, object, options));
    this.#state.begin(info);
    return info;
  }

  /** Asks the service for the job: its state and its counters. One API call. */
  async jobStatus(): Promise<JobInfo> {
    const dialect = this.#dialect('jobStatus');
    return this.#state.refresh(await dialect.getJob(this.#state.known('jobStatus')));
  }

  /** True when every batch has ended, whatever way. One API call, however many batches there are. */
  async jobIsCompleted(): Promise<boolean> {
    return this.#isCompleted(await this.#listBatches('jobIsCompleted'));
  }

  /**
   * Waits until every batch has ended: polls ever more rarely, and survives polls that fail.
   *
   * @throws {StillRunningException} when `timeout` is over; the job goes on, and so can the waiting
   */
  async jobWait(options: WaitOptions = {}): Promise<JobInfo> {
    this.#dialect('jobWait');
    const { info } = this.#state.known('jobWait');
    const waiting = {
      clock: this.#settings.clock,
      jobId: info.id,
      poll: () => this.#listBatches('jobWait'),
      isCompleted: (batches: readonly BatchInfo[]) => this.#isCompleted(batches),
    };
    await waitForBatches(waiting, checkWaitOptions(options));
    return this.jobStatus();
  }

  /** Closes the job: it takes no more batches, and those it has are worked on. Its results stay readable. */
  async jobClose(): Promise<JobInfo> {
    const dialect = this.#dialect('jobClose');
    return this.#state.end(await dialect.closeJob(this.#state.open('jobClose')));
  }

  /** Aborts the job: batches that wait are not processed; what has been processed stays. */
  async jobAbort(): Promise<JobInfo> {
    const dialect = this.#dialect('jobAbort');
    return this.#state.end(await dialect.abortJob(this.#state.known('jobAbort')));
  }

  /**
   * Adds data to the job: SOQL for a query; for a load CSV text, bytes, a stream, or rows as an array, iterable or async
   * iterable of objects. What is larger than a batch may be is split, and the batches go up a few at a time.
   *
   * @returns the batches, in the order of the data
   * @throws {InputException} for data that cannot be sent; `batchesIn` has the ids of the batches that were sent before
   */
  async batchCreate(data: BatchData): Promise<BatchInfo[]> {
    const job = this.#openJob('batchCreate');
    if (!isQueryJob(job)) return this.#upload(loadPayloads(data, { name: 'the data', records: RECORDS_PER_BATCH }));
    return this.#upload(one(queryPayload(data)));
  }

  /**
   * Adds a CSV file of any size to the job, in the memory of a few batches.
   *
   * @param path the file: UTF-8, comma-separated, the field names in the first line
   * @param maxRecords rows in one batch, from 1 to 10,000. Default: 10,000
   */
  async batchCreateFromCsv(path: string, maxRecords = RECORDS_PER_BATCH): Promise<BatchInfo[]> {
    const job = this.#openJob('batchCreateFromCsv');
    if (isQueryJob(job)) {
      throw new OutOfOrderException(`Job ${job.info.id} is a query: call batchCreate() with its SOQL`, {
        jobId: job.info.id,
      });
    }
    await requireFile(path);
    const file = createReadStream(path, { highWaterMark: FILE_CHUNK });
    return this.#upload(loadPayloads(file, { name: basename(path), records: maxRecords }));
  }

  /** Every batch of the job by its id, in the order of their creation. One API call. */
  async batchStatus(): Promise<Record<string, BatchInfo>> {
    const batches = await this.#listBatches('batchStatus');
    return Object.fromEntries(batches.map((info) => [info.id, info]));
  }

  /**
   * The result of every batch by its id, parsed. For a load: one `ResultRow` for each row sent, in the order of the rows;
   * rows of a batch that failed are there, with the batch's error. For a query: its records, all result sets together.
   *
   * @param onlyInvalid leave out the rows that succeeded
   * @throws {OutOfOrderException} when a batch has not ended
   * @throws {AccountingException} when there are more or fewer results than there must be
   */
  async batchResult<Op extends Operation = Operation>(onlyInvalid = false): Promise<Record<string, ResultOf<Op>[]>> {
    const read = async (batch: BatchToRead): Promise<[string, ResultOf<Op>[]]> => [
      batch.info.id,
      (await this.#readBatch(batch, onlyInvalid)) as ResultOf<Op>[],
    ];
    const entries: [string, ResultOf<Op>[]][] = [];
    for (const batch of await this.#endedBatches('batchResult')) entries.push(await read(batch));
    return Object.fromEntries(entries);
  }

  /**
   * The results of every batch by its id, as the service writes them: CSV text, the header first.
   *
   * @throws {RefusedException} with the service's reason, for a batch that has no result
   */
  async batchResultText(): Promise<Record<string, string>> {
    const dialect = this.#dialect('batchResultText');
    const entries: [string, string][] = [];
    for (const { job, info } of await this.#endedBatches('batchResultText')) {
      if (!hasResult(info)) throw batchFailed(info);
      entries.push([info.id, await textOf(dialect.resultText(job, info.id))]);
    }
    return Object.fromEntries(entries);
  }

  /** What was sent in a batch: its CSV, or its SOQL. */
  async batchRequest(batchId: string): Promise<string> {
    const dialect = this.#dialect('batchRequest');
    return textOf(dialect.batchRequest(this.#state.known('batchRequest'), batchId));
  }

  #dialect(method: string): Dialect {
    if (this.#connection !== undefined) return this.#connection.dialect;
    throw new OutOfOrderException(`${method}() needs a session: call login() first`, {
      advice: "For example: await bulk.login('ada@example.com', 'password', 'security token').",
    });
  }

  #openJob(method: string): KnownJob {
    this.#dialect(method);
    return this.#state.open(method);
  }

  async #listBatches(method: string): Promise<BatchInfo[]> {
    const dialect = this.#dialect(method);
    return this.#state.inOrder(await dialect.listBatches(this.#state.known(method)));
  }

  /** A batch that is not in the list, though it was added, has not ended. */
  #isCompleted(batches: readonly BatchInfo[]): boolean {
    const listed = new Set(batches.map(({ id }) => id));
    return this.#state.known('jobIsCompleted').batchIds.every((id) => listed.has(id)) && batches.every(isEnded);
  }

  async #upload(payloads: AsyncIterable<Payload>): Promise<BatchInfo[]> {
    const dialect = this.#dialect('batchCreate');
    const job = this.#state.open('batchCreate');
    const rowsBefore = this.#state.rowsGiven;
    const { results, failures } = await inParallel(payloads, {
      concurrency: this.#settings.concurrency,
      work: async (payload) => ({ payload, info: await dialect.createBatch(job, payload.body) }),
    });
    this.#state.addBatches(
      results.map(({ payload, info }): KnownBatch => ({
        id: info.id,
        firstRow: rowsBefore + payload.firstRow,
        rows: payload.rows,
      })),
    );
    if (failures.length > 0)
      throw tellBatchesIn(
        failures[0],
        results.map(({ info }) => info.id),
        job,
      );
    return results.map(({ info }) => info);
  }

  async #endedBatches(method: string): Promise<BatchToRead[]> {
    const batches = await this.#listBatches(method);
    batches.forEach(refuseUnended);
    const job = this.#state.known(method);
    return batches
      .filter((info) => !(isQueryJob(job) && isChunkedOriginal(info, batches)))
      .map((info) => ({ job, info, sent: this.#state.batch(info.id) }));
  }

  async #readBatch(batch: BatchToRead, onlyInvalid: boolean): Promise<(ResultRow | Row)[]> {
    const dialect = this.#dialect('batchResult');
    if (isQueryJob(batch.job)) return onlyInvalid ? [] : readQueryResult(dialect, batch);
    const rows = await readLoadResult(dialect, batch);
    return onlyInvalid ? rows.filter(({ success }) => !success) : rows;
  }
}

/** Large enough that a batch is a few reads, small enough to be nothing beside it. */
const FILE_CHUNK = 1 << 20;

// eslint-disable-next-line @typescript-eslint/require-await -- an async generator of something that is there already
async function* one(payload: Payload): AsyncGenerator<Payload> {
  yield payload;
}

async function requireFile(path: string): Promise<void> {
  try {
    if ((await stat(path)).isFile()) return;
  } catch (cause) {
    throw new InputException(`The file "${path}" cannot be read: ${(cause as Error).message}`, {
      advice: 'Check the path; it is taken from the folder in which the program runs.',
      cause,
    });
  }
  throw new InputException(`"${path}" is not a file`, { advice: 'Give the path of a CSV file.' });
}

async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts).toString('utf8');
}

/** The error that stopped an upload, with the batches that the service holds nevertheless. */
function tellBatchesIn(error: unknown, batchIds: readonly string[], { info }: KnownJob): unknown {
  if (!(error instanceof BulkException)) return error;
  error.jobId ??= info.id;
  error.batchesIn = batchIds;
  error.message += batchIds.length === 0 ? '; no batch was sent' : `; sent before it: ${batchIds.join(', ')}`;
  return error;
}
