/** How to go on with a job whose command has ended, in words that can be pasted. */
import { BulkException, InputException, type BatchInfo, type Bulk, type JobInfo } from '../index';
import { shellWord } from './shell-word';
import { apiWords, orgWords, type SignInOptions } from './sign-in';
import { type Terminal } from './terminal';

/** A job that a command works on, as far as the command knows it without asking. */
export interface KnownHere {
  readonly job?: JobInfo;
  /** Those that were sent. */
  readonly batches?: () => readonly BatchInfo[];
}

export interface CutShort extends KnownHere {
  /** Undefined where the work begins with making one, of a journal. */
  readonly bulk: Bulk | undefined;
  readonly error: unknown;
  readonly options: SignInOptions & { readonly journal?: string };
  readonly terminal: Terminal;
  /** What gives the rows again to who resumes. */
  readonly rowsAgain: string;
}

export async function waysOn(cut: CutShort): Promise<string[]> {
  const { error, options, terminal, rowsAgain } = cut;
  const words = orgWords(options);
  if (words === undefined) return ['The practice org of this command, and the job in it, are gone'];
  if (options.journal !== undefined && !isAboutRows(error))
    return [`To go on: sfbulk resume ${shellWord(options.journal)}${rowsAgain}${words}`];
  const { ids, isOfTwo } = await jobsOf(cut);
  const api = isOfTwo ? ' --api 2.0' : apiWords(options, terminal);
  return ids.map((id) => nextSteps(id, `${words}${api}`));
}

/** Rows that cannot be sent are other rows when they have been mended: a journal does not wait for them. */
function isAboutRows(error: unknown): boolean {
  return error instanceof InputException && error.batchesIn !== undefined;
}

function nextSteps(jobId: string, suffix: string): string {
  const [status, result, abort] = ['status', 'result', 'abort'].map((name) => `sfbulk ${name} ${jobId}${suffix}`);
  return `To go on: ${status}, ${result}, or ${abort}`;
}

interface ServerJobs {
  readonly ids: readonly string[];
  /** That they are of 2.0 is known by the job's id. */
  readonly isOfTwo: boolean;
}

/** The org is asked only for what is not known: it may be its silence that has cut the work short. */
async function jobsOf({ bulk, error, job, batches }: CutShort): Promise<ServerJobs> {
  const told = error instanceof BulkException ? error : undefined;
  const id = job?.id ?? told?.jobId;
  if (id !== undefined && isKnownToServer(id)) return { ids: [id], isOfTwo: false };
  const sent = batches?.().map((batch) => batch.id) ?? [];
  const ids = sent.length > 0 ? sent : (told?.batchesIn ?? []);
  if (ids.length > 0 || bulk === undefined) return { ids, isOfTwo: true };
  // Who is told how to go on must not be told of a second failure instead.
  return serverJobs(bulk).catch(() => ({ ids: [], isOfTwo: false }));
}

/** The jobs by the ids that the server knows: in 2.0 each batch is one. */
export async function serverJobs(bulk: Bulk, job?: JobInfo): Promise<ServerJobs> {
  const { id } = job ?? (await bulk.jobStatus());
  return isKnownToServer(id)
    ? { ids: [id], isOfTwo: false }
    : { ids: Object.keys(await bulk.batchStatus()), isOfTwo: true };
}

/** A load of 2.0 that was made here has an id of the library's. */
export function isKnownToServer(id: string): boolean {
  return id.startsWith('750');
}
