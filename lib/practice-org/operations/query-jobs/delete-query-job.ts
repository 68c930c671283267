/** Bulk API 2.0 Developer Guide: "Delete a Query Job". */
import { checkCreator, notTerminated, queryJob, queryOperation } from '../../v2/call';

export const deleteQueryJob = queryOperation({
  name: 'deleteQueryJob',
  method: 'DELETE',
  path: '/:jobId',
  run(call) {
    const job = queryJob(call);
    checkCreator(call, job);
    if (!job.hasEnded) throw notTerminated();
    call.org.jobs.remove(job);
    return { status: 204 };
  },
});
