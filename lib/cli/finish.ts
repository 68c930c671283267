import {
  BulkException,
  ConnectionException,
  JournalException,
  LoginException,
  ServiceException,
  SessionException,
  StillRunningException,
  type BatchInfo,
  type Bulk,
  type JobInfo,
  type Receipt,
  type WatchOptions,
} from '../index';
import { adviceOnCode } from './advice';
import { isInterruption, Unfinished } from './failure';
import { OutputError } from './output-error';
import { writeOutcomes, type OutcomeFiles } from './outcome-files';
import { ProgressLine } from './progress';
import { type CsvRow } from './mapping';
import { apiWords, orgWords, type SignInOptions } from './sign-in';
import { EXIT, sayBelow, type Terminal } from './terminal';
import { isKnownToServer, serverJobs, waysOn, type KnownHere } from './ways-on';

export interface FinishOptions extends OutcomeFiles, SignInOptions {
  /** Seconds. */
  readonly wait?: number;
  readonly json?: true;
  readonly journal?: string;
}

/** A job that a command works on. */
export interface Finishing {
  readonly options: FinishOptions;
  readonly terminal: Terminal;
  readonly line: ProgressLine;
  readonly originals?: (() => AsyncIterable<CsvRow>) | undefined;
  /** Those that were sent, where they are known: asking for them would be more calls. */
  readonly batches?: readonly BatchInfo[];
}

interface OnJob extends KnownHere {
  readonly options: FinishOptions;
  readonly terminal: Terminal;
  /** How many rows there are, where that is known. */
  readonly rows?: number | undefined;
  /** What gives the rows again to who resumes, where the journal does not lead to them: ` - --map contacts.sdl`. */
  readonly rowsAgain?: string;
}

/**
 * Works on a job under a line of progress. What cuts it short also says how to go on.
 *
 * @param bulk undefined where the work begins with making one, of a journal
 */
export async function onJob<Result>(
  bulk: Bulk | undefined,
  { options, terminal, rows, rowsAgain = '', ...known }: OnJob,
  work: (finishing: Finishing) => Promise<Result>,
): Promise<Result> {
  const line = new ProgressLine(terminal, rows);
  const sayWhatIsWaitedFor = (): void => {
    if (line.sentSoFar !== undefined) sayBelow(terminal, 'Waiting for the batches on their way; Ctrl-C again does not');
  };
  terminal.signal.addEventListener('abort', sayWhatIsWaitedFor);
  try {
    return await work({ options, terminal, line });
  } catch (error) {
    if (!isCutShort(error, { options, line })) throw error;
    const sent = line.sentSoFar;
    const isSent = bulk !== undefined && sent === undefined;
    throw new Unfinished(error, [
      ...(sent === undefined ? [] : [sent]),
      ...(await waysOn({ ...known, bulk, error, options, terminal, rowsAgain: isSent ? '' : rowsAgain })),
    ]);
  } finally {
    terminal.signal.removeEventListener('abort', sayWhatIsWaitedFor);
    line.clear();
  }
}

/** Whether there is something left of the job to go on with. */
function isCutShort(error: unknown, { options, line }: Pick<Finishing, 'line' | 'options'>): boolean {
  if (isInterruption(error) || error instanceof StillRunningException || error instanceof OutputError) return true;
  if (!(error instanceof BulkException) || error instanceof JournalException || error instanceof LoginException)
    return false;
  return options.journal !== undefined || line.sentSoFar !== undefined || PASSING.some((kind) => error instanceof kind);
}

/** Failures of the way to the org rather than of the job. */
const PASSING = [ConnectionException, ServiceException, SessionException];

