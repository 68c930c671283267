import { type KnownJob } from '../../dialects/dialect';
import { BulkException } from '../../errors';
import { type BatchInfo, type Payload } from '../../records/types';
import { type BatchInput, hashOf } from './batch-input';
import { isQueryJob } from '../job/batches';
import { type Unanswered } from '../job/job-state';
import { type Place } from '../job/numbering';
import { isOutcomeUnknown } from './outcome-unknown';
import { adopt, settle } from './unanswered';
import { withBoth } from './with-both';
import { type Work } from '../work';

/** A batch on its way. */
export interface Shipment {
  readonly payload: Payload;
  readonly place: Place;
  /** Which piece of data it was cut from. */
  readonly source: number;
  readonly input: BatchInput | undefined;
  readonly attempt?: number | undefined;
}

/**
 * Sends one batch so that the service has it once, or an error tells that it has not: it is written down before it is sent
 * and after, and when the outcome is unknown the batch is looked for before it is sent again.
 */
export async function ship(work: Work, job: KnownJob, shipment: Shipment): Promise<BatchInfo> {
  const { journal } = work;
  const { payload, place, source, input, attempt } = shipment;
  const { number: batch, firstRow, rows, rowNumbers, replaces } = place;
  const soql = isQueryJob(job) ? payload.body.toString('utf8') : undefined;
  // Hashing costs as much as sending on a fast line: only a journal needs it before there is trouble.
  if (isCareful(work)) {
    const { range, body } = payload;
    const sha256 = hashOf(body);
    const rowsAt = { firstRow, rows, rowNumbers, range };
    await journal.write({ type: 'batch planned', batch, source, ...rowsAt, sha256, soql, attempt, replaces });
  }
  const sent = { ...place, soql, input, ...(attempt === undefined ? {} : { attempt }) };
  const info = await post(work, job, { payload, sent, since: work.settings.clock.now() }).catch(
    async (error: unknown) => {
      // It must not be taken for one with the same rows that is sent later.
      const isRefused = error instanceof BulkException && !isOutcomeUnknown(error) && !work.state.isInDoubt(place);
      if (isRefused) await journal.write({ type: 'batch refused', batch }).catch(() => undefined);
      throw error;
    },
  );
  await journal.write({ type: 'batch created', batch, id: info.id });
  return info;
}

interface Posting {
  readonly payload: Payload;
  readonly sent: Unanswered['sent'];
  /** When it was first sent; milliseconds since 1970. */
  readonly since: number;
}

/** @param before the last time it was sent, without an answer */
async function post(work: Work, job: KnownJob, posting: Posting, before?: Unanswered, attempt = 0): Promise<BatchInfo> {
  const { payload, sent } = posting;
  let serverJobId: string | undefined;
  try {
    return await work.gate.shared(async () => {
      // It was looked for meanwhile, and the job may have ended.
      if (before !== undefined) work.state.requireStillOpen(job);
      const info = await work.dialect.createBatch(job, payload.parts ?? payload.body, {
        isCareful: isCareful(work),
        onServerJob: async (id) => {
          serverJobId = id;
          await work.journal.write({ type: 'server job created', batch: sent.number, id });
        },
      });
      return adopt(work.state, sent, info);
    });
  } catch (error) {
    if (!isOutcomeUnknown(error)) {
      // That it is refused now does not say where the one before has gone.
      if (before !== undefined) work.state.addDoubt(before);
      throw error;
    }
    const unanswered = { sent, traits: traitsOf(work, posting, serverJobId) };
    const found = await work.state
      .whileUnanswered(unanswered, () => settle(work, job, unanswered))
      .catch((fault: unknown) => {
        work.state.addDoubt(unanswered);
        throw withBoth(error, fault);
      });
    if (found !== undefined) return found;
    if (attempt >= work.settings.retries) {
      work.state.addDoubt(unanswered);
      throw error;
    }
    work.state.takeForLost(unanswered);
    return post(work, job, posting, unanswered, attempt + 1);
  }
}

/** What a batch can be found by. */
function traitsOf(
  work: Work,
  { payload: { body }, since }: Posting,
  serverJobId: string | undefined,
): Unanswered['traits'] {
  // It is kept until the job ends: only where rows alone can tell which batch it is.
  const isFoundByRows = !isCareful(work) && !work.dialect.givesBackRequests && serverJobId === undefined;
  return { sha256: hashOf(body), body: isFoundByRows ? body : undefined, serverJobId, since };
}

/** Who keeps a journal wants each step to be found again after a crash. */
function isCareful({ settings }: Work): boolean {
  return settings.journal !== undefined;
}
