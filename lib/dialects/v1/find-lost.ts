import { createHash } from 'node:crypto';
import { RefusedException, UnsettledException } from '../../errors';
import { type BatchInfo } from '../../records/types';
import { type KnownJob, type LostBatch } from '../dialect';

export interface LostSearch {
  readonly lost: LostBatch;
  readonly listBatches: (job: KnownJob) => Promise<BatchInfo[]>;
  readonly batchRequest: (job: KnownJob, batchId: string) => AsyncIterable<Uint8Array>;
}

/**
 * Among the job's batches that nobody knows, the one that holds what was sent. That the service does not show one of them
 * leaves a doubt; that it cannot be asked at the moment is no word on any batch.
 */
export async function findLost(
  job: KnownJob,
  { lost, listBatches, batchRequest }: LostSearch,
): Promise<BatchInfo | undefined> {
  const strangers = (await listBatches(job)).filter(({ id }) => !lost.knownIds.has(id));
  const unreadable: string[] = [];
  for (const info of strangers) {
    try {
      if ((await hashOf(batchRequest(job, info.id))) === lost.sha256) return info;
    } catch (error) {
      if (!(error instanceof RefusedException)) throw error;
      unreadable.push(`${info.id} (${error.message})`);
    }
  }
  if (unreadable.length > 0) throw unsettled(job, unreadable);
  return undefined;
}

async function hashOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of chunks) hash.update(chunk);
  return hash.digest('hex');
}

function unsettled({ info }: KnownJob, unreadable: readonly string[]): UnsettledException {
  return new UnsettledException(
    `It is not known whether the last batch arrived: the service does not show what is in ${unreadable.join(', ')}`,
    { jobId: info.id, advice: 'Nothing was sent twice. Look at these batches in the org before you go on.' },
  );
}
