/** What the service does with a batch once its turn has come. */
import { type OrgContext } from './context';
import { type BatchOutcome } from './job-settings';
import { type Batch } from './job';
import { type Attempt, BatchRequeued, loadBatch, unfinished } from './load-batch';
import { queryBatch } from './query-batch';
import { BatchFailure } from './store/types';

export interface Processing {
  readonly batch: Batch;
  /** Less than 1: an abort came after that much of the batch's time. */
  readonly share: number;
}

export const processBatch = async (org: OrgContext, { batch, share }: Processing): Promise<BatchOutcome> => {
  const attempt = { batch, share, fault: org.faults.forBatch(batch), results: [...batch.results] };
  try {
    if (attempt.fault?.do === 'retry-batch') throw new BatchRequeued('Timeout', 'Processing took too long');
    // A query has no records to get through before it fails.
    if (attempt.fault?.do === 'fail-batch' && batch.job.isQuery) throw unfinished();
    return batch.job.isQuery ? queryBatch(org, batch) : await loadBatch(org, attempt);
  } catch (error) {
    return { state: stateAfter(error, attempt), stateMessage: reason(error), results: attempt.results };
  }
};

const stateAfter = (error: unknown, { batch: { job, retries } }: Attempt): 'Queued' | 'Failed' => {
  return error instanceof BatchRequeued && retries < job.retriesAllowed ? 'Queued' : 'Failed';
};

/** A fault of the org's own is told as the service tells of its own, and harms no other batch. */
export const reason = (error: unknown): string => {
  if (error instanceof BatchFailure) return `${error.exceptionCode} : ${error.message}`;
  return `InternalServerError : ${error instanceof Error ? error.message : String(error)}`;
};
