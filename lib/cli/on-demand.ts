/** What only some commands need, and what takes longer to load than most commands take to run. */
/* eslint-disable @typescript-eslint/no-require-imports -- an import is loaded at once, or can only be waited for */
import type * as Port from '../port/index';
import type * as PracticeOrg from '../practice-org/index';
import type * as Repl from '../repl/index';

export function loadPort(): typeof Port {
  return require('../port/index') as typeof Port;
}

export function loadPracticeOrg(): typeof PracticeOrg {
  return require('../practice-org/index') as typeof PracticeOrg;
}

export function loadRepl(): typeof Repl {
  return require('../repl/index') as typeof Repl;
}
