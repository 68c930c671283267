import { type Writable } from 'node:stream';
import { inspect } from 'node:util';
import {
  Bulk as PlainBulk,
  type BatchInfo,
  type BulkOptions,
  type Exchange,
  type JobInfo,
  type LoginArguments,
  type LoginInfo,
  type Progress,
  type Outcome,
  type ReadOptions,
  type Receipt,
  type ResumeOptions,
  type RetryOptions,
  type Row,
  type TypedRow,
  type UploadOptions,
  type WaitOptions,
  type WatchOptions,
} from '../index';

/** What a `Bulk` at the prompt takes from it, and tells it. */
export interface PromptHooks {
  /** Of the line that is being evaluated: Ctrl-C fires it. */
  readonly signal: () => AbortSignal;
  readonly onWarning: (warning: string) => void;
  readonly onExchange: (exchange: Exchange) => void;
  readonly onProgress: (progress: Progress) => void;
  /** Asked before a job that deletes; throws when it is not meant. */
  readonly confirm: (info: LoginInfo, deletion: string) => Promise<void>;
  readonly onJob: (info: JobInfo) => void;
  /** Told before a login what it is given. */
  readonly onCredentials: (given: LoginArguments) => void;
  readonly onLogin: (bulk: PlainBulk, info: LoginInfo) => void;
}

/**
 * The class that is called `Bulk` at the prompt: the library's own, whose long calls Ctrl-C ends and which show their
 * progress.
 */
export function promptBulk(hooks: PromptHooks): typeof PlainBulk {
  const ended = <Options extends WatchOptions>(options: Options): Options => ({ signal: hooks.signal(), ...options });
  const watched = <Options extends WatchOptions>(options: Options): Options => ({
    ...ended(options),
    onProgress: options.onProgress ?? hooks.onProgress,
  });

  return class Bulk extends PlainBulk {
    #info: LoginInfo | undefined;
    /** Ends what `login()` goes on with. */
    #resumption: AbortController | undefined;

    constructor(options: BulkOptions = {}) {
      super({ onWarning: hooks.onWarning, onExchange: hooks.onExchange, ...options });
    }

    /** It goes on at `login()`, which may be another line than this, and then is what Ctrl-C ends. */
    static override async resume(journal: string, { credentials, ...options }: ResumeOptions = {}): Promise<PlainBulk> {
      const resumption = new AbortController();
      const watching = { signal: resumption.signal, onProgress: hooks.onProgress };
      const bulk = await super.resume(journal, { ...watching, ...options });
      if (bulk instanceof Bulk) bulk.#resumption = resumption;
      if (credentials !== undefined) await bulk.login(credentials);
      return bulk;
    }

    override async login(...given: LoginArguments): Promise<LoginInfo> {
      hooks.onCredentials(given);
      const line = hooks.signal();
      const end = (): void => this.#resumption?.abort(line.reason);
      line.addEventListener('abort', end);
      try {
        this.#info = await super.login(...given);
      } finally {
        line.removeEventListener('abort', end);
      }
      hooks.onLogin(this, this.#info);
      return this.#info;
    }

    override async jobCreate(...given: Parameters<PlainBulk['jobCreate']>): Promise<JobInfo> {
      const [operation, object] = given;
      if (this.#info !== undefined && DELETING.has(operation))
        await hooks.confirm(this.#info, `${operation} ${object}`);
      const info = await super.jobCreate(...given);
      hooks.onJob(info);
      return info;
    }

    override batchCreate(...[data, options = {}]: Parameters<PlainBulk['batchCreate']>): Promise<BatchInfo[]> {
      return super.batchCreate(data, watched(options));
    }

    override batchCreateFromCsv(path: string, options: number | UploadOptions = {}): Promise<BatchInfo[]> {
      return super.batchCreateFromCsv(path, watched(typeof options === 'number' ? { maxRecords: options } : options));
    }

    override jobWait(options: WaitOptions = {}): Promise<JobInfo> {
      return super.jobWait(watched(options));
    }

    override jobReceipt(options: WatchOptions = {}): Promise<Receipt> {
      return super.jobReceipt(watched(options));
    }

    override jobFailures(path: string, options: WatchOptions = {}): Promise<number> {
      return super.jobFailures(path, watched(options));
    }

    override jobDownload(target: string | Writable, options: WatchOptions = {}): Promise<number> {
      return super.jobDownload(target, watched(options));
    }

    override jobRetry(options: RetryOptions = {}): Promise<BatchInfo[]> {
      return super.jobRetry(watched(options));
    }

    /** Rows are mostly printed as they come: a line of progress would stand between them. */
    override jobRecords<Shape extends Row | TypedRow = Row>(options: ReadOptions = {}): AsyncIterableIterator<Shape> {
      return super.jobRecords<Shape>(ended(options));
    }

    override jobOutcomes(options: WatchOptions = {}): AsyncIterableIterator<Outcome> {
      return super.jobOutcomes(ended(options));
    }

    [inspect.custom](): string {
      const where = this.#info === undefined ? 'not logged in' : `logged in to ${this.#info.instanceUrl}`;
      return `Bulk (${where}; ${this.usage.calls} calls so far)`;
    }
  };
}

const DELETING: ReadonlySet<string> = new Set(['delete', 'hardDelete']);
