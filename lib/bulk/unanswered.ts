import { type KnownJob, type UnansweredBatch } from '../dialects/dialect';
import { AccountingException } from '../errors';
import { type BatchInfo } from '../records/types';
import { rowsAt } from './places';
import { type Work } from './work';

/** The batch as the service has it; undefined where it does not. */
export function findUnanswered(
  { dialect, state }: Work,
  job: KnownJob,
  unanswered: UnansweredBatch,
): Promise<BatchInfo | undefined> {
  return dialect.findLost(job, { ...unanswered, knownIds: new Set(state.batches.map(({ id }) => id)) });
}

/**
 * Looks once more for batches that were sent again: a request that something on the way had kept may have arrived since.
 *
 * @throws {AccountingException} when one has: what it holds is there twice
 */
export async function refuseTwins(work: Work, job: KnownJob): Promise<void> {
  for (const { place, unanswered } of work.state.sentAgain) {
    const twin = await findUnanswered(work, job, unanswered);
    if (twin !== undefined) throw arrivedTwice(job, rowsAt(place), twin.id);
  }
}

function arrivedTwice({ info }: KnownJob, rows: string, batchId: string): AccountingException {
  return new AccountingException(`The request with ${rows} arrived late, after they had been sent again`, {
    jobId: info.id,
    batchId,
    advice: `Look at ${batchId} in the org: its rows were loaded once more than given. A query is to be made again, in a new job.`,
  });
}
