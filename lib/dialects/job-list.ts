/** The list of an org's jobs, which 2.0 has for both APIs. */
import { UnexpectedReplyException } from '../errors';
import { DATA_PATH, type V2JobType } from '../wire/v2';
import { FEATURE_VERSIONS } from '../wire/versions';
import { needsVersion } from './features';
import { linkedPages } from './linked-pages';
import { recordsIn, textOf, type JsonRecord } from './rest-control';

/** Which jobs are listed. */
export interface JobFilter {
  jobType?: V2JobType;
  isPkChunkingEnabled?: boolean;
  /** Queries only. */
  concurrencyMode?: 'parallel' | 'serial';
}

/** A job in a list: without its counters, which are asked for one by one. */
export interface JobSummary {
  id: string;
  jobType: V2JobType | (string & {});
  operation: string;
  object: string;
  state: string;
  createdById: string;
  createdDate: Date;
  systemModstamp: Date;
  apiVersion: string;
  contentType: string;
  concurrencyMode: string;
}

interface JobPages {
  readonly apiVersion: string;
  /** Asks for one page of a list. */
  readonly page: (path: string) => Promise<JsonRecord>;
}

/** Loads and queries, 1.0 jobs among them, newest first. */
export async function listJobs(filter: JobFilter, { apiVersion, page }: JobPages): Promise<JobSummary[]> {
  const found = new Map<string, JobSummary>();
  for (const kind of kindsOf(filter, apiVersion)) {
    const first = listPath(`${DATA_PATH}/v${apiVersion}/jobs/${kind}`, filter);
    const read = async (path: string): Promise<JobPage> => toJobPage(await page(path));
    for await (const { records } of linkedPages({ first, read, what: 'jobs' })) {
      for (const record of records) found.set(textOf(record.id), toJobSummary(record));
    }
  }
  return [...found.values()].sort((a, b) => b.createdDate.getTime() - a.createdDate.getTime());
}

/** Loads and queries are listed under two addresses, the second of which came later; 1.0 jobs under both. */
function kindsOf({ jobType, concurrencyMode }: JobFilter, apiVersion: string): readonly ('ingest' | 'query')[] {
  needsVersion('jobList()', FEATURE_VERSIONS.v2Ingest, apiVersion);
  if (jobType === 'V2Ingest' || jobType === 'BigObjectIngest') return ['ingest'];
  if (jobType !== undefined || concurrencyMode !== undefined) {
    needsVersion('A list of queries', FEATURE_VERSIONS.v2Query, apiVersion);
    return ['query'];
  }
  return Number(apiVersion) < FEATURE_VERSIONS.v2Query ? ['ingest'] : ['ingest', 'query'];
}

function listPath(path: string, filter: JobFilter): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) if (value !== undefined) parameters.set(name, String(value));
  return parameters.size === 0 ? path : `${path}?${parameters.toString()}`;
}

interface JobPage {
  readonly records: readonly JsonRecord[];
  readonly next: string | null;
}

function toJobPage({ records, done, nextRecordsUrl }: JsonRecord): JobPage {
  if (!Array.isArray(records)) throw noList();
  return { records: recordsIn(records), next: done === false ? nextPath(nextRecordsUrl) : null };
}

function noList(): UnexpectedReplyException {
  return new UnexpectedReplyException('The answer has no list of jobs', {
    advice: 'Something between you and the org changed the answer.',
  });
}

/** The rest of a list stands under a path of the same org, and nowhere else. */
function nextPath(url: unknown): string {
  if (typeof url === 'string' && url.startsWith('/services/')) return url;
  throw new UnexpectedReplyException('The list of jobs goes on, and does not say where', {
    advice: 'Something between you and the org changed the answer.',
  });
}

function toJobSummary(record: JsonRecord): JobSummary {
  return {
    id: textOf(record.id),
    jobType: textOf(record.jobType),
    operation: textOf(record.operation),
    object: textOf(record.object),
    state: textOf(record.state),
    createdById: textOf(record.createdById),
    createdDate: new Date(textOf(record.createdDate)),
    systemModstamp: new Date(textOf(record.systemModstamp)),
    apiVersion: Number(record.apiVersion).toFixed(1),
    contentType: textOf(record.contentType),
    concurrencyMode: textOf(record.concurrencyMode),
  };
}
