/** Bulk API 2.0 Developer Guide: "Get Information About a Query Job". */
import { anyJob, queryOperation } from '../../v2/call';
import { jobInfo, jobReply } from '../../v2/info';

export const getQueryJob = queryOperation({
  name: 'getQueryJob',
  method: 'GET',
  path: '/:jobId',
  run: (call) => jobReply(jobInfo(anyJob(call))),
});
