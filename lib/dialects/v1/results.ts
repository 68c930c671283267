import { isQueryOperation } from '../../records/infos';
import { joinSets, withLineEnd } from '../../records/join-sets';
import { dataFormat, FORMATS } from '../../records/formats';
import { type RawRow, type ResultRow } from '../../records/types';
import { type Api, type ApiRequest } from '../../transport/transport';
import { refusePageOptions } from './checks';
import { type KnownJob, type LoadBatch, type PageOptions } from '../dialect';
import { askData, askValues } from './control';
import { type V1Requests } from './requests';

/** Reads what became of batches. Every result set of a query is read, in the order of the list. */
export function v1Results(api: Api, requests: V1Requests) {
  const data = async function* (request: ApiRequest): AsyncGenerator<Uint8Array> {
    yield* (await askData(api, request)).body;
  };
  const resultSets = async (job: KnownJob, batchId: string): Promise<AsyncIterable<Uint8Array>[]> => {
    const ids = await askValues(api, requests.resultList(job, batchId), { root: 'result-list', member: 'result' });
    return ids.map((resultId) => data(requests.resultSet(job, batchId, resultId)));
  };

  return {
    batchRequest: (job: KnownJob, batchId: string): AsyncIterable<Uint8Array> =>
      data(requests.batchRequest(job, batchId)),

    /** An empty block when the service has answered, and then the rows: who reads ahead holds none before their turn. */
    async *resultRows(job: KnownJob, { info }: LoadBatch): AsyncGenerator<ResultRow[]> {
      const { body } = await askData(api, requests.batchResult(job, info.id));
      try {
        yield [];
        yield* FORMATS[dataFormat(job.info.contentType)].readResultRows(body);
      } finally {
        body.discard();
      }
    },

    async *queryRows(job: KnownJob, batchId: string, options: PageOptions = {}): AsyncGenerator<RawRow[]> {
      refusePageOptions(options);
      const { readQueryRows } = FORMATS[dataFormat(job.info.contentType)];
      for (const set of await resultSets(job, batchId)) yield* readQueryRows(set);
    },

    async *resultText(job: KnownJob, { info }: LoadBatch): AsyncGenerator<Uint8Array> {
      const batchId = info.id;
      if (!isQueryOperation(job.info.operation)) yield* data(requests.batchResult(job, batchId));
      else if (dataFormat(job.info.contentType) === 'CSV') yield* joinSets(await resultSets(job, batchId));
      else for (const set of await resultSets(job, batchId)) yield* withLineEnd(set);
    },
  };
}
