import { type KnownJob } from '../../dialects/dialect';
import { OutOfOrderException } from '../../errors';
import { isQueryJob } from './batches';

const READ_BY = {
  load: 'Use jobOutcomes() for loads.',
  query: 'Use jobRecords() or jobDownload() for queries.',
};

/** @throws {OutOfOrderException} for a job of the other kind, whose results are of another shape */
export function requireKind(job: KnownJob, kind: 'load' | 'query', method: string): void {
  const actual = isQueryJob(job) ? 'query' : 'load';
  if (actual === kind) return;
  throw new OutOfOrderException(`${method}() needs a ${kind} job, and job ${job.info.id} is a ${actual}`, {
    jobId: job.info.id,
    advice: READ_BY[actual],
  });
}
