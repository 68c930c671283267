/** Questions about batches: which there are, which have ended, and which hold results. */
import { type KnownJob } from '../../dialects/dialect';
import { OutOfOrderException } from '../../errors';
import { isEndedBatch, isQueryOperation } from '../../records/infos';
import { type BatchInfo } from '../../records/types';
import { chunkedOriginals } from './chunked-originals';
import { type KnownBatch } from './job-state';
import { toldRows } from '../reading/result-count';
import { refuseLate, settleDoubts } from '../sending/unanswered';
import { type Work } from '../work';

/** A batch that has ended, with what is known of it. */
export interface EndedBatch {
  readonly job: KnownJob;
  readonly info: BatchInfo;
  /** What was sent in it; undefined for a batch that this object did not add. */
  readonly sent: KnownBatch | undefined;
}

/** Every batch of the job, in the order of the state. In 1.0 one API call; in 2.0 one for each that has not ended. */
export async function listBatches({ dialect, state }: Work, method: string): Promise<BatchInfo[]> {
  return state.remember(await dialect.listBatches(state.known(method)));
}

/** A batch that is not in the list, though it was added, has not ended. */
export function isCompleted({ batchIds }: KnownJob, batches: readonly BatchInfo[]): boolean {
  const listed = new Set(batches.map(({ id }) => id));
  return batchIds.every((id) => listed.has(id)) && batches.every(isEndedBatch);
}

/**
 * The batches whose results make up the job's, or the one that is asked for; throws while one of them is still worked on.
 */
export async function endedBatches(work: Work, method: string, batchId?: string): Promise<EndedBatch[]> {
  if (batchId === undefined) await settleDoubts(work, work.state.known(method));
  const job = work.state.known(method);
  const batches = batchId === undefined ? await listBatches(work, method) : [await work.dialect.getBatch(job, batchId)];
  batches.forEach(refuseUnended);
  if (batchId === undefined) refuseUnlisted(job, batches);
  // Rows that a load has twice are for the receipt to tell; those of a query must not be read twice.
  if (isQueryJob(job) && batchId === undefined) await refuseLate(work, job);
  const originals = isQueryJob(job) ? await chunkedOriginals(work, job, batches) : [];
  const ended = batches
    .filter((info) => !originals.includes(info))
    .map((info) => ({ job, info, sent: work.state.batch(info.id) }));
  work.reading.begin(ended.map(resultsDue));
  return ended;
}

/** How many results there must be: as many as rows were sent, or else as many as the service has counted. */
export function resultsDue({ info, sent }: EndedBatch): number | undefined {
  return sent?.rows ?? toldRows(info);
}

export function isQueryJob({ info }: KnownJob): boolean {
  return isQueryOperation(info.operation);
}

/** Whether a batch ended before the service came to any of its rows. */
export function isUntouched(info: BatchInfo): boolean {
  return info.state !== 'Completed' && info.numberRecordsProcessed === 0;
}

/** What is not in the list has not ended; without it the results would pass for whole. */
function refuseUnlisted({ info, batchIds }: KnownJob, batches: readonly BatchInfo[]): void {
  const listed = new Set(batches.map(({ id }) => id));
  const unlisted = batchIds.find((id) => !listed.has(id));
  if (unlisted === undefined) return;
  throw new OutOfOrderException(
    `Batch ${unlisted} was sent, and is not in the service's list: call jobWait() before results`,
    {
      jobId: info.id,
      batchId: unlisted,
      advice: 'Wait until jobIsCompleted() is true.',
    },
  );
}

function refuseUnended(info: BatchInfo): void {
  if (isEndedBatch(info)) return;
  throw new OutOfOrderException(`Batch ${info.id} is ${info.state}: call jobWait() before its result`, {
    jobId: info.jobId,
    batchId: info.id,
    advice: 'Wait until jobIsCompleted() is true.',
  });
}

/** The error for who wants to load into a query. */
export function queryTakesNoRows({ info }: KnownJob): OutOfOrderException {
  return new OutOfOrderException(`Job ${info.id} is a query: call batchCreate() with its SOQL`, { jobId: info.id });
}
