import { type Writable } from 'node:stream';
import { endedBatches, isCompleted, isQueryJob, isUntouched, listBatches, queryTakesNoRows } from './bulk/job/batches';
import { connect, type Connection } from './bulk/connection';
import { readLoginArguments, signInWith, type Credentials, type LoginArguments } from './bulk/credentials';
import { CurrentJob } from './bulk/job/current-job';
import { download, resultText } from './bulk/reading/download';
import { writeFailures } from './bulk/reading/failures';
import { Gate } from './bulk/sending/gate';
import { planOfAttached, type JobOptions } from './bulk/job/job-options';
import { createJob, deleteJob, endJob } from './bulk/job/jobs';
import { specText, type FieldMapping } from './bulk/job/map-spec';
import { oneByOne } from './bulk/reading/one-by-one';
import { outcomeBlocks, type Outcome } from './bulk/reading/outcomes';
import { loadPayloads, loadPlan, queryPayload } from './bulk/sending/payloads';
import { checkWatchOptions, WATCHING, type WatchOptions } from './bulk/progress';
import { Reading } from './bulk/reading/reading';
import { makeReceipt, type Receipt } from './bulk/reading/receipt';
import { batchFailed, checkReadOptions, readBatch, recordBlocks, type ReadOptions } from './bulk/reading/results';
import { goOn, readStand, type Resuming } from './bulk/sending/resume';
import { requireSameOrg } from './bulk/same-org';
import { checkRetryOptions, retryRows, type RetryOptions } from './bulk/sending/retrying';
import { uploadFile } from './bulk/sending/source-file';
import { upload } from './bulk/sending/upload';
import { checkUploadOptions, type UploadOptions } from './bulk/sending/upload-options';
import { checkWaitOptions, waitForJob, type WaitOptions } from './bulk/job/waiting';
import { wholeText } from './bulk/reading/whole-text';
import { heeding, watchedWork, workUntil, type Work } from './bulk/work';
import { type KnownJob } from './dialects/dialect';
import { type JobFilter, type JobSummary, type Limit, type ObjectDescription } from './dialects/rest';
import { OutOfOrderException } from './errors';
import { JournalFile, noJournal, type Journal } from './journal/journal';
import { BULK_OPTIONS, requirePath, toPath, toSettings, type BulkOptions, type Settings } from './options';
import { refuseUnknown } from './options/checks';
import { type BatchData } from './records/batch-data';
import { type BatchInfo, type JobInfo, type Payload, type ResultRow, type Row, type TypedRow } from './records/types';
import { type LoginInfo } from './session/session';
import { noUsage, type Usage } from './transport/usage';
import { type Operation, type QUERY_OPERATIONS } from './wire/v1';

export * from './bulk/names';

/** `onProgress` and `signal` apply while the rest of a file is sent. */
export interface ResumeOptions extends Omit<BulkOptions, 'api' | 'apiVersion' | 'journal'>, WatchOptions {
  /** How to sign in; the load goes on at once. Default: it goes on at `login()`. */
  credentials?: Credentials;
  /** Where the file that was loaded lies now. Default: where it was. */
  source?: string;
}

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
 * Every method throws a `BulkException` or one of the kinds below it; a call that a signal has ended, the signal's
 * reason; a disk that is full, or a stream that is broken, the error that it has.
 */
export class Bulk {
  readonly #settings: Settings;
  readonly #usage: Usage = noUsage();
  readonly #jobs = new CurrentJob();
  readonly #gate = new Gate();
  #journal: Journal;
  #resuming: Resuming | undefined;
  #goingOn: Promise<void> | undefined;
  #connection: Connection | undefined;

  /** @throws {InputException} for an option that does not exist or does not make sense */
  constructor(options: BulkOptions = {}) {
    this.#settings = toSettings(options);
    this.#journal = journalAt(this.#settings.journal, { isResumed: false });
  }

