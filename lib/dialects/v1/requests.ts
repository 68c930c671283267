/** The requests of Bulk API 1.0: one expression an operation. Source: Bulk API Developer Guide 66.0. */
import { pathOf } from '../../codecs/path';
import { buildXml } from '../../codecs/xml';
import { dataFormat } from '../../records/formats';
import { isQueryOperation } from '../../records/infos';
import { type BatchBody } from '../../records/types';
import { type ApiRequest } from '../../transport/transport';
import {
  ASYNC_NAMESPACE,
  ASYNC_PATH,
  BATCH_MEDIA_TYPES,
  CALL_OPTIONS_HEADER,
  DISABLE_BATCH_RETRY_HEADER,
  type JobState,
  LINE_ENDING_HEADER,
  PK_CHUNKING_HEADER,
} from '../../wire/v1';
import { type JobRequest, type KnownJob } from '../dialect';

export interface V1Settings {
  readonly apiVersion: string;
  /** The client name for the org's logs. */
  readonly client: string;
}

/** The requests that one org and version are asked with. */
export type V1Requests = ReturnType<typeof v1Requests>;

export function v1Requests({ apiVersion, client }: V1Settings) {
  const options = { [CALL_OPTIONS_HEADER]: `client=${client}` };
  // A job keeps the version that it was made with: the service refuses any other for its batches.
  const jobPath = ({ info }: KnownJob, ...rest: string[]): string =>
    pathOf(`${ASYNC_PATH}/${info.apiVersion}/job`, info.id, ...rest);

  const get = (operation: string, path: string): ApiRequest => ({
    method: 'GET',
    path,
    headers: options,
    sign: 'x-sfdc-session',
    operation,
    repeatable: true,
  });
  const ask = (operation: string, path: string): ApiRequest => ({ ...get(operation, path), isControl: true });
  const post = (operation: string, path: string, content: { type: string; body: string | BatchBody }): ApiRequest => ({
    method: 'POST',
    path,
    headers: { ...options, 'Content-Type': contentTypeOf(content.type) },
    body: content.body,
    sign: 'x-sfdc-session',
    operation,
    repeatable: false,
  });
  const jobState = (operation: string, job: KnownJob, state: JobState): ApiRequest =>
    post(operation, jobPath(job), xml(jobInfoXml({ state })));

  return {
    createJob: (job: JobRequest): ApiRequest =>
      // A job without batches does no harm: one more is better than none.
      ({
        ...withHeaders(post('create job', `${ASYNC_PATH}/${apiVersion}/job`, xml(newJobXml(job))), jobHeaders(job)),
        repeatable: true,
        isControl: true,
      }),
    findJob: (jobId: string) => ask('get job', pathOf(`${ASYNC_PATH}/${apiVersion}/job`, jobId)),
    getJob: (job: KnownJob) => ask('get job', jobPath(job)),
    closeJob: (job: KnownJob) => jobState('close job', job, 'Closed'),
    abortJob: (job: KnownJob) => jobState('abort job', job, 'Aborted'),
    mapFields: (job: KnownJob, spec: string) =>
      post('map fields', jobPath(job, 'spec'), { type: 'text/csv', body: spec }),
    createBatch: (job: KnownJob, body: BatchBody) =>
      post('create batch', jobPath(job, 'batch'), { type: batchMediaType(job), body }),
    listBatches: (job: KnownJob) => ask('list batches', jobPath(job, 'batch')),
    getBatch: (job: KnownJob, batchId: string) => ask('get batch', jobPath(job, 'batch', batchId)),
    batchRequest: (job: KnownJob, batchId: string) =>
      get('get batch request', jobPath(job, 'batch', batchId, 'request')),
    resultList: (job: KnownJob, batchId: string) => ask('list result sets', jobPath(job, 'batch', batchId, 'result')),
    batchResult: (job: KnownJob, batchId: string) => get('get batch result', jobPath(job, 'batch', batchId, 'result')),
    resultSet: (job: KnownJob, batchId: string, resultId: string) =>
      get('get result set', jobPath(job, 'batch', batchId, 'result', resultId)),
  };
}

/** A zip is bytes, and has no charset. */
function contentTypeOf(mediaType: string): string {
  return mediaType.startsWith('zip/') ? mediaType : `${mediaType}; charset=UTF-8`;
}

const xml = (body: string) => ({ type: 'application/xml', body });

function withHeaders(request: ApiRequest, headers: Record<string, string>): ApiRequest {
  return { ...request, headers: { ...request.headers, ...headers } };
}

function newJobXml(job: JobRequest): string {
  return jobInfoXml({
    operation: job.operation,
    object: job.object,
    externalIdFieldName: job.externalIdFieldName,
    concurrencyMode: job.concurrencyMode,
    contentType: job.contentType,
    assignmentRuleId: job.assignmentRuleId,
  });
}

/** Options of a job that travel in headers of its creation. */
function jobHeaders({ pkChunking, isRetryDisabled, lineEnding }: JobRequest): Record<string, string> {
  return {
    ...(pkChunking === undefined ? {} : { [PK_CHUNKING_HEADER]: pkChunkingValue(pkChunking) }),
    ...(isRetryDisabled ? { [DISABLE_BATCH_RETRY_HEADER]: 'TRUE' } : {}),
    ...(lineEnding === undefined ? {} : { [LINE_ENDING_HEADER]: lineEnding }),
  };
}

function pkChunkingValue(pkChunking: NonNullable<JobRequest['pkChunking']>): string {
  const parts = Object.entries(pkChunking).map(([name, value]) => `${name}=${value}`);
  return parts.length === 0 ? 'true' : parts.join('; ');
}

/** Elements in the order of the schema; those without a value are left out. */
function jobInfoXml(values: Record<string, string | undefined>): string {
  const given = Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return buildXml('jobInfo', { $: { xmlns: ASYNC_NAMESPACE }, ...Object.fromEntries(given) });
}

function batchMediaType({ info }: KnownJob): string {
  return BATCH_MEDIA_TYPES[isQueryOperation(info.operation) ? dataFormat(info.contentType) : info.contentType];
}
