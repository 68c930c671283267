import { type KnownJob } from '../../dialects/dialect';
import { BulkException, JournalException, UnsettledException } from '../../errors';
import { type FileSource } from '../../journal/entries';
import { type JournaledBatch } from '../../journal/replay';
import { type BatchInfo, type Payload } from '../../records/types';
import { hashOf, type BatchInput } from './batch-input';
import { type FileReader } from './file-reader';
import { inParallel, type ParallelOutcome } from './in-parallel';
import { type JobState, type PendingSource } from '../job/job-state';
import { type Place } from '../job/numbering';
import { isOutcomeUnknown } from './outcome-unknown';
import { inputs, placeOf } from './places';
import { ship } from './ship';
import { untilAborted } from './until-aborted';
import { uploadMeter, type UploadOptions } from './upload-options';
import { type Work } from '../work';

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

/** What came of data that was sent. */
export interface Sent extends ParallelOutcome<BatchInfo> {
  readonly fates: Fates;
  /** How many batches were cut. */
  readonly taken: number;
}

/** Cuts data into batches and sends them; those that were planned before a crash go to the places that they had. */
export async function sendBatches(work: Work, job: KnownJob, data: Upload & { source: number }): Promise<Sent> {
  const { settings, state, dialect } = work;
  const { source, attempt, resumed, reader, options = {} } = data;
  const areNew = attempt === undefined;
  const planned = new PlannedBatches(resumed?.batches ?? []);
  const rowsBefore = areNew ? (planned.firstRow ?? state.numbering.lastRow + 1) - 1 : 0;
  const inputOf = inputs(work, reader?.mark);
  const counted = uploadMeter(work, options);
  const fates = new Fates(state);
  const send = (payload: Payload): Promise<BatchInfo> => {
    state.requireStillOpen(job);
    const before = planned.next(payload);
    const input = inputOf(payload);
    if (before !== undefined)
      return fates.watch(placeOf(before.planned), shipAgain(work, job, { before, payload, input }));
    const place = state.numbering.reserve(payload, { rowsBefore, areNew });
    return fates.watch(place, ship(work, job, { payload, place, source, input, attempt }));
  };
  const payloads = data.cut(resumed === undefined ? options.maxRecords : resumed.records);
  const { results, failures } = await inParallel(untilAborted(untilAborted(payloads, options.signal), state.ended), {
    concurrency: Math.min(settings.concurrency, dialect.limits.concurrency),
    work: (payload) => counted(payload, () => reader?.keep(payload, () => send(payload)) ?? send(payload)),
  });
  if (failures.length === 0 && planned.missing !== undefined) failures.push(planned.missing);
  return { results, failures, fates, taken: planned.taken };
}

/** What a journal has planned, against what is given again. */
class PlannedBatches {
  readonly #batches: readonly JournaledBatch[];
  #taken = 0;
  #fault: JournalException | undefined;

  constructor(batches: readonly JournaledBatch[]) {
    this.#batches = batches;
  }

  get firstRow(): number | undefined {
    return this.#batches[0]?.planned.firstRow;
  }

  get taken(): number {
    return this.#taken;
  }

  /** The error for data that ends before all of it has come that was planned. */
  get missing(): JournalException | undefined {
    const next = this.#batches[this.#taken];
    return next && otherData(next);
  }

  /**
   * What was planned in the place of the next batch; undefined behind the last one.
   *
   * @throws {JournalException} when it is other data; and for all that follows, as several are sent side by side
   */
  next(payload: Payload): JournaledBatch | undefined {
    const next = this.#batches[this.#taken++];
    // The body of a payload is put together when it is asked for: of a batch that nobody compares, never.
    if (next !== undefined && hashOf(payload.body) !== next.planned.sha256) this.#fault ??= otherData(next);
    if (this.#fault !== undefined) throw this.#fault;
    return next;
  }
}

interface ShipAgain {
  readonly before: JournaledBatch;
  readonly payload: Payload;
  readonly input: BatchInput | undefined;
}

/** A batch that was planned before the crash: what has arrived is left alone, what has not goes to the place it had. */
async function shipAgain(work: Work, job: KnownJob, { before, payload, input }: ShipAgain): Promise<BatchInfo> {
  const { planned, id } = before;
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
export class Fates {
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
      else if (this.#state.isInDoubt(place) || isInDoubt(error)) this.unconfirmed.push(place);
      else this.refused.push(place);
      throw error;
    }
  }
}

/** Of what nobody foresaw, nothing is known. */
function isInDoubt(error: unknown): boolean {
  return isOutcomeUnknown(error) || error instanceof UnsettledException || !(error instanceof BulkException);
}
