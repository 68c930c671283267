import { AccountingException } from '../errors';
import { type EndedBatch } from './batches';
import { type Work } from './work';

/**
 * Rows that were not given to this object would stand among those that were. In a job that was taken over, nobody knows.
 *
 * @throws {AccountingException} for batches of a load that this object has not sent
 */
export function refuseForeign({ state }: Work, batches: readonly EndedBatch[]): void {
  if (state.plan?.isAttached === true) return;
  const [first, ...others] = batches.filter(({ sent }) => sent === undefined).map(({ info }) => info);
  if (first === undefined) return;
  const ids = [first, ...others].map(({ id }) => id).join(', ');
  throw new AccountingException(`Job ${first.jobId} has batches that were not sent from here: ${ids}`, {
    jobId: first.jobId,
    batchId: first.id,
    advice:
      'Somebody else has added rows, or a request that was taken for lost has arrived late. ' +
      'batchResult() has the results of each batch.',
  });
}