/** Waits for a load to end, and gives account of it. Resolves with the exit code. */
export async function finishLoad(bulk: Bulk, finishing: Finishing): Promise<number> {
  const { options, terminal, originals } = finishing;
  const job = await waitFor(bulk, finishing);
  const receipt = await bulk.jobReceipt(watching(finishing));
  finishing.line.clear();
  const exitCode = exitCodeFor(job, receipt);
  if (exitCode !== EXIT.ok) await sayWhy(bulk, { job, receipt }, finishing);
  const { success, errors } = options;
  const { stdout, stderr, onOutcome } = terminal;
  const text = await accountText({ job, receipt, exitCode }, bulk, finishing);
  onOutcome?.(exitCode);
  (success === '-' || errors === '-' ? stderr : stdout).write(`${text}\n`);
  // After the account, which is of more use than they are should the disk be full.
  if (success !== undefined || errors !== undefined)
    await writeOutcomes(bulk, {
      files: options,
      stdout,
      originals: originals?.(),
      watching: watching(finishing, success, errors),
    });
  return exitCode;
}

interface Account {
  readonly job: JobInfo;
  readonly receipt: Receipt;
  readonly exitCode: number;
}

/** Of 2.0 the receipt has an id of the library's, which no other command could do anything with. */
async function accountText({ job, receipt, exitCode }: Account, bulk: Bulk, finishing: Finishing): Promise<string> {
  const { options, batches } = finishing;
  const isKnown = isKnownToServer(job.id);
  const sent = isKnown ? [job.id] : batches?.map(({ id }) => id);
  if (options.json === true) {
    const jobIds = sent ?? (await serverJobs(bulk, job)).ids;
    return JSON.stringify({ receipt, state: job.state, jobIds, exitCode });
  }
  return [String(receipt), ...(!isKnown && sent !== undefined ? [`in the org as ${sent.join(', ')}`] : [])].join('\n');
}

/** The receipt counts rows by their codes: the service's own words are elsewhere. */
async function sayWhy(
  bulk: Bulk,
  { job, receipt }: { job: JobInfo; receipt: Receipt },
  finishing: Finishing,
): Promise<void> {
  const { options, terminal } = finishing;
  const { stderr } = terminal;
  const batches = hasFailed(job) ? Object.values(await bulk.batchStatus()) : [];
  for (const { id, stateMessage } of batches) if (stateMessage !== null) stderr.write(`Batch ${id}: ${stateMessage}\n`);
  for (const { statusCode } of receipt.failures) stderr.write(whatToDoText(statusCode));
  if (options.errors === undefined) stderr.write(await wayToErrors(bulk, job, finishing));
}

function whatToDoText(code: string): string {
  const advice = adviceOnCode(code);
  return advice === undefined ? '' : `${code}: ${advice}\n`;
}

/** Not by giving the command again: an insert would load its rows a second time. */
async function wayToErrors(bulk: Bulk, job: JobInfo, { options, terminal }: Finishing): Promise<string> {
  const words = orgWords(options);
  if (words === undefined) return 'With --errors FILE, each row that failed is written beside its errors\n';
  const { ids, isOfTwo } = await serverJobs(bulk, job);
  const api = isOfTwo ? ' --api 2.0' : apiWords(options, terminal);
  const ways = ids.map((id) => `sfbulk result ${id} --errors FILE${words}${api}`);
  return `To have each row that failed beside its errors: ${ways.join(' and ')}\n`;
}

/** @throws {StillRunningException} when the seconds are over */
export async function waitFor(bulk: Bulk, { options: { wait }, terminal, line }: Finishing): Promise<JobInfo> {
  const timeout = wait === undefined ? {} : { timeout: wait };
  const job = await bulk.jobWait({ ...timeout, ...watching({ terminal, line }) });
  line.clear();
  return job;
}

/** What a long call takes: Ctrl-C ends it, and a line tells how far it is, unless rows go to stdout, which may end on the same terminal. */
export function watching(
  { terminal: { signal }, line: { onProgress } }: Pick<Finishing, 'line' | 'terminal'>,
  ...outputs: (string | undefined)[]
): WatchOptions {
  return outputs.includes('-') ? { signal } : { signal, onProgress };
}

function exitCodeFor(job: JobInfo, { failed, notProcessed }: Receipt): number {
  if (hasFailed(job)) return EXIT.jobFailed;
  return failed + notProcessed === 0 ? EXIT.ok : EXIT.failed;
}

/** A batch that failed leaves rows behind that nobody has looked at. */
export function hasFailed({ state, numberBatchesFailed }: JobInfo): boolean {
  return state === 'Failed' || state === 'Aborted' || numberBatchesFailed > 0;
}
