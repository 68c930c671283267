/** Making and ending jobs, so that it is known afterwards whether it was done. */
import { type KnownJob } from '../../dialects/dialect';
import { BulkException } from '../../errors';
import { type JobInfo } from '../../records/types';
import { type Operation } from '../../wire/v1';
import { isOutcomeUnknown } from '../sending/outcome-unknown';
import { toJobPlan, type JobOptions, type JobPlan } from './job-options';
import { withBoth } from '../sending/with-both';
import { type Work } from '../work';

/** The arguments of `jobCreate`. */
export interface JobArguments {
  readonly operation: Operation;
  readonly object: string;
  readonly options: JobOptions;
}

export async function createJob(work: Work, job: JobArguments): Promise<JobInfo> {
  const plan: JobPlan = toJobPlan(job.operation, job.object, job.options);
  work.dialect.checkJob(plan.request);
  return work.jobs.opening(() => openJob(work, job, plan));
}

async function openJob(work: Work, { operation, object, options }: JobArguments, plan: JobPlan): Promise<JobInfo> {
  const { dialect, journal, jobs, settings } = work;
  await journal.write({
    type: 'job planned',
    api: settings.api,
    apiVersion: settings.apiVersion,
    operation,
    object,
    options: { ...options },
    instanceUrl: work.instanceUrl,
  });
  const info = await dialect.createJob(plan.request).catch(async (error: unknown) => {
    // Nobody has to go on with a job that was refused.
    if (error instanceof BulkException && !isOutcomeUnknown(error)) {
      await journal.write({ type: 'refused' }).catch(() => undefined);
    }
    throw error;
  });
  jobs.begin(info, plan);
  await tellingJob(info, journal.write({ type: 'job created', job: { ...info } }));
  return info;
}

/** Of a journal that cannot be written: the job is there nevertheless. */
async function tellingJob({ id }: JobInfo, writing: Promise<void>): Promise<void> {
  try {
    await writing;
  } catch (error) {
    if (error instanceof BulkException) error.jobId ??= id;
    throw error;
  }
}

type EndState = 'Closed' | 'Aborted';

export async function endJob(work: Work, job: KnownJob, wanted: EndState): Promise<JobInfo> {
  const { journal } = work;
  const info = await work.state.ending(async () => {
    await journal.write({ type: 'end planned', state: wanted });
    return endSurely(work, job, wanted).catch(async (error: unknown) => {
      // Who is told that it has failed may go on with the job: after a crash it must not be ended then.
      await journal.write({ type: 'end failed' }).catch(() => undefined);
      throw error;
    });
  });
  await tellingJob(info, journal.write({ type: 'ended', state: info.state }));
  return info;
}

/** Ending twice is refused, so when the answer is lost the job is looked at before it is tried again. */
async function endSurely(work: Work, job: KnownJob, wanted: EndState, attempt = 0): Promise<JobInfo> {
  const { dialect, settings } = work;
  try {
    return await (wanted === 'Closed' ? dialect.closeJob(job) : dialect.abortJob(job));
  } catch (error) {
    if (!isOutcomeUnknown(error) || attempt >= settings.retries) throw error;
    const info = await dialect.getJob(job).catch((fault: unknown) => {
      throw withBoth(error, fault);
    });
    if (info.state === wanted) return info;
    return endSurely(work, job, wanted, attempt + 1);
  }
}

/** There is no job any more, and nothing to go on with. */
export async function deleteJob({ dialect, journal, jobs, state }: Work): Promise<void> {
  await dialect.deleteJob(state.known('jobDelete'));
  const isOurs = state.plan?.isAttached !== true;
  jobs.forget();
  if (isOurs) await journal.write({ type: 'ended', state: 'Deleted' });
}
