/** Bulk API Developer Guide: "Get Information for a Batch". */
import { asyncOperation } from '../async-call';
import { batchInfo } from '../info';

export const getBatch = asyncOperation({
  name: 'getBatch',
  method: 'GET',
  path: '/job/:jobId/batch/:batchId',
  run: (call) => call.reply(200, 'batchInfo', batchInfo(call.batch())),
});
