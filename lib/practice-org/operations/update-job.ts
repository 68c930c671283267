/** Bulk API Developer Guide: "Close a Job" and "Abort a Job". */
import { asyncOperation } from '../async-call';
import { AsyncFault } from '../async-fault';
import { type JobFields, readJobFields } from '../formats/job-request';
import { mediaType } from '../http';
import { shortId } from '../ids';
import { jobInfo } from '../info';
import { type ClassicJob } from '../classic-job';
import { readText } from '../read-text';

export const updateJob = asyncOperation({
  name: 'updateJob',
  method: 'POST',
  path: '/job/:jobId',
  async run(call) {
    const job = call.job();
    call.checkCreator(job);
    const body = await readText(call.request);
    const change = stateChange(job, readJobFields(body, mediaType(call.contentType) === 'application/json'));
    change(job, call.org.clock.now());
    return call.reply(200, 'jobInfo', jobInfo(job));
  },
});

type StateChange = (job: ClassicJob, now: number) => void;

/** The body may hold the state and nothing else that says something. */
const stateChange = (job: ClassicJob, fields: JobFields): StateChange => {
  const others = Object.entries(fields).filter(([name, value]) => name !== 'state' && !isUnset(value));
  if (others.some(([name, value]) => name !== 'id' || shortId(String(value)) !== shortId(job.id))) {
    throw new AsyncFault('InvalidJob', 'Only the state of a job can be changed');
  }
  const state = String(fields.state);
  const change = Object.hasOwn(CHANGES, state) ? CHANGES[state] : undefined;
  if (change === undefined) throw new AsyncFault('InvalidJob', 'Unable to parse Job');
  return change;
};

/** The official Java client sends its whole job: the id, and in JSON null, zero or false for all that it has not set. */
const isUnset = (value: unknown): boolean => UNSET.includes(value);
const UNSET: readonly unknown[] = [null, '', 0, '0', false, 'false'];

const notAllowed = (verb: string, state: string): AsyncFault =>
  new AsyncFault('InvalidJobState', `${verb} already ${state} Job not allowed`);

const CHANGES: Readonly<Record<string, StateChange>> = {
  Closed(job, now) {
    // The service has this one state in lower case here.
    if (job.state !== 'Open') throw notAllowed('Closing', job.state === 'Closed' ? 'closed' : job.state);
    job.close(now);
  },
  Aborted(job, now) {
    if (job.state === 'Aborted' || job.state === 'Failed') throw notAllowed('Aborting', job.state);
    if (job.state === 'Closed' && !job.hasUnfinishedBatches) throw notAllowed('Aborting', 'Completed');
    job.abort(now);
  },
};
