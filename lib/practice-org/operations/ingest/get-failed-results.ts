/** Bulk API 2.0 Developer Guide: "Get Job Failed Record Results". */
import { ingestOperation } from '../../v2/call';
import { endedJob } from '../../v2/ended-job';
import { failedResults } from '../../v2/results';

export const getFailedResults = ingestOperation({
  name: 'getFailedResults',
  method: 'GET',
  path: '/:jobId/failedResults',
  run: (call) => ({
    status: 200,
    headers: { 'Content-Type': 'text/csv' },
    body: failedResults(call.org, endedJob(call)),
  }),
});
