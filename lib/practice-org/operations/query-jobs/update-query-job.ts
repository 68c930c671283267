/** Bulk API 2.0 Developer Guide: "Abort a Query Job". */
import { readText } from '../../read-text';
import { checkCreator, queryJob, queryOperation } from '../../v2/call';
import { choice, readControlBody } from '../../v2/control-body';
import { changedInfo, jobReply } from '../../v2/info';
import { checkMediaType, notAllowed } from '../../v2/job-request';

export const updateQueryJob = queryOperation({
  name: 'updateQueryJob',
  method: 'PATCH',
  path: '/:jobId',
  async run(call) {
    const job = queryJob(call);
    checkCreator(call, job);
    checkMediaType(call, 'application/json');
    choice(readControlBody(await readText(call.request), ['state']), { name: 'state', values: ['Aborted'] });
    if (job.hasEnded) throw notAllowed('Aborting', job.state);
    job.abort(call.org.clock.now());
    await call.org.scheduler.stop(job);
    return jobReply(changedInfo(job));
  },
});
