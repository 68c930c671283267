/** Bulk API 2.0 Developer Guide: "Get Job Unprocessed Record Results". Others write it `unprocessedRecords`. */
import { ingestJob, ingestOperation } from '../../v2/call';
import { checkEnded } from '../../v2/ended-job';
import { unprocessedRecords } from '../../v2/results';

export const getUnprocessedRecords = ingestOperation({
  name: 'getUnprocessedRecords',
  method: 'GET',
  path: '/:jobId/unprocessedrecords',
  run(call) {
    const job = ingestJob(call);
    checkEnded(job);
    return { status: 200, headers: { 'Content-Type': 'text/csv' }, body: unprocessedRecords(job) };
  },
});
