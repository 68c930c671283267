/** Bulk API Developer Guide: "Get Batch Results", and the list of a query's result files. */
import { asyncOperation } from '../async-call';
import { AsyncFault } from '../async-fault';
import { type ControlFormat, controlReply } from '../formats/control';
import { resultFormat } from '../formats/formats';
import { xmlResultList } from '../formats/xml';
import { type ResultSet } from '../job-settings';
import { type Batch } from '../job';

export const getBatchResult = asyncOperation({
  name: 'getBatchResult',
  method: 'GET',
  path: '/job/:jobId/batch/:batchId/result',
  run(call) {
    const batch = endedBatch(call.batch());
    const format = resultFormat(batch.job.settings.contentType);
    if (batch.query !== undefined) return controlReply(200, call.format, resultList(call.format, batch.query.sets));
    return { status: 200, headers: { 'Content-Type': format.mediaType }, body: format.results(batch.results) };
  },
});

const resultList = (format: ControlFormat, sets: readonly ResultSet[]): string => {
  const ids = sets.map(({ id }) => id);
  return format === 'JSON' ? JSON.stringify(ids) : xmlResultList(ids);
};

/** A failed batch shows what had become of its records by then, if any. */
const endedBatch = (batch: Batch): Batch => {
  if (batch.state === 'Completed' || (batch.state === 'Failed' && batch.results.length > 0)) return batch;
  const message = batch.hasEnded ? 'Records not processed' : 'Records not found for this batch';
  throw new AsyncFault('InvalidBatch', message);
};
