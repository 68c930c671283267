/** What the operations of Bulk API 2.0 share: the version that has them, the job, and refusals in their words. */
import { FEATURE_VERSIONS } from '../../wire/versions';
import { AsyncFault } from '../async-fault';
import { type Job } from '../job';
import { type Operation } from '../operation';
import { type DailyQuota } from '../quotas';
import { type RestCall, type RestOperation, restOperation } from '../rest-call';
import { BulkFault, NoSuchResource } from '../rest-fault';
import { V2IngestJob, V2QueryJob } from './jobs';

type V2Operation = Omit<RestOperation, 'ignoresCase'>;

export const ingestOperation = (operation: V2Operation): Operation =>
  v2Operation(operation, `/jobs/ingest${operation.path}`, FEATURE_VERSIONS.v2Ingest);

export const queryOperation = (operation: V2Operation): Operation =>
  v2Operation(operation, `/jobs/query${operation.path}`, FEATURE_VERSIONS.v2Query);

const v2Operation = (operation: V2Operation, path: string, since: number): Operation =>
  restOperation({
    ...operation,
    path,
    ignoresCase: true,
    async run(call) {
      if (Number(call.version) < since) throw new NoSuchResource();
      try {
        return await operation.run(call);
      } catch (error) {
        throw error instanceof AsyncFault ? inCapitals(error) : error;
      }
    },
  });

/** `InvalidJobState` of 1.0 is `INVALIDJOBSTATE` in 2.0. */
const inCapitals = ({ exceptionCode, message }: AsyncFault): BulkFault => refusal(exceptionCode.toUpperCase(), message);

export const refusal = (errorCode: string, message: string): BulkFault =>
  new BulkFault({ status: 400, errorCode, message });

export const ingestJob = (call: RestCall): V2IngestJob => jobOf(call, V2IngestJob);
export const queryJob = (call: RestCall): V2QueryJob => jobOf(call, V2QueryJob);

/** A job of any kind: reading one asks no further. */
export const anyJob = ({ org, params }: RestCall): Job => {
  const job = org.jobs.find(params.jobId ?? '');
  if (job === undefined) throw new NoSuchResource();
  return job;
};

const jobOf = <Kind extends Job>(call: RestCall, kind: abstract new (...given: never[]) => Kind): Kind => {
  const job = anyJob(call);
  if (!(job instanceof kind)) throw new NoSuchResource();
  return job;
};

export const checkCreator = ({ session }: RestCall, { settings }: Job): void => {
  if (settings.createdById !== session.userId) {
    throw new AsyncFault('InvalidUser', 'The job was created by another user');
  }
};

export const notTerminated = (): BulkFault =>
  refusal('API_ERROR', 'Error encountered when deleting the job because the job is not terminated');

export const queryJobsExceeded = ({ max, used }: DailyQuota): BulkFault =>
  refusal('LIMIT_EXCEEDED', `Max bulk v2 query jobs (${max}) per 24 hrs has been reached (${used})`);