  /**
   * Goes on with a load that a crash has cut off, in another process or another folder: what was under way is settled, what
   * was not sent is sent, and nothing is sent twice. Without credentials it goes on at `login()`.
   *
   * Data that was no file is gone with the process: `isAwaitingData` is true then, and the next `batchCreate()` must be given
   * the same data again.
   *
   * @param journal the path that was given as the option `journal`
   * @throws {JournalException} when the journal cannot be read, or its file has changed since
   * @throws {UnsettledException} when it cannot be known whether a batch arrived
   */
  static async resume(journal: string, options: ResumeOptions = {}): Promise<Bulk> {
    refuseUnknown(options, { kind: 'option', known: RESUME_OPTIONS });
    const { credentials, source, onProgress, signal, ...rest } = options;
    const watching = checkWatchOptions({ onProgress, signal });
    const resuming = { journal: requirePath('journal', journal), source: toPath('source', source), watching };
    const { plan } = await readStand(resuming.journal);
    const bulk = new this({ ...rest, api: plan.api, apiVersion: plan.apiVersion, journal });
    bulk.#resuming = resuming;
    if (credentials !== undefined) await bulk.login(credentials);
    return bulk;
  }

  /**
   * True after `Bulk.resume()` when rows that were no file must be given again, by `batchCreate()`; and when the crash came
   * before any data was given.
   */
  get isAwaitingData(): boolean {
    return this.#jobs.state.isAwaitingData;
  }

