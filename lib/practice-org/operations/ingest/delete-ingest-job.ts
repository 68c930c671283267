/** Bulk API 2.0 Developer Guide: "Delete a Job". */
import { checkCreator, ingestJob, ingestOperation, notTerminated } from '../../v2/call';

export const deleteIngestJob = ingestOperation({
  name: 'deleteIngestJob',
  method: 'DELETE',
  path: '/:jobId',
  run(call) {
    const job = ingestJob(call);
    checkCreator(call, job);
    if (!job.hasEnded && job.state !== 'UploadComplete') throw notTerminated();
    // What waits for its turn must not have one.
    if (!job.hasEnded) job.abort(call.org.clock.now());
    call.org.jobs.remove(job);
    return { status: 204 };
  },
});
