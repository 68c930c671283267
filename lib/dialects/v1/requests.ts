/** The requests of Bulk API 1.0: one expression an operation. Source: Bulk API Developer Guide 66.0. */
import { pathOf } from '../../codecs/path';
import { buildXml } from '../../codecs/xml';
import { type ApiRequest } from '../../transport/transport';
import { ASYNC_NAMESPACE, ASYNC_PATH, BATCH_MEDIA_TYPES, CALL_OPTIONS_HEADER, type JobState } from '../../wire/v1';
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
  const post = (operation: string, path: string, content: { type: string; body: string | Uint8Array }): ApiRequest => ({
    method: 'POST',
    path,
    headers: { ...options, 'Content-Type': `${content.type}; charset=UTF-8` },
    body: content.body,
    sign: 'x-sfdc-session',
    operation,
    repeatable: false,
  });
  const jobState = (operation: string, job: KnownJob, state: JobState): ApiRequest =>
    post(operation, jobPath(job), { type: 'application/xml', body: jobInfoXml({ state }) });

  return {
    createJob: (job: JobRequest) =>
      post('create job', `${ASYNC_PATH}/${apiVersion}/job`, {
        type: 'application/xml',
        body: jobInfoXml({
          operation: job.operation,
          object: job.object,
          externalIdFieldName: job.externalIdFieldName,
          concurrencyMode: job.concurrencyMode,
          contentType: job.contentType,
          assignmentRuleId: job.assignmentRuleId,
        }),
      }),
    getJob: (job: KnownJob) => get('get job', jobPath(job)),
    closeJob: (job: KnownJob) => jobState('close job', job, 'Closed'),
    abortJob: (job: KnownJob) => jobState('abort job', job, 'Aborted'),
    createBatch: (job: KnownJob, body: Uint8Array) =>
      post('create batch', jobPath(job, 'batch'), { type: batchMediaType(job), body }),
    listBatches: (job: KnownJob) => get('list batches', jobPath(job, 'batch')),
    batchRequest: (job: KnownJob, batchId: string) =>
      get('get batch request', jobPath(job, 'batch', batchId, 'request')),
    batchResult: (job: KnownJob, batchId: string) => get('get batch result', jobPath(job, 'batch', batchId, 'result')),
    resultSet: (job: KnownJob, batchId: string, resultId: string) =>
      get('get result set', jobPath(job, 'batch', batchId, 'result', resultId)),
  };
}

/** Elements in the order of the schema; those without a value are left out. */
function jobInfoXml(values: Record<string, string | undefined>): string {
  const given = Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return buildXml('jobInfo', { $: { xmlns: ASYNC_NAMESPACE }, ...Object.fromEntries(given) });
}

function batchMediaType({ info }: KnownJob): string {
  return BATCH_MEDIA_TYPES[info.contentType];
}
