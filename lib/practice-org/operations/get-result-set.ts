/** Bulk API Developer Guide: "Get Bulk Query Results": one result file. */
import { asyncOperation } from '../async-call';
import { AsyncFault } from '../async-fault';
import { resultFormat } from '../formats/formats';
import { shortId } from '../ids';
import { type ObjectSchema } from '../store/types';

export const getResultSet = asyncOperation({
  name: 'getResultSet',
  method: 'GET',
  path: '/job/:jobId/batch/:batchId/result/:resultId',
  run(call) {
    const { query, job } = call.batch();
    const id = call.param('resultId');
    const set = query?.sets.find((candidate) => candidate.id === shortId(id));
    if (query === undefined || set === undefined) throw new AsyncFault('InvalidBatch', `Invalid result id: ${id}`);
    const format = resultFormat(job.settings.contentType);
    const objectNamed = (name: string): ObjectSchema | undefined => call.org.store.object(name);
    const body = format.records(query.answer, { ...set, apiVersion: job.settings.apiVersion, objectNamed });
    return { status: 200, headers: { 'Content-Type': format.mediaType }, body };
  },
});
