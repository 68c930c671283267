/** Bulk API 2.0 Developer Guide: "Get Job Successful Record Results". */
import { ingestOperation } from '../../v2/call';
import { endedJob } from '../../v2/ended-job';
import { successfulResults } from '../../v2/results';

export const getSuccessfulResults = ingestOperation({
  name: 'getSuccessfulResults',
  method: 'GET',
  path: '/:jobId/successfulResults',
  run: (call) => ({
    status: 200,
    headers: { 'Content-Type': 'text/csv' },
    body: successfulResults(call.org, endedJob(call)),
  }),
});
