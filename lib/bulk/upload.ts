import { type KnownJob } from '../dialects/dialect';
import { BulkException, InputException, JournalException, RefusedException } from '../errors';
import { type FileSource } from '../journal/entries';
import { type JournaledBatch } from '../journal/replay';
import { type BatchInfo, type Payload } from '../records/types';
import { hashOf, type BatchInput } from './batch-input';
import { type FileReader } from './file-reader';
import { inParallel, type ParallelOutcome } from './in-parallel';
import { type Place } from './job-state';
import { inputs, placeOf, rowsAt } from './places';
import { ship } from './ship';
import { untilAborted, uploadMeter, type UploadOptions } from './upload-options';
import { type Work } from './work';

/** Data that is to be sent. */
export interface Upload {
  readonly payloads: AsyncIterable<Payload>;
  /** What reads the file that it comes from. */
  readonly reader?: FileReader;
  /** What the journal says of that file. */
  readonly fileSource?: FileSource;
  readonly options?: UploadOptions;
  /** Which piece of data it is, and what a journal says of it, when a crash has cut it off. */
  readonly resumed?: {
    readonly source: number;
    readonly batches: readonly JournaledBatch[];
    readonly rowsBefore: number;
  };
  /** Which try it is, where the rows were sent before. */
  readonly attempt?: number;
}

/** After a crash, data that is given again takes the place of what was cut off. */
export function takePending({ state }: Work): Pick<Upload, 'resumed'> {
  const { pending } = state;
  if (pending === undefined) return {};
  state.await(undefined);
  const firstRow = pending.batches[0]?.planned.firstRow ?? state.rowsGiven + 1;
  return { resumed: { ...pending, rowsBefore: firstRow - 1 } };
}

/** Sends batches, a few at a time. */
export async function upload(work: Work, job: KnownJob, data: Upload): Promise<BatchInfo[]> {
  const { state, journal } = work;
  const source = data.resumed?.source ?? state.nextSource();
  if (data.resumed === undefined) {
    const { fileSource: file, options = {}, attempt } = data;
    await journal.write({ type: 'source begun', source, file, records: options.maxRecords, attempt });
  }
  const { results, failures, unconfirmed } = await sendAll(work, job, { ...data, source });
  // Data that cannot be sent is not waited for: it will be other data when it has been mended.
  if (failures[0] instanceof InputException) await journal.write({ type: 'source ended', source });
  if (failures.length > 0) throw tellBatchesIn(failures[0], { batches: results, unconfirmed, job });
  await journal.write({ type: 'source ended', source });
  return results;
}

interface Sent extends ParallelOutcome<BatchInfo> {
  /** Where batches belong of which no answer says that they arrived. */
  readonly unconfirmed: readonly Place[];
}

async function sendAll(work: Work, job: KnownJob, data: Upload & { source: number }): Promise<Sent> {
  const { settings, state, dialect } = work;
  const { source, attempt, resumed, reader, options = {} } = data;
  const areNew = attempt === undefined;
  const rowsBefore = areNew ? (resumed?.rowsBefore ?? state.rowsGiven) : 0;
  const inputOf = inputs(work, reader?.mark);
  const counted = uploadMeter(work, options);
  const unconfirmed: Place[] = [];
  let index = 0;
  const send = (payload: Payload): Promise<BatchInfo> => {
    const before = resumed?.batches[index++];
    const input = inputOf(payload);
    if (before !== undefined) return shipAgain(work, job, { before, payload, input });
    const place = state.reserve(payload, { rowsBefore, areNew });
    return ship(work, job, { payload, place, source, input, attempt }).catch((error: unknown) => {
      // Of a query that is refused there is no row to be named.
      if (payload.rows !== undefined || !(error instanceof RefusedException)) unconfirmed.push(place);
      throw error;
    });
  };
  const outcome = await inParallel(untilAborted(data.payloads, options.signal), {
    concurrency: Math.min(settings.concurrency, dialect.limits.concurrency),
    work: (payload) => counted(payload, () => reader?.keep(payload, () => send(payload)) ?? send(payload)),
  });
  return { ...outcome, unconfirmed };
}

interface ShipAgain {
  readonly before: JournaledBatch;
  readonly payload: Payload;
  readonly input: BatchInput | undefined;
}

/** A batch that was planned before the crash: what has arrived is left alone, what has not goes to the place it had. */
async function shipAgain(work: Work, job: KnownJob, { before, payload, input }: ShipAgain): Promise<BatchInfo> {
  const { planned, id } = before;
  if (hashOf(payload.body) !== planned.sha256) throw otherData(planned.firstRow);
  const place = placeOf(planned);
  if (id === undefined) return ship(work, job, { payload, place, source: planned.source, input });
  work.state.addBatch({ id, ...place, input });
  return work.state.seen(id) ?? work.state.see(await work.dialect.getBatch(job, id));
}

function otherData(firstRow: number): JournalException {
  return new JournalException(`From row ${firstRow} on this is not the data that was begun`, {
    advice: 'Give the same data again, in the same order: what is in already is left out.',
  });
}

interface Stopped {
  readonly batches: readonly BatchInfo[];
  readonly unconfirmed: readonly Place[];
  readonly job: KnownJob;
}

/** The error that stopped an upload, with the batches that the service holds nevertheless. */
function tellBatchesIn(error: unknown, { batches, unconfirmed, job }: Stopped): unknown {
  if (!(error instanceof BulkException)) return error;
  const ids = batches.map(({ id }) => id);
  error.jobId ??= job.info.id;
  error.batchesIn = ids;
  if (ids.length > 0) error.message += `; sent before it: ${ids.join(', ')}`;
  if (unconfirmed.length > 0) error.message += `; no answer says that ${unconfirmed.map(rowsAt).join(', ')} arrived`;
  else if (ids.length === 0) error.message += '; no batch was sent';
  return error;
}
