/** The requests of Bulk API 2.0: one expression an operation. Source: Bulk API 2.0 Developer Guide 66.0. */
import { pathOf } from '../../codecs/path';
import { writeMultipart } from '../../codecs/multipart';
import { isQueryOperation } from '../../records/infos';
import { type ApiRequest } from '../../transport/transport';
import { CALL_OPTIONS_HEADER } from '../../wire/v1';
import { DATA_PATH, type ColumnDelimiter, type LineEnding, type V2JobState } from '../../wire/v2';
import { type KnownJob } from '../dialect';

export interface V2Settings {
  readonly apiVersion: string;
  /** The client name for the org's logs. */
  readonly client: string;
}

/** How the CSV of one job is written. */
export interface CsvShape {
  readonly columnDelimiter: ColumnDelimiter;
  readonly lineEnding: LineEnding;
}

/** Which page of a query's results is asked for. */
export interface PageOf {
  readonly locator?: string | undefined;
  readonly maxRecords?: number | undefined;
}

export type V2Requests = ReturnType<typeof v2Requests>;

export const MULTIPART_BOUNDARY = 'sfbulk-boundary-7f3a9c51e2d84b06';

export function v2Requests({ apiVersion, client }: V2Settings) {
  const headers = { [CALL_OPTIONS_HEADER]: `client=${client}` };
  const pathTo = (kind: 'ingest' | 'query', version: string, ...rest: string[]): string =>
    pathOf(`${DATA_PATH}/v${version}/jobs/${kind}`, ...rest);
  /** A job keeps the version that it was begun with, in all its batches: results of another version are refused. */
  const jobPath = ({ info }: KnownJob, ...rest: string[]): string =>
    pathTo(kindOf(info.operation), info.apiVersion, ...rest);

  const get = (operation: string, path: string): ApiRequest => ({
    method: 'GET',
    path,
    headers,
    sign: 'bearer',
    operation,
    repeatable: true,
  });
  const ask = (operation: string, path: string): ApiRequest => ({ ...get(operation, path), isControl: true });
  const send = (
    method: 'POST' | 'PUT' | 'PATCH',
    operation: string,
    content: { path: string; type: string; body: string | Uint8Array },
  ): ApiRequest => ({
    method,
    path: content.path,
    headers: { ...headers, 'Content-Type': content.type },
    body: content.body,
    sign: 'bearer',
    operation,
    repeatable: false,
  });
  const setState = (operation: string, path: string, state: V2JobState): ApiRequest =>
    send('PATCH', operation, { path, type: JSON_TYPE, body: JSON.stringify({ state }) });

  return {
    createIngest: (job: KnownJob, shape: CsvShape) =>
      send('POST', 'create batch', {
        path: jobPath(job),
        type: JSON_TYPE,
        body: JSON.stringify(ingestBody(job.info, shape)),
      }),
    /** Create, upload and complete in one request, for data that is small enough. */
    createIngestWithData: (job: KnownJob, shape: CsvShape, csv: Uint8Array) =>
      send('POST', 'create batch', {
        path: jobPath(job),
        type: `multipart/form-data; boundary="${MULTIPART_BOUNDARY}"`,
        body: writeMultipart(MULTIPART_BOUNDARY, [
          { name: 'job', type: 'application/json', body: Buffer.from(JSON.stringify(ingestBody(job.info, shape))) },
          { name: 'content', type: 'text/csv', fileName: 'content', body: csv },
        ]),
      }),
    upload: (job: KnownJob, serverJobId: string, csv: Uint8Array) =>
      send('PUT', 'upload data', { path: jobPath(job, serverJobId, 'batches'), type: 'text/csv', body: csv }),
    complete: (job: KnownJob, serverJobId: string) =>
      setState('complete upload', jobPath(job, serverJobId), 'UploadComplete'),
    createQuery: (job: KnownJob, soql: string) =>
      send('POST', 'create batch', {
        path: jobPath(job),
        type: JSON_TYPE,
        body: JSON.stringify(queryBody(job.info, soql)),
      }),
    getJob: (job: KnownJob, serverJobId: string) => ask('get batch', jobPath(job, serverJobId)),
    findJob: (kind: 'ingest' | 'query', serverJobId: string) => ask('get job', pathTo(kind, apiVersion, serverJobId)),
    abort: (job: KnownJob, serverJobId: string) => setState('abort job', jobPath(job, serverJobId), 'Aborted'),
    deleteJob: (job: KnownJob, serverJobId: string): ApiRequest => ({
      ...get('delete job', jobPath(job, serverJobId)),
      method: 'DELETE',
      repeatable: false,
    }),
    results: (
      job: KnownJob,
      serverJobId: string,
      which: 'successfulResults' | 'failedResults' | 'unprocessedrecords',
    ) => csv(get('get batch result', jobPath(job, serverJobId, which))),
    page: (job: KnownJob, serverJobId: string, { locator, maxRecords }: PageOf) =>
      csv(
        get(
          'get result set',
          withQuery(jobPath(job, serverJobId, 'results'), { locator, maxRecords: maxRecords?.toString() }),
        ),
      ),
    pageList: (job: KnownJob, serverJobId: string, locator: string | undefined) =>
      ask('list result pages', withQuery(jobPath(job, serverJobId, 'resultPages'), { locator })),
  };
}

const JSON_TYPE = 'application/json; charset=UTF-8';

function kindOf(operation: string): 'ingest' | 'query' {
  return isQueryOperation(operation) ? 'query' : 'ingest';
}

function ingestBody(info: KnownJob['info'], shape: CsvShape): Record<string, string> {
  return {
    object: info.object,
    operation: info.operation,
    ...(info.externalIdFieldName === null ? {} : { externalIdFieldName: info.externalIdFieldName }),
    contentType: 'CSV',
    columnDelimiter: shape.columnDelimiter,
    lineEnding: shape.lineEnding,
    ...(info.assignmentRuleId === null ? {} : { assignmentRuleId: info.assignmentRuleId }),
  };
}

function queryBody(info: KnownJob['info'], soql: string): Record<string, string> {
  return {
    operation: info.operation,
    query: soql,
    contentType: 'CSV',
    columnDelimiter: info.columnDelimiter,
    lineEnding: info.lineEnding ?? 'LF',
  };
}

function csv(request: ApiRequest): ApiRequest {
  return { ...request, headers: { ...request.headers, Accept: 'text/csv' } };
}

function withQuery(path: string, parameters: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
}
