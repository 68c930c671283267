import { type KnownJob, type UnansweredBatch } from '../dialects/dialect';
import { BulkException, UnsettledException } from '../errors';
import { type BatchInfo, type Payload } from '../records/types';
import { type BatchInput, hashOf } from './batch-input';
import { isQueryJob } from './batches';
import { type KnownBatch } from './job-state';
import { type Place } from './numbering';
import { isOutcomeUnknown } from './outcome-unknown';
import { findUnanswered } from './unanswered';
import { type Work } from './work';

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
  const { payload, place, source, attempt } = shipment;
  const { number: batch, firstRow, rows, rowNumbers, replaces } = place;
  const soql = isQueryJob(job) ? payload.body.toString('utf8') : undefined;
  // Hashing costs as much as sending on a fast line: only a journal needs it before there is trouble.
  if (isCareful(work)) {
    const { range, body } = payload;
    const sha256 = hashOf(body);
    const rowsAt = { firstRow, rows, rowNumbers, range };
    await journal.write({ type: 'batch planned', batch, source, ...rowsAt, sha256, soql, attempt, replaces });
  }
  const info = await post(work, job, { shipment, soql, since: work.settings.clock.now() });
  await journal.write({ type: 'batch created', batch, id: info.id });
  return info;
}

interface Posting {
  readonly shipment: Shipment;
  readonly soql: string | undefined;
  /** When it was first sent; milliseconds since 1970. */
  readonly since: number;
}

async function post(work: Work, job: KnownJob, posting: Posting, attempt = 0): Promise<BatchInfo> {
  const { payload } = posting.shipment;
  let serverJobId: string | undefined;
  try {
    return await work.gate.shared(async () => {
      const info = await work.dialect.createBatch(job, payload.parts ?? payload.body, {
        isCareful: isCareful(work),
        onServerJob: async (id) => {
          serverJobId = id;
          await work.journal.write({ type: 'server job created', batch: posting.shipment.place.number, id });
        },
      });
      return adopt(work, posting, info);
    });
  } catch (error) {
    if (!isOutcomeUnknown(error)) throw error;
    const { body } = payload;
    // It is kept until the job ends: only where rows alone can tell which batch it is.
    const isFoundByRows = !isCareful(work) && !work.dialect.givesBackRequests && serverJobId === undefined;
    const unanswered = {
      sha256: hashOf(body),
      body: isFoundByRows ? body : undefined,
      serverJobId,
      since: posting.since,
    };
    const look = (): Promise<BatchInfo | undefined> => settle(work, job, { posting, unanswered });
    const found = await work.state.whileUnanswered(unanswered, look).catch((fault: unknown) => {
      throw withBoth(error, fault);
    });
    if (found !== undefined) return found;
    if (attempt >= work.settings.retries) throw error;
    work.state.sendAgain({ place: posting.shipment.place, unanswered });
    return post(work, job, posting, attempt + 1);
  }
}

/** Who keeps a journal wants each step to be found again after a crash. */
function isCareful({ settings }: Work): boolean {
  return settings.journal !== undefined;
}

/** From here on the batch is known to be the service's. */
function adopt({ state }: Work, { shipment, soql }: Posting, info: BatchInfo): BatchInfo {
  const { place, input, attempt } = shipment;
  const known: KnownBatch = { id: info.id, ...place, soql, input, ...(attempt === undefined ? {} : { attempt }) };
  state.addBatch(known);
  return state.see(info);
}

/** What has failed first counts, and says that the outcome is unknown; what failed in asking for it is told as well. */
function withBoth(error: unknown, fault: unknown): unknown {
  if (fault instanceof UnsettledException || !(error instanceof BulkException)) return fault;
  error.message += `; and asking for it failed: ${fault instanceof Error ? fault.message : String(fault)}`;
  error.cause ??= fault;
  return error;
}

/** Milliseconds to wait before each look: a request may still be on its way when its connection is lost. */
const LOOKS = [1_000, 5_000];

/** Looks for a batch while nobody sends another; undefined when the service does not have it. */
function settle(
  work: Work,
  job: KnownJob,
  { posting, unanswered }: { posting: Posting; unanswered: UnansweredBatch },
): Promise<BatchInfo | undefined> {
  return work.gate.exclusive(async () => {
    for (const pause of LOOKS) {
      await work.settings.clock.sleep(pause);
      const found = await findUnanswered(work, job, unanswered);
      if (found !== undefined) return adopt(work, posting, found);
    }
    return undefined;
  });
}
