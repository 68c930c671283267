/** Lists of jobs: of one page each, and with the jobs of 1.0 in them. */
import { DATA_PATH, type V2JobType, V2_JOB_TYPES } from '../../wire/v2';
import { type Reply } from '../http';
import { type Job } from '../job';
import { type RestCall } from '../rest-call';
import { refusal } from './call';
import { jobReply, listedInfo } from './info';

export const listJobs = (call: RestCall, jobTypes: readonly V2JobType[]): Reply => {
  const asked = call.request.query.get('queryLocator');
  if (asked !== null) return nextPage(call, asked);
  const isWanted = wanted(call.request.query);
  const jobs = call.org.jobs.all().filter((job) => jobTypes.includes(job.jobType) && isWanted(job));
  return page(call, { jobs, from: 0, locator: () => call.org.jobLists.keep(jobs) });
};

const nextPage = (call: RestCall, asked: string): Reply => {
  const [, locator = '', from = ''] = /^(01g\w+)-(\d+)$/.exec(asked) ?? [];
  const jobs = call.org.jobLists.find(locator);
  if (jobs === undefined) throw refusal('INVALID_QUERY_LOCATOR', 'invalid query locator');
  return page(call, { jobs, from: Number(from), locator: () => locator });
};

interface Page {
  readonly jobs: readonly Job[];
  readonly from: number;
  readonly locator: () => string;
}

/** The next page is under `ingest` in lists of queries too. */
const page = ({ org, version }: RestCall, { jobs, from, locator }: Page): Reply => {
  const to = from + org.settings.jobListRows;
  const isDone = to >= jobs.length;
  const next = isDone ? null : `${DATA_PATH}/v${version}/jobs/ingest?queryLocator=${locator()}-${to}`;
  const records = jobs.slice(from, to).map(listedInfo).join(',');
  return jobReply(`{"done":${isDone},"records":[${records}],"nextRecordsUrl":${JSON.stringify(next)}}`);
};

const FILTERS: Readonly<Record<string, { values: readonly string[]; of: (job: Job) => string }>> = {
  jobType: { values: V2_JOB_TYPES, of: ({ jobType }) => jobType },
  concurrencyMode: { values: ['Parallel', 'Serial'], of: ({ settings }) => settings.concurrencyMode },
  isPkChunkingEnabled: { values: ['true', 'false'], of: ({ settings }) => String(settings.pkChunking !== undefined) },
};

/** Values are taken in any case: the guide writes `parallel` here and `Parallel` elsewhere. */
const wanted = (query: URLSearchParams): ((job: Job) => boolean) => {
  const asked = Object.entries(FILTERS).flatMap(([name, { values, of }]) => {
    const given = query.get(name)?.toLowerCase();
    if (given === undefined) return [];
    const value = values.find((candidate) => candidate.toLowerCase() === given);
    if (value === undefined) throw refusal('INVALIDJOB', `Invalid value for ${name}: ${given}`);
    return [{ of, value }];
  });
  return (job) => asked.every(({ of, value }) => of(job) === value);
};