  /** What has been spent so far: API calls and batches. */
  get usage(): Readonly<Usage> {
    return structuredClone(this.#usage);
  }

  /**
   * Signs in: with credentials, or over SOAP by user name, password, security token (left out where the address is trusted),
   * API version (that of the jobs that follow, too) and true for a sandbox. May be called again at any time in the same org: an
   * open job stays as it is. After `Bulk.resume()` the load goes on.
   *
   * @returns who is signed in, and where; never the token
   * @throws {InputException} for credentials that do not exist, or are not whole
   * @throws {LoginException} with the service's code when it refuses
   * @throws {ConnectionException} when nobody answers
   * @throws {OutOfOrderException} for another org than that of an open job
   * @throws {JournalException} or an `UnsettledException` when a load cannot go on
   */
  async login(...given: LoginArguments): Promise<LoginInfo> {
    const { credentials, apiVersion } = readLoginArguments(given);
    const settings = apiVersion === undefined ? this.#settings : { ...this.#settings, apiVersion };
    const connection = await connect(signInWith(credentials, settings), settings, this.#usage);
    requireSameOrg(this.#jobs.state, this.#connection?.info, connection.info);
    this.#connection = connection;
    // Two logins side by side must not go on with the load twice.
    if (this.#resuming !== undefined) await (this.#goingOn ??= this.#goOn(this.#resuming));
    return { ...connection.info };
  }

  async #goOn(resuming: Resuming): Promise<void> {
    try {
      // A journal that could not be written takes no more.
      this.#journal = journalAt(resuming.journal, { isResumed: true });
      await goOn(this.#work('login'), resuming);
      this.#resuming = undefined;
    } catch (error) {
      // What a signal has ended, a later login goes on with.
      if (resuming.watching.signal?.aborted === true) this.#resuming = { ...resuming, watching: {} };
      throw error;
    } finally {
      this.#goingOn = undefined;
    }
  }

  /**
   * What the org says of an object: its fields, their types, and what may be done with them. One API call.
   *
   * @throws {RefusedException} when there is no such object, or none that the user may see
   */
  async describe(object: string): Promise<ObjectDescription> {
    return this.#work('describe').rest.describe(object);
  }

  /** The names of the org's objects. One API call. */
  async describeGlobal(): Promise<string[]> {
    return this.#work('describeGlobal').rest.objectNames();
  }

  /** What the org has left of its allocations, by their names: `DailyBulkApiBatches`, … One API call. */
  async limits(): Promise<Record<string, Limit>> {
    return this.#work('limits').rest.limits();
  }

  /**
   * Opens a job.
   *
   * @param operation `insert`, `update`, `upsert`, `delete`, `hardDelete`, `query` or `queryAll`
   * @param object the API name of the object: `Contact`, `Invoice__c`
   * @param options the external id field of an upsert, or all options
   * @throws {InputException} for options that do not exist, do not make sense, or are not known to the API that is spoken
   * @throws {OutOfOrderException} before login, and while another job is open
   * @throws {PermissionException} or a `RefusedException` when the service does not make it
   */
  async jobCreate(operation: Operation, object: string, options: string | JobOptions = {}): Promise<JobInfo> {
    const work = this.#work('jobCreate');
    work.state.refuseSecond('jobCreate');
    return createJob(work, {
      operation,
      object,
      options: typeof options === 'string' ? { externalIdFieldName: options } : options,
    });
  }

  /**
   * Takes over a job that exists on the server, made by whatever program.
   *
   * @param jobId 15 or 18 characters, beginning with 750
   * @throws {InputException} for what is no id of a job
   * @throws {OutOfOrderException} while another job is open
   * @throws {RefusedException} when the service does not know it
   */
  async jobAttach(jobId: string): Promise<JobInfo> {
    const { dialect, jobs } = this.#work('jobAttach');
    jobs.state.refuseSecond('jobAttach');
    return jobs.opening(async () => {
      const { info, batches } = await dialect.findJob(jobId);
      const state = jobs.begin(info, planOfAttached(info));
      batches.forEach(({ id }, at) => {
        state.addBatch({ id, number: at + 1, firstRow: 1, rows: undefined });
      });
      return info;
    });
  }

  /**
   * Says which columns of the CSV go into which fields, before the first batch of a CSV load. 1.0 only.
   *
   * @param spec the mappings, or the spec's own CSV text (fewer than 8,192 characters)
   * @throws {InputException} for what is no spec, and in 2.0
   */
  async jobMap(spec: string | readonly FieldMapping[]): Promise<void> {
    const { dialect, state } = this.#work('jobMap');
    await dialect.mapFields(state.open('jobMap'), specText(spec));
  }

  /**
   * Asks the service for the job: its state and its counters. In 1.0 one API call; in 2.0 one for each batch that has not ended.
   */
  async jobStatus(): Promise<JobInfo> {
    const { dialect, state } = this.#work('jobStatus');
    return state.refresh(await dialect.getJob(state.known('jobStatus')));
  }

  /**
   * True when every batch has ended, whatever way; of a job without batches, too. In 1.0 one API call, however many batches
   * there are; in 2.0 one for each that has not ended.
   */
  async jobIsCompleted(): Promise<boolean> {
    const work = this.#work('jobIsCompleted');
    const batches = await listBatches(work, 'jobIsCompleted');
    return isCompleted(work.state.known('jobIsCompleted'), batches);
  }

  /**
   * Waits until every batch has ended: polls ever more rarely, and survives polls that fail. A job without batches is not
   * waited for.
   *
   * @throws {StillRunningException} when `timeout` is over; the job goes on, and so can the waiting
   */
  async jobWait(options: WaitOptions = {}): Promise<JobInfo> {
    checkWaitOptions(options);
    return heeding(options.signal, (signal) =>
      waitForJob(workUntil(this.#work('jobWait'), signal), { ...options, signal }),
    );
  }

  /**
   * A query's rows, all batches and result sets, as one stream in the memory of a few rows. Counted: a short result throws.
   *
   *     for await (const row of bulk.jobRecords()) console.log(row.Name);
   *
   * @throws {OutOfOrderException} for a load, and when a batch has not ended
   * @throws {RefusedException} for a batch that has failed
   * @throws {AccountingException} when there are more or fewer rows than there must be
   */
  jobRecords<Shape extends Row | TypedRow = Row>(options: ReadOptions = {}): AsyncIterableIterator<Shape> {
    const { onProgress, signal, ...pages } = checkReadOptions(options);
    const read = (work: Work): AsyncIterable<Shape[]> => recordBlocks(work, pages) as AsyncIterable<Shape[]>;
    return this.#rows('jobRecords', { onProgress, signal }, read);
  }

  /**
   * Each row that was given, beside what became of it, in the order of the input: in the memory of a few rows; in 2.0, of the
   * results of a batch; with `groupBy`, of all rows.
   *
   *     for await (const { row, input, errors } of bulk.jobOutcomes()) if (errors.length > 0) console.log(row, input, errors);
   *
   * @throws {OutOfOrderException} for a query, and when a batch has not ended
   * @throws {InputException} when the file that was loaded has been moved, or has changed
   * @throws {AccountingException} when there are more or fewer results than rows, nobody can tell which is whose, or somebody
   *   else has added a batch
   */
  jobOutcomes(options: WatchOptions = {}): AsyncIterableIterator<Outcome> {
    return this.#rows('jobOutcomes', checkWatchOptions(options), (work) => outcomeBlocks(work, 'jobOutcomes'));
  }

  /** Begins when the first row is asked for. */
  #rows<Item>(
    method: string,
    options: WatchOptions,
    read: (work: Work) => AsyncIterable<Item[]>,
  ): AsyncIterableIterator<Item> {
    const work = (signal: AbortSignal): Work => watchedWork(this.#work(method), { ...options, signal });
    return oneByOne(async function* (signal) {
      yield* read(work(signal));
    }, options.signal);
  }

  /**
   * The account of the job: rows given = succeeded + failed + not processed. Prints as text (`String(receipt)`) and as JSON.
   *
   * @throws {OutOfOrderException} when a batch has not ended
   * @throws {AccountingException} when the sums differ, somebody else has added a batch, or what was taken for lost has arrived
   */
  async jobReceipt(options: WatchOptions = {}): Promise<Receipt> {
    return this.#reading('jobReceipt', options, makeReceipt);
  }

  /**
   * Writes the rows that failed into a CSV file: their own columns, and `sf__Error`. The file can be loaded again as it is:
   * columns that begin with `sf__` are left out. The rows that failed are held, as CSV, until the file is written.
   *
   * @returns how many rows there are in it
   * @throws {InputException} for the path of the file that was loaded, and for one that cannot be written to; and what
   *   `jobOutcomes()` throws, before anything is written
   */
  async jobFailures(path: string, options: WatchOptions = {}): Promise<number> {
    return this.#reading('jobFailures', options, (work, signal) => writeFailures(work, path, signal));
  }

  /**
   * Sends rows again that failed for a passing reason, such as a lock, and only these; waits longer before each try. How often
   * a row was sent is in its outcome (`attempts`). Rows that are not at hand any more, as those of a `ZIP_` job, are left out.
   *
   * @returns the batches that were added
   * @throws {OutOfOrderException} when the job is closed; and what `jobOutcomes()` and `batchCreate()` throw
   */
  async jobRetry(options: RetryOptions = {}): Promise<BatchInfo[]> {
    const work = this.#work('jobRetry');
    work.state.open('jobRetry');
    const retry = checkRetryOptions(options);
    return heeding(retry.signal, (signal) => retryRows(work, { ...retry, signal }));
  }

  /**
   * Writes a query's rows as CSV as they come, into a file or a stream, which stays open: all batches and result sets, the
   * header once, and where no row is found the header alone. Counted: a short result throws, and leaves what was written.
   *
   * @param target the path of a file, or a stream
   * @returns how many rows there are in it
   * @throws {OutOfOrderException} for what is no query in CSV, and when a batch has not ended
   * @throws {RefusedException} for a batch that has failed, before anything is written
   * @throws {InputException} for a path that cannot be written to
   */
  async jobDownload(target: string | Writable, options: WatchOptions = {}): Promise<number> {
    return this.#reading('jobDownload', options, (work, signal) => download(work, target, signal));
  }

  /**
   * Takes the job and its data off the server. 2.0 only: in 1.0 the service does that by itself after 7 days.
   *
   * @throws {RefusedException} while the job is worked on
   */
  async jobDelete(): Promise<void> {
    await deleteJob(this.#work('jobDelete'));
  }

  /** The org's jobs, of both APIs, whoever made them, without counters; one API call for each thousand. */
  async jobList(filter: JobFilter = {}): Promise<JobSummary[]> {
    const work = this.#work('jobList');
    refuseUnknown(filter, {
      kind: 'filter',
      known: { jobType: true, isPkChunkingEnabled: true, concurrencyMode: true },
    });
    return work.rest.listJobs(filter);
  }

  /**
   * Closes the job: it takes no more batches, and those it has are worked on. Its results stay readable.
   *
   * @throws {OutOfOrderException} while data is being sent, or rows are due that a crash has cut off
   */
  async jobClose(): Promise<JobInfo> {
    const work = this.#work('jobClose');
    const job = work.state.open('jobClose');
    work.state.refuseUnsent(job);
    return endJob(work, job, 'Closed');
  }

  /**
   * Aborts the job: batches that wait are not processed; what has been processed stays.
   *
   * @throws {RefusedException} for a job of the service's that has ended
   */
  async jobAbort(): Promise<JobInfo> {
    const work = this.#work('jobAbort');
    return endJob(work, work.state.known('jobAbort'), 'Aborted');
  }

  /**
   * Adds data to the job: SOQL for a query; for a load text in the job's format, bytes, a stream, or rows as an array,
   * iterable or async iterable of objects. What is larger than a batch may be is split, and the batches go up a few at a
   * time. Data that is given meanwhile goes up after it; so the data itself must not wait for that.
   *
   * @returns the batches, in the order of the data
   * @throws {InputException} for data that cannot be sent; `batchesIn` has the ids of the batches that were sent before
   * @throws {OutOfOrderException} without an open job
   * @throws {JournalException} when the journal cannot be written, or holds other data that comes first
   * @throws {UnsettledException} when it cannot be known whether a batch arrived
   */
  async batchCreate(data: BatchData, options: UploadOptions = {}): Promise<BatchInfo[]> {
    const { work, job } = this.#openJob('batchCreate');
    const plan = loadPlan(work, job, 'the data');
    const checked = checkUploadOptions(options);
    const cut = (records: number | undefined): AsyncGenerator<Payload> =>
      isQueryJob(job) ? queryPayload(data) : loadPayloads(data, { ...plan, records });
    return work.state.turns.take(() => upload(work, job, { cut, options: checked }), checked.signal);
  }

  /**
   * Adds a CSV file of any size to the job, in the memory of a few batches.
   *
   * @param path the file: UTF-8, comma-separated, the field names in the first line
   * @param options the rows in one batch, or all options
   * @throws {InputException} for a file that cannot be read, has changed meanwhile, or holds what cannot be sent; and what
   *   `batchCreate()` throws
   */
  async batchCreateFromCsv(path: string, options: number | UploadOptions = {}): Promise<BatchInfo[]> {
    const { work, job } = this.#openJob('batchCreateFromCsv');
    const given = checkUploadOptions(typeof options === 'number' ? { maxRecords: options } : options);
    if (isQueryJob(job)) throw queryTakesNoRows(job);
    return work.state.turns.take(() => uploadFile(work, job, { path, options: given }), given.signal);
  }

  /**
   * Every batch of the job by its id, in the order of their creation; or the one that is asked for. In 1.0 one API call; in 2.0
   * one for each batch that has not ended.
   */
  async batchStatus(): Promise<Record<string, BatchInfo>>;
  /**
   * One batch. One API call.
   *
   * @throws {RefusedException} when the service does not know it
   */
  async batchStatus(batchId: string): Promise<BatchInfo>;
  async batchStatus(batchId?: string): Promise<Record<string, BatchInfo> | BatchInfo> {
    const work = this.#work('batchStatus');
    if (batchId !== undefined) return work.dialect.getBatch(work.state.known('batchStatus'), batchId);
    const batches = await listBatches(work, 'batchStatus');
    return Object.fromEntries(batches.map((info) => [info.id, info]));
  }

  /**
   * The result of every batch by its id, parsed; or of the one that is asked for. For a load: one `ResultRow` for each row
   * sent, in the order of the rows; rows of a batch that failed are there, with the batch's error. For a query: its
   * records, all result sets together.
   *
   * @param onlyInvalid leave out the rows that succeeded
   * @throws {OutOfOrderException} when a batch has not ended
   * @throws {AccountingException} when there are more or fewer results than there must be
   */
  async batchResult<Op extends Operation = Operation, Shape = ResultOf<Op>>(
    onlyInvalid?: boolean,
  ): Promise<Record<string, Shape[]>>;
  /**
   * The result of one batch, parsed.
   *
   * @param onlyInvalid leave out the rows that succeeded
   * @throws {OutOfOrderException} when it has not ended
   * @throws {RefusedException} when the service does not know it
   * @throws {AccountingException} when there are more or fewer results than there must be
   */
  async batchResult<Op extends Operation = Operation, Shape = ResultOf<Op>>(
    batchId: string,
    onlyInvalid?: boolean,
  ): Promise<Shape[]>;
  async batchResult<Shape>(
    which: string | boolean = false,
    onlyInvalid = which === true,
  ): Promise<Record<string, Shape[]> | Shape[]> {
    const work = this.#work('batchResult');
    const batches = await endedBatches(work, 'batchResult', typeof which === 'string' ? which : undefined);
    const results: Record<string, Shape[]> = {};
    for (const batch of batches) results[batch.info.id] = (await readBatch(work, batch, onlyInvalid)) as Shape[];
    return typeof which === 'string' ? Object.values(results).flat() : results;
  }

  /**
   * The results of every batch by its id, as the service writes them: for CSV, text with the header first.
   *
   * @throws {RefusedException} with the service's reason, for a batch that has no result
   * @throws {AccountingException} when a query's CSV has more or fewer rows than there must be
   */
  async batchResultText(): Promise<Record<string, string>> {
    const work = this.#work('batchResultText');
    const texts: Record<string, string> = {};
    for (const batch of await endedBatches(work, 'batchResultText')) {
      if (isUntouched(batch.info)) throw batchFailed(batch.info);
      texts[batch.info.id] = await wholeText(resultText(work, batch));
    }
    return texts;
  }

  /**
   * What was sent in a batch: its rows in the job's format, or its SOQL. 1.0 only.
   *
   * @throws {InputException} in 2.0, where the service does not tell
   * @throws {RefusedException} when the service does not know the batch
   */
  async batchRequest(batchId: string): Promise<string> {
    const { dialect, state } = this.#work('batchRequest');
    return wholeText(dialect.batchRequest(state.known('batchRequest'), batchId));
  }

  /** A call that reads results, and is watched meanwhile. */
  async #reading<Result>(
    method: string,
    options: WatchOptions,
    read: (work: Work, signal: AbortSignal | undefined) => Promise<Result>,
  ): Promise<Result> {
    const { onProgress, signal: given } = checkWatchOptions(options);
    return heeding(given, (signal) => read(watchedWork(this.#work(method), { onProgress, signal }), signal));
  }

  #work(method: string): Work {
    if (this.#connection === undefined) {
      throw new OutOfOrderException(`${method}() needs a session: call login() first`, {
        advice: "For example: await bulk.login('ada@example.com', 'password', 'security token').",
      });
    }
    // What was sent after it would be taken for new, and a new job would be written over it in the journal.
    if (this.#resuming !== undefined && method !== 'login') {
      throw new OutOfOrderException(`${method}() must wait: the load has not gone on since the last login() failed`, {
        advice: 'Call login() again, which goes on with the load; or Bulk.resume() once more.',
      });
    }
    const { service, info, settings } = this.#connection;
    return {
      ...service,
      settings,
      jobs: this.#jobs,
      state: this.#jobs.state,
      journal: this.#journal,
      gate: this.#gate,
      usage: this.#usage,
      reading: new Reading({ clock: this.#settings.clock, usage: this.#usage }),
      instanceUrl: info.instanceUrl,
    };
  }

  #openJob(method: string): { work: Work; job: KnownJob } {
    const work = this.#work(method);
    return { work, job: work.state.open(method) };
  }
}

const RESUME_OPTIONS: Record<keyof BulkOptions | keyof ResumeOptions, true> = {
  ...BULK_OPTIONS,
  ...WATCHING,
  credentials: true,
  source: true,
};

function journalAt(path: string | undefined, options: { isResumed: boolean }): Journal {
  return path === undefined ? noJournal : new JournalFile(path, options);
}
