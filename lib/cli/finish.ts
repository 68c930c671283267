import { StillRunningException, type Bulk, type JobInfo, type Receipt } from '../index';
import { nextSteps } from './failure';
import { writeOutcomes, type OutcomeFiles } from './outcome-files';
import { ProgressLine } from './progress';
import { type CsvRow } from './mapping';
import { EXIT, type Terminal } from './terminal';

export interface FinishOptions extends OutcomeFiles {
  /** Seconds. */
  readonly wait?: number;
  readonly json?: true;
}

export interface Finishing {
  readonly options: FinishOptions;
  readonly terminal: Terminal;
  /** How many rows there are, where that is known. */
  readonly rows?: number | undefined;
  readonly originals?: (() => AsyncIterable<CsvRow>) | undefined;
}

/** Waits for a load to end, and gives account of it. Resolves with the exit code. */
export async function finishLoad(bulk: Bulk, finishing: Finishing): Promise<number> {
  const { options, terminal, originals } = finishing;
  const job = await waitFor(bulk, finishing);
  const receipt = await bulk.jobReceipt();
  if (options.success !== undefined || options.errors !== undefined) {
    await writeOutcomes(bulk, options, originals?.());
  }
  const exitCode = exitCodeFor(job, receipt);
  if (options.json === true) terminal.stdout.write(`${JSON.stringify({ receipt, state: job.state, exitCode })}\n`);
  else terminal.stdout.write(`${String(receipt)}\n`);
  return exitCode;
}

/** @throws {StillRunningException} when the seconds are over */
export async function waitFor(bulk: Bulk, { options, terminal, rows }: Finishing): Promise<JobInfo> {
  const { signal, stderr } = terminal;
  const line = new ProgressLine(terminal, rows);
  const timeout = options.wait === undefined ? {} : { timeout: options.wait };
  try {
    return await bulk.jobWait({
      ...timeout,
      signal,
      onProgress: (progress) => {
        line.show(progress);
      },
    });
  } catch (error) {
    line.clear();
    if (signal.aborted || error instanceof StillRunningException) {
      for (const text of await waysOn(bulk)) stderr.write(`${text}\n`);
    }
    throw error;
  } finally {
    line.clear();
  }
}

async function waysOn(bulk: Bulk): Promise<string[]> {
  const { ids, isOfTwo } = await serverJobs(bulk);
  return ids.map((id) => nextSteps(id, isOfTwo ? ' --api 2.0' : ''));
}

/** The jobs by the ids that the server knows: in 2.0 each batch is one. */
export async function serverJobs(bulk: Bulk): Promise<{ ids: readonly string[]; isOfTwo: boolean }> {
  const { id } = await bulk.jobStatus();
  return id.startsWith('750')
    ? { ids: [id], isOfTwo: false }
    : { ids: Object.keys(await bulk.batchStatus()), isOfTwo: true };
}

function exitCodeFor(job: JobInfo, { failed, notProcessed }: Receipt): number {
  if (hasFailed(job)) return EXIT.jobFailed;
  return failed + notProcessed === 0 ? EXIT.ok : EXIT.failed;
}

/** A batch that failed leaves rows behind that nobody has looked at. */
export function hasFailed({ state, numberBatchesFailed }: JobInfo): boolean {
  return state === 'Failed' || state === 'Aborted' || numberBatchesFailed > 0;
}
