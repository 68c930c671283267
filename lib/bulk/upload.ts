import { type KnownJob } from '../dialects/dialect';
import { BulkException, JournalException } from '../errors';
import { type FileSource } from '../journal/entries';
import { type JournaledBatch } from '../journal/replay';
import { type BatchInfo, type Payload } from '../records/types';
import { hashOf, inputHeld, inputInFile, type BatchInput, type FileMark } from './batch-input';
import { inParallel } from './in-parallel';
import { ship } from './ship';
import { type Work } from './work';

/** Data that is to be sent. */
export interface Upload {
  readonly payloads: AsyncIterable<Payload>;
  /** The file that it comes from. */
  readonly file?: FileMark;
  /** What the journal says of that file. */
  readonly fileSource?: FileSource;
  /** Rows in one batch, where that was asked for. */
  readonly records?: number | undefined;
  /** Which piece of data it is, and what a journal says of it, when a crash has cut it off. */
  readonly resumed?: {
    readonly source: number;
    readonly batches: readonly JournaledBatch[];
    readonly rowsBefore: number;
  };
  /** Which try it is, where the rows were sent before. */
  readonly attempt?: number;
}

/** Sends batches, a few at a time. */
export async function upload(work: Work, job: KnownJob, data: Upload): Promise<BatchInfo[]> {
  const { settings, state, dialect, journal } = work;
  const areNew = data.attempt === undefined;
  const rowsBefore = areNew ? (data.resumed?.rowsBefore ?? state.rowsGiven) : 0;
  const source = data.resumed?.source ?? state.nextSource();
  if (data.resumed === undefined) {
    await journal.write({ type: 'source begun', source, file: data.fileSource, records: data.records });
  }
  const hold = holder(dialect.givesBackRequests ? 0 : HELD_BYTES);
  let index = 0;
  const { results, failures } = await inParallel(data.payloads, {
    concurrency: Math.min(settings.concurrency, dialect.limits.concurrency),
    work: (payload) => {
      const before = data.resumed?.batches[index++];
      const input = (data.file && inputInFile(data.file, payload)) ?? hold(payload);
      if (before === undefined) {
        const place = state.reserve(payload, { rowsBefore, areNew });
        return ship(work, job, { payload, place, source, input, attempt: data.attempt });
      }
      return shipAgain(work, job, { before, payload, input });
    },
  });
  if (failures.length > 0) throw tellBatchesIn(failures[0], results, job);
  await journal.write({ type: 'source ended', source });
  return results;
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
  const place = {
    number: planned.batch,
    firstRow: planned.firstRow,
    rows: planned.rows,
    rowNumbers: planned.rowNumbers,
  };
  if (id === undefined) return ship(work, job, { payload, place, source: planned.source, input });
  work.state.addBatch({ id, ...place, input });
  return work.state.seen(id) ?? work.state.see(await work.dialect.getBatch(job, id));
}

function otherData(firstRow: number): JournalException {
  return new JournalException(`From row ${firstRow} on this is not the data that was begun`, {
    advice: 'Give the same data again, in the same order: what is in already is left out.',
  });
}

/** Rows of this many bytes are kept in memory, where nobody else can give them back. */
const HELD_BYTES = 64_000_000;

/** Keeps payloads until they are too many. */
function holder(most: number): (payload: Payload) => BatchInput | undefined {
  let held = 0;
  return (payload) => {
    held += payload.body.length;
    return held > most ? undefined : inputHeld(payload);
  };
}

/** The error that stopped an upload, with the batches that the service holds nevertheless. */
function tellBatchesIn(error: unknown, batches: readonly BatchInfo[], { info }: KnownJob): unknown {
  if (!(error instanceof BulkException)) return error;
  const ids = batches.map(({ id }) => id);
  error.jobId ??= info.id;
  error.batchesIn = ids;
  error.message += ids.length === 0 ? '; no batch was sent' : `; sent before it: ${ids.join(', ')}`;
  return error;
}
