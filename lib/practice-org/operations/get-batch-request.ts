/** Bulk API Developer Guide: "Get a Batch Request": exactly what was sent. */
import { asyncOperation } from '../async-call';
import { mediaType } from '../http';

export const getBatchRequest = asyncOperation({
  name: 'getBatchRequest',
  method: 'GET',
  path: '/job/:jobId/batch/:batchId/request',
  run(call) {
    const { body, contentType } = call.batch().request;
    return { status: 200, headers: { 'Content-Type': mediaType(contentType) }, body };
  },
});
