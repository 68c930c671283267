/** Bulk API 2.0 Developer Guide: "Upload Job Data". The data is not looked at before its turn comes. */
import { V2_UPLOAD_BYTES } from '../../../wire/limits';
import { AsyncFault } from '../../async-fault';
import { readBytes } from '../../read-text';
import { checkCreator, ingestJob, ingestOperation } from '../../v2/call';
import { checkMediaType } from '../../v2/job-request';
import { type V2IngestJob } from '../../v2/jobs';

export const uploadData = ingestOperation({
  name: 'uploadData',
  method: 'PUT',
  path: '/:jobId/batches',
  async run(call) {
    const job = ingestJob(call);
    checkCreator(call, job);
    checkMediaType(call, 'text/csv');
    checkState(job);
    const body = await readBytes(call.request, V2_UPLOAD_BYTES);
    // Another upload, or an abort, may have come in meanwhile.
    checkState(job);
    job.take(body, call.org.clock.now());
    return { status: 201 };
  },
});

const checkState = ({ id, state, hasUpload }: V2IngestJob): void => {
  if (state !== 'Open') {
    const message = `Failed to upload data, since the Job is not Open. Current job state is '${state}'`;
    throw new AsyncFault('InvalidJobState', message);
  }
  if (!hasUpload) return;
  const message =
    `Found multiple contents for job: <${id}>, please 'Close' / 'Abort' / 'Delete' the current Job then create a new ` +
    "Job and make sure you only do 'PUT' once on a given Job.";
  throw new AsyncFault('InvalidJob', message);
};
