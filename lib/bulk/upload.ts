import { type KnownJob } from '../dialects/dialect';
import { BulkException, InputException, JournalException, OutOfOrderException, UnsettledException } from '../errors';
import { type FileSource } from '../journal/entries';
import { type JournaledBatch } from '../journal/replay';
import { type BatchInfo, type Payload } from '../records/types';
import { hashOf, type BatchInput } from './batch-input';
import { type FileReader } from './file-reader';
import { inParallel, type ParallelOutcome } from './in-parallel';
import { type JobState, type PendingSource, type Place } from './job-state';
import { isOutcomeUnknown } from './outcome-unknown';
import { inputs, placeOf, rowsAt } from './places';
import { ship } from './ship';
import { untilAborted } from './until-aborted';
import { uploadMeter, type UploadOptions } from './upload-options';
import { type Work } from './work';

/** Data that is to be sent. */
export interface Upload {
  /** Cuts the data into batches: of so many rows at most, or of as many as they can hold. */
  readonly cut: (records: number | undefined) => AsyncIterable<Payload>;
  /** What reads the file that it comes from. */
  readonly reader?: FileReader;
  /** What the journal says of that file. */
  readonly fileSource?: FileSource;
  readonly options?: UploadOptions;
  /** What a journal says of it, when a crash has cut it off. */
  readonly resumed?: PendingSource;
  /** Which try it is, where the rows were sent before. */
  readonly attempt?: number;
}

/** Sends data in batches, a few at a time. */
export async function upload(work: Work, job: KnownJob, data: Upload): Promise<BatchInfo[]> {
  const { state, journal } = work;
  refuseWhatCannotBeResumed(work, job);
  const { pending } = state;
  const resumed = data.resumed ?? pending;
  const source = resumed?.source ?? state.nextSource();
  if (resumed === undefined) {
    const { fileSource: file, options = {}, attempt } = data;
    await journal.write({ type: 'source begun', source, file, records: options.maxRecords, attempt });
  }
  const sent = await sendAll(work, job, { ...data, resumed, source });
  const [failure] = sent.failures;
  if (failure === undefined) {
    await journal.write({ type: 'source ended', source });
    state.setPending(undefined);
    return sent.results;
  }
  state.takeBack(sent.fates.refused);
  if (pending !== undefined && isStillDue(pending, sent)) state.setPending(withIds(pending, state));
  else await leave(work, { source, sent, attempt: data.attempt });
  throw tellBatchesIn(failure, sent, job);
}

/** What a journal does not know of, nobody could go on with after a crash. */
function refuseWhatCannotBeResumed({ state, settings: { journal } }: Work, { info }: KnownJob): void {
  if (state.isLeftOff) {
    const how = journal === undefined ? 'Look at batchStatus()' : `Go on with it: Bulk.resume('${journal}')`;
    throw new OutOfOrderException('What was given to the job before has not all been sent', {
      jobId: info.id,
      advice: `${how}. jobClose() ends the job as it is.`,
    });
  }
  if (journal === undefined || state.plan?.isAttached !== true) return;
  throw new OutOfOrderException(`Job ${info.id} was made elsewhere: a journal cannot hold what is added to it`, {
    jobId: info.id,
    advice: 'Take it over with a Bulk that has no journal, or make a job with this one.',
  });
}

/** Data that is given once more after a crash, and has failed before anything was sent that the journal had not planned. */
function isStillDue({ batches }: PendingSource, { taken, failures, fates }: Sent): boolean {
  if (fates.unconfirmed.length > 0 || taken > batches.length) return false;
  return taken < batches.length || !(failures[0] instanceof InputException);
}

/** With the batches that have arrived since. */
function withIds(pending: PendingSource, state: JobState): PendingSource {
  const ids = new Map(state.batches.map(({ number, id }) => [number, id]));
  return { ...pending, batches: pending.batches.map((batch) => ({ ...batch, id: ids.get(batch.planned.batch) })) };
}

interface Leaving {
  readonly source: number;
  readonly sent: Sent;
  readonly attempt: number | undefined;
}

/** Data that cannot be sent is not waited for: it will be other data when it has been mended. */
async function leave({ state, journal, settings }: Work, { source, sent, attempt }: Leaving): Promise<void> {
  state.setPending(undefined);
  const isRetryInDoubt = attempt !== undefined && sent.fates.unconfirmed.length > 0;
  if (sent.failures[0] instanceof InputException) await journal.write({ type: 'source ended', source });
  else if (settings.journal !== undefined || isRetryInDoubt) state.leaveOff();
}

