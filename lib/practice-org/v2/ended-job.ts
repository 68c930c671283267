/** Results are there when the job has ended, and not before. */
import { AsyncFault } from '../async-fault';
import { type Job } from '../job';
import { type RestCall } from '../rest-call';
import { NoSuchResource } from '../rest-fault';
import { anyJob } from './call';
import { V2Job } from './jobs';

/** The results of a load don't mind being asked with a query job: there are none, below its header. */
export const endedJob = (call: RestCall): V2Job => {
  const job = anyJob(call);
  if (!(job instanceof V2Job)) throw new NoSuchResource();
  checkEnded(job);
  return job;
};

export const checkEnded = (job: V2Job): void => {
  if (!job.hasEnded) throw notReady(job);
};

export const notReady = ({ state }: Job): AsyncFault =>
  new AsyncFault('InvalidJobState', `The results are not available. Current job state is '${state}'`);
