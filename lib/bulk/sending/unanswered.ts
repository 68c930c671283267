/** Batches that no answer has come to: whether the service has them. */
import { type KnownJob } from '../../dialects/dialect';
import { AccountingException, UnsettledException } from '../../errors';
import { type BatchInfo } from '../../records/types';
import { type JobState, type Unanswered } from '../job/job-state';
import { type Place } from '../job/numbering';
import { rowsAt } from './places';
import { type Work } from '../work';

/** From here on the batch is known to be the service's. */
export function adopt(state: JobState, sent: Unanswered['sent'], info: BatchInfo): BatchInfo {
  state.addBatch({ ...sent, id: info.id });
  return state.see(info);
}

/** Milliseconds to wait before each look: a request may still be on its way when its connection is lost. */
const LOOKS = [1_000, 5_000];

/**
 * Looks for a batch while nobody sends another, and adopts it; undefined when the service does not have it.
 *
 * @throws {UnsettledException} when something is there that may be the batch
 */
export function settle(work: Work, job: KnownJob, unanswered: Unanswered): Promise<BatchInfo | undefined> {
  return work.gate.exclusive(async () => {
    for (const pause of LOOKS) {
      await work.settings.clock.sleep(pause);
      const found = await find(work, job, unanswered).catch((error: unknown) => {
        throw namingRows(error, unanswered.sent);
      });
      if (found !== undefined) return adopt(work.state, unanswered.sent, found);
    }
    return undefined;
  });
}

/** Who looks for a batch knows its rows; where it is looked for they are not known. */
export function namingRows(error: unknown, place: Place): unknown {
  if (error instanceof UnsettledException) error.message += `; it has ${rowsAt(place)}`;
  return error;
}

function find({ dialect, state }: Work, job: KnownJob, batch: Unanswered): Promise<BatchInfo | undefined> {
  const others = state.unanswered.flatMap((other) => (other === batch ? [] : (other.traits.body ?? [])));
  return dialect.findLost(job, { ...batch.traits, knownIds: state.everKnown, others, refusesDoubt: true });
}

/** Looks once more for those that who sent them has not found out about: before results are read, it must be known. */
export async function settleDoubts(work: Work, job: KnownJob): Promise<void> {
  for (const doubt of work.state.inDoubt) {
    const found = await settle(work, job, doubt);
    if (found === undefined) work.state.hasNotArrived(doubt);
    else await work.journal.write({ type: 'batch created', batch: doubt.sent.number, id: found.id });
  }
}

/**
 * Looks once more for batches that were taken for lost: a request that something on the way had kept may have arrived since.
 *
 * @throws {AccountingException} when one has: what it holds is not counted, and there twice if it was sent again
 */
export async function refuseLate(work: Work, job: KnownJob): Promise<void> {
  for (const { sent, traits } of work.state.takenForLost) {
    const lost = { ...traits, knownIds: work.state.everKnown, others: [], refusesDoubt: false };
    const late = await work.dialect.findLost(job, lost);
    if (late !== undefined) throw arrivedLate(job, rowsAt(sent), late.id);
  }
}

function arrivedLate({ info }: KnownJob, rows: string, batchId: string): AccountingException {
  return new AccountingException(`The request with ${rows} arrived late, after it had been taken for lost`, {
    jobId: info.id,
    batchId,
    advice:
      `Look at ${batchId} in the org: its rows are in beside those that are counted. ` +
      'A query is to be made again, in a new job.',
  });
}
