import { type Bulk, BulkException, sleep } from '../index';
import { type PracticeOrg } from '../practice-org/index';
import { unlessInterrupted } from './interruption';
import { promptBulk, type PromptHooks } from './prompt-bulk';
import { type Screen } from './screen';

export interface ScopeParts {
  readonly org: PracticeOrg;
  readonly screen: Screen;
  readonly hooks: PromptHooks;
}

export interface Scope extends Record<string, unknown> {
  readonly Bulk: typeof Bulk;
}

/** The names that lines begin with. */
export function scopeOf({ org, screen, hooks }: ScopeParts): Scope {
  const Bulk = promptBulk(hooks);
  const interruptible = (seconds: number): Promise<void> =>
    unlessInterrupted(hooks.signal(), sleep(seconds, hooks.signal()));
  return {
    console: screen.console,
    ...HOST_CLASSES,
    Bulk,
    BulkException,
    sleep: interruptible,
    org,
    bulk: new Bulk(),
  };
}

/** The prompt has a realm of its own: with these, `new Date()` there is a `Date` to the library too. */
const HOST_CLASSES = { Date, Error, Uint8Array };
