/** Bulk API 2.0 Developer Guide: "Get Job Info". */
import { anyJob, ingestOperation } from '../../v2/call';
import { jobInfo, jobReply } from '../../v2/info';

export const getIngestJob = ingestOperation({
  name: 'getIngestJob',
  method: 'GET',
  path: '/:jobId',
  run: (call) => jobReply(jobInfo(anyJob(call))),
});
