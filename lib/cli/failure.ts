import {
  BulkException,
  InputException,
  JournalException,
  LoginException,
  SessionException,
  StillRunningException,
} from '../index';
import { adviceOf, inCommands } from './advice';
import { EXIT, type CommandWorld, type Terminal } from './terminal';
import { UsageError } from './usage-error';

/** Work on a job that was cut short, and how to go on with it. */
export class Unfinished extends Error {
  /** Each is a line of its own. */
  readonly waysOn: readonly string[];

  constructor(cause: unknown, waysOn: readonly string[]) {
    super('The work was cut short', { cause });
    this.waysOn = waysOn;
  }
}

/** Runs a command that is about a job; what it throws is told, and becomes an exit code. */
export async function endAsJob(
  { terminal, end }: CommandWorld,
  work: (terminal: Terminal) => Promise<number>,
): Promise<void> {
  try {
    end(await work(terminal));
  } catch (error) {
    terminal.stderr.write(`${failureText(error)}\n`);
    end(exitCodeOf(error));
  }
}

export function exitCodeOf(error: unknown): number {
  if (error instanceof Unfinished) return exitCodeOf(error.cause);
  if (error instanceof UsageError) return EXIT.usage;
  if (error instanceof StillRunningException || isInterruption(error)) return EXIT.stillRunning;
  // Before there is a job, it is what was given to the command that is wrong.
  if (isAboutWhatWasGiven(error) && error.jobId === undefined) return EXIT.usage;
  return EXIT.jobFailed;
}

function isAboutWhatWasGiven(error: unknown): error is BulkException {
  return ABOUT_WHAT_WAS_GIVEN.some((kind) => error instanceof kind);
}

const ABOUT_WHAT_WAS_GIVEN = [InputException, JournalException, LoginException, SessionException];

function failureText(error: unknown): string {
  if (error instanceof Unfinished) return [textOf(error.cause), ...error.waysOn].join('\n');
  return textOf(error);
}

/** What went wrong, and what to do about it. */
export function textOf(error: unknown): string {
  if (isInterruption(error)) return 'Interrupted: what the org has taken on goes on there';
  if (!(error instanceof BulkException)) return error instanceof Error ? error.message : String(error);
  const advice = adviceOf(error);
  // A text about a row may quote what stands in it.
  const message =
    error instanceof InputException && error.row !== undefined ? error.message : inCommands(error.message);
  return [`${error.name}: ${message}`, ...(advice === undefined ? [] : [`  → ${advice}`])].join('\n');
}

export function isInterruption(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
