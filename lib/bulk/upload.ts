import { type KnownJob } from '../dialects/dialect';
import { BulkException } from '../errors';
import { type BatchInfo, type Payload } from '../records/types';
import { isQueryJob } from './batches';
import { inParallel } from './in-parallel';
import { type Work } from './work';

/** Sends batches, a few at a time, and remembers which rows are in which. */
export async function upload(
  { settings, state, dialect }: Work,
  job: KnownJob,
  payloads: AsyncIterable<Payload>,
): Promise<BatchInfo[]> {
  const rowsBefore = state.rowsGiven;
  const { results, failures } = await inParallel(payloads, {
    concurrency: settings.concurrency,
    work: async (payload) => ({ payload, info: await dialect.createBatch(job, payload.body) }),
  });
  const batches = results.map(({ info }) => info);
  state.addBatches(
    results.map(({ payload, info }) => ({
      id: info.id,
      firstRow: rowsBefore + payload.firstRow,
      rows: payload.rows,
      ...(isQueryJob(job) ? { soql: payload.body.toString('utf8') } : {}),
    })),
  );
  if (failures.length > 0) throw tellBatchesIn(failures[0], batches, job);
  return batches;
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
