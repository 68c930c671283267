import { AccountingException, OutOfOrderException } from '../../errors';
import { type BatchInfo } from '../../records/types';
import { type EndedBatch } from '../job/batches';
import { type Work } from '../work';

/**
 * Rows that were not given to this object would stand among those that were. In a job that was taken over, nobody knows.
 *
 * @throws {OutOfOrderException} while data is being sent: what is there already may be ours
 * @throws {AccountingException} for batches of a load that this object has not sent
 */
export function refuseForeign({ gate, state }: Work, batches: readonly EndedBatch[]): void {
  if (state.plan?.isAttached === true) return;
  const [first, ...others] = batches.filter(({ sent }) => sent === undefined).map(({ info }) => info);
  if (first === undefined) return;
  if (gate.isShared) throw isBeingSent(first);
  const ids = [first, ...others].map(({ id }) => id).join(', ');
  throw new AccountingException(`Job ${first.jobId} has batches that were not sent from here: ${ids}`, {
    jobId: first.jobId,
    batchId: first.id,
    advice:
      'Somebody else has added rows, or a request that was taken for lost has arrived late. ' +
      'batchResult() has the results of each batch.',
  });
}

function isBeingSent({ jobId }: BatchInfo): OutOfOrderException {
  return new OutOfOrderException('Data is being sent: await batchCreate() before what became of it', {
    jobId,
    advice: 'Write: await bulk.batchCreate(…).',
  });
}
