import { UnsettledException } from '../../errors';
import { hasCode } from '../../errors/has-code';
import { csvRecords } from '../../records/csv-records';
import { isEndedBatch, isQueryOperation } from '../../records/infos';
import { type BatchInfo } from '../../records/types';
import { type Api } from '../../transport/transport';
import { type V2JobType } from '../../wire/v2';
import { type KnownJob, type LostBatch } from '../dialect';
import { type JobSummary } from '../rest';
import { askDone, askJson, type JsonRecord } from '../rest-control';
import { goesAtOnce } from './create-load';
import { toBatchInfo } from './infos';
import { likenessOf, type Likeness } from './load-results';
import { type V2Requests } from './requests';

export interface LostSearch {
  readonly api: Api;
  readonly requests: V2Requests;
  readonly listJobs: (jobType: V2JobType) => Promise<JobSummary[]>;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/**
 * A batch whose outcome is unknown. A query changes nothing, so it is as good as never sent. A server's job that is known
 * tells its own story: while it is open it holds nothing that counts, and is given up; one that is gone tells nothing, and
 * leaves a doubt. Only a job that was made, filled and completed in one request has to be looked for.
 */
export async function findLost(search: LostSearch, job: KnownJob, lost: LostBatch): Promise<BatchInfo | undefined> {
  if (isQueryOperation(job.info.operation)) return undefined;
  if (lost.serverJobId !== undefined) return storyOf(search, job, { ...lost, serverJobId: lost.serverJobId });
  if (lost.body === undefined || !goesAtOnce(lost.body)) return undefined;
  return findByRows(search, job, { lost, body: lost.body });
}

interface ByRows {
  readonly lost: LostBatch;
  readonly body: Uint8Array;
}

/**
 * Among the jobs that nobody knows, the one that holds the rows. That a job gives back other values proves nothing: the org
 * rounds, converts and completes them.
 */
async function findByRows(search: LostSearch, job: KnownJob, { lost, body }: ByRows): Promise<BatchInfo | undefined> {
  const rows = csvRecords(body).length - 1;
  const doubtful: string[] = [];
  for (const { id, createdDate } of await candidates(search, job, lost)) {
    const info = await ended(search, job, id);
    if (info === undefined || !canHold(info, rows)) continue;
    const compare = (what: Uint8Array): Promise<Likeness> =>
      likenessOf(search.api, search.requests, { job, info, body: what, rows });
    const isRecent = createdDate.getTime() >= lost.since - CLOCKS_DIFFER_BY;
    const likeness = await compare(body);
    if (likeness === 'same') {
      if (isRecent) return info;
      throw unsettled(job, id, `job ${id} holds the same rows, and by the clock of this machine it is older`);
    }
    const isLike = likeness === 'as many' || countsLike(info, rows);
    if (isRecent && isLike && !(await isAnyOf(lost.others, compare))) doubtful.push(id);
  }
  const [first] = doubtful;
  if (first === undefined || !lost.refusesDoubt) return undefined;
  throw unsettled(
    job,
    first,
    `job ${doubtful.join(', ')} was made since, or up to five minutes before, and holds as many rows with other values`,
  );
}

/** What has ended well and counts nothing may not count at all: its results tell. */
function canHold(info: BatchInfo, rows: number): boolean {
  return countsLike(info, rows) || (info.state === 'Completed' && info.numberRecordsProcessed === 0);
}

/** By the number of its rows; of a job that has failed, only the most is known. */
function countsLike({ state, numberRecordsProcessed }: BatchInfo, rows: number): boolean {
  return state === 'Completed' ? numberRecordsProcessed === rows : numberRecordsProcessed <= rows;
}

async function isAnyOf(
  bodies: readonly Uint8Array[],
  compare: (body: Uint8Array) => Promise<Likeness>,
): Promise<boolean> {
  for (const body of bodies) if ((await compare(body)) === 'same') return true;
  return false;
}

async function storyOf(
  { api, requests }: LostSearch,
  job: KnownJob,
  { serverJobId, refusesDoubt }: Pick<LostBatch, 'refusesDoubt'> & { readonly serverJobId: string },
): Promise<BatchInfo | undefined> {
  const record = await askJson(api, requests.getJob(job, serverJobId)).catch(undefinedWhenGone);
  if (record === undefined && refusesDoubt) throw gone(job, serverJobId);
  if (record === undefined || record.state === 'Aborted') return undefined;
  if (record.state !== 'Open') return toBatchInfo(record, job.info.id);
  await askDone(api, requests.abort(job, serverJobId));
  return undefined;
}

function undefinedWhenGone(error: unknown): JsonRecord | undefined {
  if (hasCode(error, 'NOT_FOUND')) return undefined;
  throw error;
}

/** The service forgets a job after days, and anybody may delete it: what it held is in the org nevertheless. */
function gone({ info }: KnownJob, serverJobId: string): UnsettledException {
  return new UnsettledException(
    `It is not known whether the last batch arrived: job ${serverJobId} was made for it, and is gone`,
    {
      jobId: info.id,
      batchId: serverJobId,
      advice: 'Nothing was sent twice. Look for the rows in the org, and load those that are not there in a new job.',
    },
  );
}

/** A job that is older than this may still be the one that was lost, if this machine's clock is wrong. */
const CLOCKS_DIFFER_BY = 300_000;

/** No clock is wrong by more than this. */
const OLDEST = 86_400_000;

/** Jobs that may be the one, the newest first. */
async function candidates({ listJobs }: LostSearch, { info }: KnownJob, lost: LostBatch): Promise<JobSummary[]> {
  const wanted = info.object.toLowerCase();
  const found = (await listJobs(wanted.endsWith('__b') ? 'BigObjectIngest' : 'V2Ingest')).filter(
    ({ id, operation, object, state, createdDate }) =>
      !lost.knownIds.has(id) &&
      operation === info.operation &&
      // The service spells it as the org does.
      object.toLowerCase() === wanted &&
      state !== 'Open' &&
      createdDate.getTime() >= lost.since - OLDEST,
  );
  return found.sort((a, b) => b.createdDate.getTime() - a.createdDate.getTime());
}

const POLLS = 60;
const POLL_PAUSE = 10_000;

/** Its results show whose rows it holds, and come when it has ended; undefined when it has gone meanwhile. */
async function ended({ api, requests, sleep }: LostSearch, job: KnownJob, id: string): Promise<BatchInfo | undefined> {
  for (let poll = 0; poll < POLLS; poll++) {
    const record = await askJson(api, requests.getJob(job, id)).catch(undefinedWhenGone);
    if (record === undefined) return undefined;
    const info = toBatchInfo(record, job.info.id);
    if (isEndedBatch(info)) return info;
    await sleep(POLL_PAUSE);
  }
  throw unsettled(job, id, `job ${id} may hold it, and has not ended`);
}

function unsettled({ info }: KnownJob, serverJobId: string, evidence: string): UnsettledException {
  return new UnsettledException(`It is not known whether the last batch arrived: ${evidence}`, {
    jobId: info.id,
    batchId: serverJobId,
    advice: 'Nothing was sent twice. Look at that job in the org before you go on.',
  });
}
