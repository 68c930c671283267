import { type KnownJob } from '../../dialects/dialect';
import { type BatchInfo } from '../../records/types';
import { type Work } from '../work';

/**
 * The batches of a query that the service has cut by PK chunking: they stay unprocessed, and others, which it made of them,
 * hold the rows. A batch that an abort has left unprocessed looks the same, and its rows are missing.
 */
export async function chunkedOriginals(
  work: Work,
  job: KnownJob,
  batches: readonly BatchInfo[],
): Promise<readonly BatchInfo[]> {
  const unprocessed = batches.filter(isUnprocessed);
  if (unprocessed.length === 0 || unprocessed.length === batches.length) return [];
  const { plan } = work.state;
  // Of a job that was made elsewhere it is not known whether it has chunks, nor which batches were sent.
  if (plan?.isAttached === true) return (await isAborted(work, job)) ? [] : unprocessed;
  if (plan?.request.pkChunking === undefined) return [];
  const originals = unprocessed.filter(({ id }) => work.state.batch(id) !== undefined);
  const hasChunks = batches.some((info) => work.state.batch(info.id) === undefined && !isUnprocessed(info));
  if (!hasChunks) return [];
  // A chunk does not tell which batch it was made of: after an abort, one of several may have none.
  return originals.length > 1 && (await isAborted(work, job)) ? [] : originals;
}

function isUnprocessed({ state }: BatchInfo): boolean {
  return state === 'NotProcessed';
}

/** Whether an abort may have left batches unprocessed; others than us may have ended the job. */
async function isAborted({ dialect, state }: Work, job: KnownJob): Promise<boolean> {
  if (hasBrokenOff(job.info.state)) return true;
  return hasBrokenOff(state.refresh(await dialect.getJob(job)).state);
}

function hasBrokenOff(state: string): boolean {
  return state === 'Aborted' || state === 'Failed';
}
