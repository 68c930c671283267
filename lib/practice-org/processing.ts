/** What the service does with a batch once its turn has come. */
import { type OrgContext } from './context';
import { type BatchOutcome } from './job-settings';
import { type Batch } from './jobs';
import { type Attempt, BatchRequeued, loadBatch, unfinished } from './load-batch';
import { queryBatch } from './query-batch';
import { BatchFailure } from './store/types';

export const processBatch = async (org: OrgContext, batch: Batch): Promise<BatchOutcome> => {
  const attempt = { batch, fault: org.faults.forBatch(batch), results: [...batch.results] };
  try {
    if (attempt.fault?.do === 'retry-batch') throw new BatchRequeued('Timeout', 'Processing took too long');
    // A query has no records to get through before it fails.
    if (attempt.fault?.do === 'fail-batch' && batch.job.isQuery) throw unfinished();
    return batch.job.isQuery ? queryBatch(org, batch) : await loadBatch(org, attempt);
  } catch (error) {
    return { state: stateAfter(error, attempt), stateMessage: reason(error), results: attempt.results };
  }
};

const QUERY_RETRIES = 15;
const LOAD_RETRIES = 10;

const stateAfter = (error: unknown, { batch: { job, retries } }: Attempt): 'Queued' | 'Failed' => {
  const mayRetry = !job.settings.isRetryDisabled && retries < (job.isQuery ? QUERY_RETRIES : LOAD_RETRIES);
  return error instanceof BatchRequeued && mayRetry ? 'Queued' : 'Failed';
};

/** A fault of the org's own is told as the service tells of its own, and harms no other batch. */
const reason = (error: unknown): string => {
  if (error instanceof BatchFailure) return `${error.exceptionCode} : ${error.message}`;
  return `InternalServerError : ${error instanceof Error ? error.message : String(error)}`;
};