interface Sent extends ParallelOutcome<BatchInfo> {
  readonly fates: Fates;
  /** How many batches were cut. */
  readonly taken: number;
}

async function sendAll(work: Work, job: KnownJob, data: Upload & { source: number }): Promise<Sent> {
  const { settings, state, dialect } = work;
  const { source, attempt, resumed, reader, options = {} } = data;
  const areNew = attempt === undefined;
  const before = resumed?.batches ?? [];
  const rowsBefore = areNew ? (before[0]?.planned.firstRow ?? state.lastRow + 1) - 1 : 0;
  const inputOf = inputs(work, reader?.mark);
  const counted = uploadMeter(work, options);
  const fates = new Fates(state);
  let taken = 0;
  const send = (payload: Payload): Promise<BatchInfo> => {
    const input = inputOf(payload);
    const known = before[taken++];
    if (known !== undefined)
      return fates.watch(placeOf(known.planned), shipAgain(work, job, { before: known, payload, input }));
    const place = state.reserve(payload, { rowsBefore, areNew });
    return fates.watch(place, ship(work, job, { payload, place, source, input, attempt }));
  };
  const payloads = data.cut(resumed?.records ?? options.maxRecords);
  const { results, failures } = await inParallel(untilAborted(payloads, options.signal), {
    concurrency: Math.min(settings.concurrency, dialect.limits.concurrency),
    work: (payload) => counted(payload, () => reader?.keep(payload, () => send(payload)) ?? send(payload)),
  });
  const missing = before[taken];
  if (failures.length === 0 && missing !== undefined) failures.push(otherData(missing));
  return { results, failures, fates, taken };
}

interface ShipAgain {
  readonly before: JournaledBatch;
  readonly payload: Payload;
  readonly input: BatchInput | undefined;
}

/** A batch that was planned before the crash: what has arrived is left alone, what has not goes to the place it had. */
async function shipAgain(work: Work, job: KnownJob, { before, payload, input }: ShipAgain): Promise<BatchInfo> {
  const { planned, id } = before;
  if (hashOf(payload.body) !== planned.sha256) throw otherData(before);
  const place = placeOf(planned);
  if (id === undefined) return ship(work, job, { payload, place, source: planned.source, input });
  work.state.addBatch({ id, ...place, input });
  return work.state.seen(id) ?? work.state.see(await work.dialect.getBatch(job, id));
}

function otherData({ planned }: JournaledBatch): JournalException {
  return new JournalException(`From row ${planned.firstRow} on this is not the data that was begun`, {
    advice: 'Give the same data again, in the same order: what is in already is left out.',
  });
}

/** What became of batches whose sending has failed. */
class Fates {
  /** No answer says whether they arrived. */
  readonly unconfirmed: Place[] = [];
  /** They were not taken. */
  readonly refused: Place[] = [];
  /** They are in: it was something else that failed. */
  readonly arrived: string[] = [];
  readonly #state: JobState;

  constructor(state: JobState) {
    this.#state = state;
  }

  async watch(place: Place, sending: Promise<BatchInfo>): Promise<BatchInfo> {
    try {
      return await sending;
    } catch (error) {
      const known = this.#state.batches.find(({ number }) => number === place.number);
      if (known !== undefined) this.arrived.push(known.id);
      else if (isInDoubt(error)) this.unconfirmed.push(place);
      else this.refused.push(place);
      throw error;
    }
  }
}

/** Of what nobody foresaw, nothing is known. */
function isInDoubt(error: unknown): boolean {
  return isOutcomeUnknown(error) || error instanceof UnsettledException || !(error instanceof BulkException);
}

/** The error that stopped an upload, with what became of the batches nevertheless. */
function tellBatchesIn(error: unknown, { results, fates }: Sent, job: KnownJob): unknown {
  if (!(error instanceof BulkException)) return error;
  const ids = [...results.map(({ id }) => id), ...fates.arrived];
  error.jobId ??= job.info.id;
  error.batchesIn = ids;
  const refused = fates.refused.filter(({ rows }) => rows !== undefined);
  const told = [
    ...(ids.length > 0 ? [`sent before it: ${ids.join(', ')}`] : []),
    ...(refused.length > 0 ? [`not taken: ${refused.map(rowsAt).join(', ')}`] : []),
    ...(fates.unconfirmed.length > 0
      ? [`no answer says that ${fates.unconfirmed.map(rowsAt).join(', ')} arrived`]
      : []),
  ];
  error.message += `; ${told.length === 0 ? 'no batch was sent' : told.join('; ')}`;
  return error;
}
