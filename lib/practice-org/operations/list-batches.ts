/** Bulk API Developer Guide: "Get Information for All Batches in a Job". */
import { asyncOperation } from '../async-call';
import { controlReply, listBody } from '../formats/control';
import { batchInfo } from '../info';

const SHAPE = { root: 'batchInfoList', item: 'batchInfo' } as const;

export const listBatches = asyncOperation({
  name: 'listBatches',
  method: 'GET',
  path: '/job/:jobId/batch',
  run(call) {
    const { batches } = call.versionedJob();
    return controlReply(200, call.format, listBody(call.format, SHAPE, batches.map(batchInfo)));
  },
});
