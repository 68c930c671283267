import { Bulk, type JobOptions, type Operation } from '../../lib/bulk';
import { type BulkOptions } from '../../lib/options';
import { exchange, ORG } from './exchange';
import { FakeClock } from './fake-clock';
import { batchInfo, BATCH_ID, jobInfo, JOB_ID, SESSION_ID } from './wire';

export const JOBS = '/services/async/66.0/job';
export const JOB = `${JOBS}/${JOB_ID}`;
export const BATCHES = `${JOB}/batch`;

/** A `Bulk` without a session, whose time is made up and whose warnings go nowhere. */
export function newBulk(options: BulkOptions = {}): Bulk {
  return new Bulk({ clock: new FakeClock(), onWarning: () => undefined, ...options });
}

/** A `Bulk` with a session of the org of the specs. Nothing is sent for it. */
export async function signedIn(options: BulkOptions = {}): Promise<Bulk> {
  const bulk = newBulk(options);
  await bulk.login({ accessToken: SESSION_ID, instanceUrl: ORG });
  return bulk;
}

interface OpenJob extends BulkOptions {
  operation?: Operation;
  job?: JobOptions;
}

/** A `Bulk` with an open job. */
export async function withJob({ operation = 'insert', job = {}, ...options }: OpenJob = {}): Promise<Bulk> {
  const bulk = await signedIn(options);
  exchange({ method: 'POST', path: JOBS, status: 201, reply: jobInfo({ operation }) });
  await bulk.jobCreate(operation, 'Contact', job);
  return bulk;
}

/** A `Bulk` with an open job and one batch of so many rows in it. */
export async function withBatch(options: OpenJob & { rows?: number } = {}): Promise<Bulk> {
  const { rows = 1, ...rest } = options;
  const bulk = await withJob(rest);
  exchange({ method: 'POST', path: BATCHES, status: 201, reply: batchInfo({ id: BATCH_ID }) });
  const isQuery = rest.operation === 'query' || rest.operation === 'queryAll';
  await bulk.batchCreate(isQuery ? 'SELECT Id, Name FROM Contact' : `LastName\n${'Hopp\n'.repeat(rows)}`);
  return bulk;
}
