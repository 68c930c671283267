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
import { type JobSettings } from '../job-settings';
import { readPkChunking } from '../pk-chunking';
import { readText } from '../read-text';
import { type ObjectSchema } from '../store/types';

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
  const contentType = fields.contentType === undefined ? 'XML' : oneOf(CONTENT_TYPES, fields.contentType);
  checkFeatures(call, operation, contentType);
  const object = findObject(call, text(fields.object));
  return {
    operation,
    contentType,
    object: object.name,
    externalIdFieldName: externalId({ operation, object, name: text(fields.externalIdFieldName) }),
    assignmentRuleId: text(fields.assignmentRuleId),
    concurrencyMode: concurrencyMode(fields.concurrencyMode),
    apiVersion: call.version,
    createdById: call.userId,
    isRetryDisabled: header(call.request, DISABLE_BATCH_RETRY_HEADER)?.toLowerCase() === 'true',
    lineEnding: lineEnding(header(call.request, LINE_ENDING_HEADER)),
    pkChunking: readPkChunking(call.request),
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
  if (operation === 'hardDelete' && !org.settings.setup.isHardDeleteAllowed) {
    const message =
      'hardDelete operation requires special user profile permission, please contact your system administrator';
    throw new AsyncFault('FeatureNotEnabled', message);
  }
};

const findObject = ({ org }: AsyncCall, name: string | null): ObjectSchema => {
  if (name === null) throw new AsyncFault('InvalidJob', 'Unable to find object: null');
  const object = org.store.object(name);
  if (object === undefined) throw new AsyncFault('InvalidJob', `Unable to find object: ${name}`);
  if (!object.bulkable) {
    throw new AsyncFault('InvalidEntity', `Entity '${object.name}' is not supported by the Bulk API.`);
  }
  return object;
};

interface ExternalIdChoice {
  readonly operation: Operation;
  readonly object: ObjectSchema;
  readonly name: string | null;
}

const externalId = ({ operation, object, name }: ExternalIdChoice): string | null => {
  if (operation !== 'upsert') {
    if (name !== null) throw new AsyncFault('InvalidJob', `External ID is not allowed for ${operation}.`);
    return null;
  }
  if (name === null) {
    const message = `External ID was blank for ${object.name}. An External ID must be specified for upsert.`;
    throw new AsyncFault('InvalidJob', message);
  }
  const field = object.fields.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
  const isKey = field !== undefined && (field.name === 'Id' || field.externalId || field.idLookup);
  if (!isKey) throw new AsyncFault('InvalidJob', `Invalid External ID for ${object.name}: ${name}`);
  return field.name;
};
