import { BulkException, InputException, LoginException, SessionException, StillRunningException } from '../index';
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
  return error instanceof InputException || error instanceof LoginException || error instanceof SessionException;
}

function failureText(error: unknown): string {
  if (error instanceof Unfinished) return [...reasonOf(error.cause), ...error.waysOn].join('\n');
  const ways = error instanceof BulkException && isOnServer(error) ? [`  → ${nextSteps(error.jobId ?? '')}`] : [];
  return [...reasonOf(error), ...ways].join('\n');
}

function reasonOf(error: unknown): string[] {
  if (isInterruption(error)) return ['Interrupted: what the org has taken on goes on there'];
  if (!(error instanceof BulkException)) return [error instanceof Error ? error.message : String(error)];
  // Its advice is for programs.
  const advice = error instanceof StillRunningException ? undefined : error.advice;
  return [`${error.name}: ${error.message}`, ...(advice === undefined ? [] : [`  → ${advice}`])];
}

/** In 2.0 the library's own jobs have no id at the server. */
function isOnServer({ jobId }: BulkException): boolean {
  return jobId?.startsWith('750') === true;
}

/** How to go on with a job whose command has ended. */
export function nextSteps(jobId: string, suffix = ''): string {
  const [status, result, abort] = ['status', 'result', 'abort'].map((name) => `sfbulk ${name} ${jobId}${suffix}`);
  return `To go on: ${status}, ${result}, or ${abort}`;
}

export function isInterruption(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
