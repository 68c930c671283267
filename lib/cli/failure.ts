import { BulkException, InputException, StillRunningException } from '../index';
import { EXIT, type CommandWorld, type Terminal } from './terminal';
import { UsageError } from './usage-error';

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
  if (error instanceof UsageError) return EXIT.usage;
  if (error instanceof StillRunningException || isInterruption(error)) return EXIT.stillRunning;
  // Before there is a job, it is what was given to the command that is wrong.
  if (error instanceof InputException && error.jobId === undefined) return EXIT.usage;
  return EXIT.jobFailed;
}

function failureText(error: unknown): string {
  if (isInterruption(error)) return 'Interrupted: the waiting has ended; what the org has taken on goes on there.';
  if (!(error instanceof BulkException)) return error instanceof Error ? error.message : String(error);
  const advice = error instanceof StillRunningException ? undefined : error.advice;
  return [
    `${error.name}: ${error.message}`,
    ...(advice === undefined ? [] : [`  → ${advice}`]),
    ...(isOnServer(error) ? [`  → ${nextSteps(error.jobId ?? '')}`] : []),
  ].join('\n');
}

/** Who waited in vain has been told already how to go on; and in 2.0 the library's own jobs have no id at the server. */
function isOnServer(error: BulkException): boolean {
  return !(error instanceof StillRunningException) && error.jobId?.startsWith('750') === true;
}

/** How to go on with a job whose command has ended. */
export function nextSteps(jobId: string, suffix = ''): string {
  const [status, result, abort] = ['status', 'result', 'abort'].map((name) => `sfbulk ${name} ${jobId}${suffix}`);
  return `To go on: ${status}, ${result}, or ${abort}`;
}

function isInterruption(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
