/** Bulk API Developer Guide: "Get Job Details". */
import { asyncOperation } from '../async-call';
import { jobInfo } from '../info';

export const getJob = asyncOperation({
  name: 'getJob',
  method: 'GET',
  path: '/job/:jobId',
  run: (call) => call.reply(200, 'jobInfo', jobInfo(call.job())),
});
