/** Bulk API 2.0 Developer Guide: "Close or Abort a Job". */
import { readText } from '../../read-text';
import { type RestCall } from '../../rest-call';
import { checkCreator, ingestJob, ingestOperation } from '../../v2/call';
import { choice, readControlBody } from '../../v2/control-body';
import { changedInfo, jobReply } from '../../v2/info';
import { startIngest } from '../../v2/ingest';
import { checkMediaType, notAllowed } from '../../v2/job-request';
import { type V2IngestJob } from '../../v2/jobs';

export const updateIngestJob = ingestOperation({
  name: 'updateIngestJob',
  method: 'PATCH',
  path: '/:jobId',
  async run(call) {
    const job = ingestJob(call);
    checkCreator(call, job);
    checkMediaType(call, 'application/json');
    const body = readControlBody(await readText(call.request), ['state']);
    await CHANGES[choice(body, { name: 'state', values: ['UploadComplete', 'Aborted'] })](call, job);
    return jobReply(changedInfo(job));
  },
});

type Change = (call: RestCall, job: V2IngestJob) => void | Promise<void>;

const CHANGES: Readonly<Record<'UploadComplete' | 'Aborted', Change>> = {
  UploadComplete({ org }, job) {
    if (job.state !== 'Open') throw notAllowed('Closing', job.state);
    job.completeUpload(org.clock.now());
    startIngest(org, job);
  },
  async Aborted({ org }, job) {
    if (job.hasEnded) throw notAllowed('Aborting', job.state);
    job.abort(org.clock.now());
    await org.scheduler.stop(job);
  },
};
