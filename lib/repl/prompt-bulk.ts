import { inspect } from 'node:util';
import {
  Bulk as PlainBulk,
  type BulkOptions,
  type JobInfo,
  type LoginArguments,
  type LoginInfo,
  type Progress,
  type WaitOptions,
} from '../index';

/** What a `Bulk` at the prompt takes from it, and tells it. */
export interface PromptHooks {
  /** Of the line that is being evaluated: Ctrl-C fires it. */
  readonly signal: () => AbortSignal;
  readonly onWarning: (warning: string) => void;
  readonly onProgress: (progress: Progress) => void;
  /** Asked before a job that deletes; throws when it is not meant. */
  readonly confirm: (info: LoginInfo, deletion: string) => Promise<void>;
  readonly onJob: (info: JobInfo) => void;
  readonly onLogin: (bulk: PlainBulk, info: LoginInfo) => void;
}

/** The class that is called `Bulk` at the prompt: the library's own, with waits that Ctrl-C ends and that show their progress. */
export function promptBulk(hooks: PromptHooks): typeof PlainBulk {
  return class Bulk extends PlainBulk {
    #info: LoginInfo | undefined;

    constructor(options: BulkOptions = {}) {
      super({ onWarning: hooks.onWarning, ...options });
    }

    override async login(...given: LoginArguments): Promise<LoginInfo> {
      this.#info = await super.login(...given);
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

    override jobWait(options: WaitOptions = {}): Promise<JobInfo> {
      return super.jobWait({ signal: hooks.signal(), onProgress: hooks.onProgress, ...options });
    }

    [inspect.custom](): string {
      const where = this.#info === undefined ? 'not logged in' : `logged in to ${this.#info.instanceUrl}`;
      return `Bulk (${where}; ${this.usage.calls} calls so far)`;
    }
  };
}

const DELETING: ReadonlySet<string> = new Set(['delete', 'hardDelete']);
