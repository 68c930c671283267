/** Bulk API Developer Guide: "Create a Job". */
import { FEATURE_VERSIONS } from '../../wire/versions';
import {
  type ConcurrencyMode,
  CONCURRENCY_MODES,
  CONTENT_TYPES,
  type ContentType,
  type Operation,
} from '../../wire/v1';
import { LINE_ENDING_HEADER, DISABLE_BATCH_RETRY_HEADER, OPERATIONS } from '../../wire/v1';
import { type AsyncCall, asyncOperation } from '../async-call';
import { AsyncFault } from '../async-fault';
import { ClassicJob } from '../classic-job';
import { type JobFields, readJobFields } from '../formats/job-request';
import { header, mediaType } from '../http';
import { jobInfo } from '../info';
import { bulkObject, checkHardDelete, externalIdField } from '../job-checks';
import { type JobSettings } from '../job-settings';
import { readPkChunking } from '../pk-chunking';
import { readText } from '../read-text';

export const createJob = asyncOperation({
  name: 'createJob',
  method: 'POST',
  path: '/job',
  async run(call) {
    const body = await readText(call.request);
    const fields = readJobFields(body, mediaType(call.contentType) === 'application/json');
    const job = call.org.jobs.create(ClassicJob, jobSettings(call, fields));
    return call.reply(201, 'jobInfo', jobInfo(job));
  },
});

const jobSettings = (call: AsyncCall, fields: JobFields): JobSettings => {
  const operation = oneOf(OPERATIONS, fields.operation);
  const contentType = oneOf(CONTENT_TYPES, fields.contentType ?? 'XML');
  checkFeatures(call, operation, contentType);
  const object = bulkObject(call.org, text(fields.object));
  return {
    operation,
    contentType,
    object: object.name,
    externalIdFieldName: externalIdField({ operation, object, name: text(fields.externalIdFieldName) }),
    assignmentRuleId: text(fields.assignmentRuleId),
    concurrencyMode: concurrencyMode(fields.concurrencyMode),
    apiVersion: call.version,
    createdById: call.userId,
    isRetryDisabled: header(call.request, DISABLE_BATCH_RETRY_HEADER)?.toLowerCase() === 'true',
    lineEnding: lineEnding(header(call.request, LINE_ENDING_HEADER)),
    // The header is for queries: elsewhere nobody looks at it.
    pkChunking: operation === 'query' || operation === 'queryAll' ? readPkChunking(call.request) : undefined,
  };
};

const unparsable = (): AsyncFault => new AsyncFault('InvalidJob', 'Unable to parse Job');

/** Case-sensitive: `harddelete` is no operation. */
const oneOf = <Value extends string>(values: readonly Value[], value: unknown): Value => {
  const found = values.find((candidate) => candidate === value);
  if (found === undefined) throw unparsable();
  return found;
};

const text = (value: unknown): string | null => {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value !== 'string') throw unparsable();
  return value.trim();
};

/** Some clients send the mode by its number. */
const concurrencyMode = (value: unknown): ConcurrencyMode => {
  if (value === undefined || value === null) return 'Parallel';
  return CONCURRENCY_MODES[Number(value)] ?? oneOf(CONCURRENCY_MODES, value);
};

const lineEnding = (value: string | undefined): JobSettings['lineEnding'] => {
  if (value === undefined) return undefined;
  return value.trim().toUpperCase() === 'CRLF' ? '\r\n' : '\n';
};

const checkFeatures = ({ org, version }: AsyncCall, operation: Operation, contentType: ContentType): void => {
  const number = Number(version);
  if (operation === 'queryAll' && number < FEATURE_VERSIONS.v1QueryAll) throw unparsable();
  if (contentType.endsWith('JSON') && number < FEATURE_VERSIONS.v1Json) throw unparsable();
  checkHardDelete(org, operation);
};
