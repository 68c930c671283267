/** What is asked of REST beside a job, whichever Bulk API the job speaks. */
import { pathOf } from '../codecs/path';
import { type Api, type ApiRequest } from '../transport/transport';
import { CALL_OPTIONS_HEADER } from '../wire/v1';
import { DATA_PATH } from '../wire/v2';
import { listJobs, type JobFilter, type JobSummary } from './job-list';
import { askJson, isRecord, recordsIn, textOf, type JsonRecord } from './rest-control';

export type { JobFilter, JobSummary } from './job-list';

/** A field, as describe has it; of its many properties, those that matter to a load or a query. */
export interface FieldDescription {
  /** The API name: the column's header. */
  name: string;
  /** What the user interface calls it, in the user's language. */
  label: string;
  /** `string`, `boolean`, `datetime`, `reference`, … */
  type: string;
  /** Characters that a text holds; 0 for types that have no length. */
  length: number;
  /** Whether it may be empty. */
  nillable: boolean;
  /** Whether the user may set it in a new record. */
  createable: boolean;
  /** Whether the user may change it. */
  updateable: boolean;
  /** Whether the org fills it in where a new record leaves it out. */
  defaultedOnCreate: boolean;
  /** Whether it is an external id, by which upserts and lookups may name a record. */
  externalId: boolean;
  /** Whether upserts and lookups may name a record by it though it is no external id, such as `Email`. */
  idLookup: boolean;
  /** Whether no two records have the same value. */
  unique: boolean;
  /** For a lookup: the objects it may point at, and the name by which a query walks along it. */
  referenceTo: string[];
  relationshipName: string | null;
  /** The values of a picklist that may be chosen. */
  picklistValues: string[];
}

/** An object, as describe has it, for the user who is signed in. */
export interface ObjectDescription {
  /** The API name. */
  name: string;
  /** What the user interface calls it, in the user's language. */
  label: string;
  /** Whether the user may insert records. */
  createable: boolean;
  updateable: boolean;
  deletable: boolean;
  queryable: boolean;
  /** In the org's order. */
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
    isControl: true,
  });
  return {
    listJobs: (filter) => listJobs(filter, { apiVersion, page: (path) => askJson(api, get('list jobs', path)) }),
    describe: async (object) =>
      toObjectDescription(await askJson(api, get('describe', pathOf(`${base}/sobjects`, object, 'describe')))),
    limits: async () => toLimits(await askJson(api, get('get limits', `${base}/limits`))),
    objectNames: async () =>
      recordsIn((await askJson(api, get('list objects', `${base}/sobjects`))).sobjects).map(({ name }) => textOf(name)),
  };
}

function toObjectDescription(body: JsonRecord): ObjectDescription {
  return {
    name: textOf(body.name),
    label: textOf(body.label),
    createable: body.createable === true,
    updateable: body.updateable === true,
    deletable: body.deletable === true,
    queryable: body.queryable === true,
    fields: recordsIn(body.fields).map(toFieldDescription),
  };
}

function toFieldDescription(field: JsonRecord): FieldDescription {
  return {
    name: textOf(field.name),
    label: textOf(field.label),
    type: textOf(field.type),
    length: Number(field.length ?? 0),
    nillable: field.nillable === true,
    createable: field.createable === true,
    updateable: field.updateable === true,
    defaultedOnCreate: field.defaultedOnCreate === true,
    externalId: field.externalId === true,
    idLookup: field.idLookup === true,
    unique: field.unique === true,
    referenceTo: Array.isArray(field.referenceTo) ? field.referenceTo.map(textOf) : [],
    relationshipName: typeof field.relationshipName === 'string' ? field.relationshipName : null,
    picklistValues: recordsIn(field.picklistValues)
      .filter(({ active }) => active !== false)
      .map(({ value }) => textOf(value)),
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
