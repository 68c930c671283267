/** What is asked of REST beside a job, whichever Bulk API the job speaks. */
import { pathOf } from '../codecs/path';
import { UnexpectedReplyException } from '../errors';
import { type Api, type ApiRequest } from '../transport/transport';
import { CALL_OPTIONS_HEADER } from '../wire/v1';
import { DATA_PATH, type V2JobType } from '../wire/v2';
import { FEATURE_VERSIONS } from '../wire/versions';
import { needsVersion } from './features';
import { askJson, isRecord, type JsonRecord } from './rest-control';

/** A field, as describe has it; of its many properties, those that matter to a load or a query. */
export interface FieldDescription {
  name: string;
  label: string;
  /** `string`, `boolean`, `datetime`, `reference`, … */
  type: string;
  /** Characters that a text holds; 0 for types that have no length. */
  length: number;
  nillable: boolean;
  createable: boolean;
  updateable: boolean;
  defaultedOnCreate: boolean;
  externalId: boolean;
  idLookup: boolean;
  unique: boolean;
  /** For a lookup: the objects it may point at, and the name by which a query walks along it. */
  referenceTo: string[];
  relationshipName: string | null;
  /** The values of a picklist that may be chosen. */
  picklistValues: string[];
}

export interface ObjectDescription {
  name: string;
  label: string;
  createable: boolean;
  updateable: boolean;
  deletable: boolean;
  queryable: boolean;
  fields: FieldDescription[];
}

/** An allocation: what the org has in all, and what is left of it. */
export interface Limit {
  max: number;
  remaining: number;
}

export interface RestSettings {
  readonly apiVersion: string;
  readonly client: string;
}

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

export interface Rest {
  /** Loads and queries, 1.0 jobs among them, newest first. */
  listJobs(filter: JobFilter): Promise<JobSummary[]>;
  describe(object: string): Promise<ObjectDescription>;
  limits(): Promise<Record<string, Limit>>;
  /** The names of the objects of the org. */
  objectNames(): Promise<string[]>;
}

export function restClient(api: Api, { apiVersion, client }: RestSettings): Rest {
  const base = `${DATA_PATH}/v${apiVersion}`;
  const get = (operation: string, path: string): ApiRequest => ({
    method: 'GET',
    path,
    headers: { [CALL_OPTIONS_HEADER]: `client=${client}` },
    sign: 'bearer',
    operation,
    repeatable: true,
  });
  return {
    listJobs: async (filter) => {
      const found = new Map<string, JobSummary>();
      for (const kind of kindsOf(filter, apiVersion)) {
        for (let path: string | undefined = listPath(`${base}/jobs/${kind}`, filter); path !== undefined;) {
          const page: JsonRecord = await askJson(api, get('list jobs', path));
          for (const record of records(page.records)) found.set(text(record.id), toJobSummary(record));
          path = page.done === false ? nextPath(page.nextRecordsUrl) : undefined;
        }
      }
      return [...found.values()].sort((a, b) => b.createdDate.getTime() - a.createdDate.getTime());
    },
    describe: async (object) =>
      toObjectDescription(await askJson(api, get('describe', pathOf(`${base}/sobjects`, object, 'describe')))),
    limits: async () => toLimits(await askJson(api, get('get limits', `${base}/limits`))),
    objectNames: async () =>
      records((await askJson(api, get('list objects', `${base}/sobjects`))).sobjects).map(({ name }) => text(name)),
  };
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
  const given = Object.entries(filter).filter((entry): entry is [string, string | boolean] => entry[1] !== undefined);
  if (given.length === 0) return path;
  return `${path}?${new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()}`;
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
    id: text(record.id),
    jobType: text(record.jobType),
    operation: text(record.operation),
    object: text(record.object),
    state: text(record.state),
    createdById: text(record.createdById),
    createdDate: new Date(text(record.createdDate)),
    systemModstamp: new Date(text(record.systemModstamp)),
    apiVersion: Number(record.apiVersion).toFixed(1),
    contentType: text(record.contentType),
    concurrencyMode: text(record.concurrencyMode),
  };
}

function toObjectDescription(body: JsonRecord): ObjectDescription {
  return {
    name: text(body.name),
    label: text(body.label),
    createable: body.createable === true,
    updateable: body.updateable === true,
    deletable: body.deletable === true,
    queryable: body.queryable === true,
    fields: records(body.fields).map(toFieldDescription),
  };
}

function toFieldDescription(field: JsonRecord): FieldDescription {
  return {
    name: text(field.name),
    label: text(field.label),
    type: text(field.type),
    length: Number(field.length ?? 0),
    nillable: field.nillable === true,
    createable: field.createable === true,
    updateable: field.updateable === true,
    defaultedOnCreate: field.defaultedOnCreate === true,
    externalId: field.externalId === true,
    idLookup: field.idLookup === true,
    unique: field.unique === true,
    referenceTo: Array.isArray(field.referenceTo) ? field.referenceTo.map(text) : [],
    relationshipName: typeof field.relationshipName === 'string' ? field.relationshipName : null,
    picklistValues: records(field.picklistValues)
      .filter(({ active }) => active !== false)
      .map(({ value }) => text(value)),
  };
}

/** Entries of other shapes, such as those for single apps, are left out. */
function toLimits(body: JsonRecord): Record<string, Limit> {
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, limit]) =>
      isRecord(limit) ? [[name, { max: Number(limit.Max), remaining: Number(limit.Remaining) }]] : [],
    ),
  );
}

function records(value: unknown): JsonRecord[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
