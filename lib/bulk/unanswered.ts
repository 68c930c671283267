import { type KnownJob, type UnansweredBatch } from '../dialects/dialect';
import { AccountingException } from '../errors';
import { type BatchInfo } from '../records/types';
import { type JobState } from './job-state';
import { rowsAt } from './places';
import { type Work } from './work';

/**
 * The batch as the service has it; undefined where it does not.
 *
 * @throws {UnsettledException} when something is there that may be the batch
 */
export function findUnanswered(
  { dialect, state }: Work,
  job: KnownJob,
  batch: UnansweredBatch,
): Promise<BatchInfo | undefined> {
  const others = [...state.unanswered].flatMap((other) => (other === batch ? [] : (other.body ?? [])));
  return dialect.findLost(job, { ...batch, knownIds: knownIds(state), others, refusesDoubt: true });
}

function knownIds({ batches }: JobState): Set<string> {
  return new Set(batches.map(({ id }) => id));
}

/**
 * Looks once more for batches that were sent again: a request that something on the way had kept may have arrived since.
 *
 * @throws {AccountingException} when one has: what it holds is there twice
 */
export async function refuseTwins(work: Work, job: KnownJob): Promise<void> {
  for (const { place, unanswered } of work.state.sentAgain) {
    const lost = { ...unanswered, knownIds: knownIds(work.state), others: [], refusesDoubt: false };
    const twin = await work.dialect.findLost(job, lost);
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
