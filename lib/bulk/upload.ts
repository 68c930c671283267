import { type KnownJob } from '../dialects/dialect';
import { BulkException } from '../errors';
import { type BatchInfo, type Payload } from '../records/types';
import { isQueryJob } from './batches';
import { inputHeld, inputInFile, type BatchInput, type FileMark } from './batch-input';
import { inParallel } from './in-parallel';
import { type Work } from './work';

/** Sends batches, a few at a time, and remembers which rows are in which. */
export async function upload(
  { settings, state, dialect }: Work,
  job: KnownJob,
  { payloads, file }: { payloads: AsyncIterable<Payload>; file?: FileMark },
): Promise<BatchInfo[]> {
  const rowsBefore = state.rowsGiven;
  const hold = holder(dialect.givesBackRequests ? 0 : HELD_BYTES);
  const { results, failures } = await inParallel(payloads, {
    concurrency: Math.min(settings.concurrency, dialect.limits.concurrency),
    work: async (payload) => ({ payload, info: await dialect.createBatch(job, payload.body) }),
  });
  const batches = results.map(({ info }) => info);
  state.addBatches(
    results.map(({ payload, info }) => ({
      id: info.id,
      firstRow: rowsBefore + payload.firstRow,
      rows: payload.rows,
      ...(isQueryJob(job)
        ? { soql: payload.body.toString('utf8') }
        : { input: (file && inputInFile(file, payload)) ?? hold(payload) }),
    })),
  );
  if (failures.length > 0) throw tellBatchesIn(failures[0], batches, job);
  return batches;
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
