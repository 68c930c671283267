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
    ...(error.jobId === undefined ? [] : [`  → ${nextSteps(error.jobId)}`]),
  ].join('\n');
}

/** How to go on with a job whose command has ended. */
export function nextSteps(jobId: string): string {
  return `To go on: sfbulk status ${jobId}, sfbulk result ${jobId}, or sfbulk abort ${jobId}`;
}

function isInterruption(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
