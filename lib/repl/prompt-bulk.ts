import { inspect } from 'node:util';
import {
  Bulk as PlainBulk,
  type BulkOptions,
  type JobInfo,
  type LoginArguments,
  type LoginInfo,
  type Progress,
  type ResultOf,
  type ResultRow,
  type WaitOptions,
} from '../index';

type Operation = JobInfo['operation'];

/** What a `Bulk` at the prompt takes from it, and tells it. */
export interface PromptHooks {
  /** Of the line that is being evaluated: Ctrl-C fires it. */
  readonly signal: () => AbortSignal;
  readonly onWarning: (warning: string) => void;
  readonly onProgress: (progress: Progress) => void;
  readonly onLogin: (bulk: PlainBulk, info: LoginInfo) => void;
  /** The number of an outcome's row, before rows that succeeded are left out. */
  readonly onOutcome: (outcome: ResultRow, row: number) => void;
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

    override jobWait(options: WaitOptions = {}): Promise<JobInfo> {
      return super.jobWait({ signal: hooks.signal(), onProgress: hooks.onProgress, ...options });
    }

    override async batchResult<Op extends Operation = Operation>(
      onlyInvalid = false,
    ): Promise<Record<string, ResultOf<Op>[]>> {
      const results = await super.batchResult<Op>();
      for (const [index, result] of Object.values(results).flat().entries()) {
        if (isFailure(result)) hooks.onOutcome(result, index + 1);
      }
      if (!onlyInvalid) return results;
      return Object.fromEntries(Object.entries(results).map(([id, rows]) => [id, rows.filter(isFailure)]));
    }

    [inspect.custom](): string {
      const where = this.#info === undefined ? 'not logged in' : `logged in to ${this.#info.instanceUrl}`;
      return `Bulk (${where}; ${this.usage.calls} calls so far)`;
    }
  };
}

function isFailure(result: object): result is ResultRow {
  return 'success' in result && result.success === false;
}
