/** Bulk API 2.0 Developer Guide: "Create a Job", and the same with its data in one multipart request. */
import { V2_MULTIPART_CHARACTERS } from '../../../wire/limits';
import { V2_INGEST_OPERATIONS } from '../../../wire/v2';
import { FEATURE_VERSIONS } from '../../../wire/versions';
import { header, mediaType } from '../../http';
import { bulkObject, checkHardDelete, externalIdField } from '../../job-checks';
import { readBytes, readText, tooLong } from '../../read-text';
import { type RestCall } from '../../rest-call';
import { ingestOperation } from '../../v2/call';
import { choice, optionalText, readControlBody } from '../../v2/control-body';
import { createdInfo, jobReply } from '../../v2/info';
import { startIngest } from '../../v2/ingest';
import { commonSettings, LAYOUT_KEYS, readLayout, unsupportedMediaType } from '../../v2/job-request';
import { V2IngestJob, type V2JobSettings } from '../../v2/jobs';
import { readMultipart } from '../../v2/multipart';

export const createIngestJob = ingestOperation({
  name: 'createIngestJob',
  method: 'POST',
  path: '',
  async run(call) {
    const type = header(call.request, 'content-type');
    const create = CREATORS[mediaType(type)];
    if (create === undefined) throw unsupportedMediaType(type);
    return jobReply(createdInfo(await create(call, type ?? '')));
  },
});

type Creator = (call: RestCall, contentType: string) => Promise<V2IngestJob>;

const CREATORS: Readonly<Record<string, Creator>> = {
  'application/json': async (call) => createFrom(call, await readText(call.request)),

  async 'multipart/form-data'(call, contentType) {
    const { job: text, content } = readMultipart(await readBytes(call.request, MULTIPART_BYTES), contentType);
    if (content.toString('utf8').length > V2_MULTIPART_CHARACTERS) throw tooLong(V2_MULTIPART_CHARACTERS);
    const job = createFrom(call, text);
    const now = call.org.clock.now();
    job.take(content, now);
    job.completeUpload(now);
    startIngest(call.org, job);
    return job;
  },
};

/** A character takes up to four bytes, and the other part has to fit in too. */
const MULTIPART_BYTES = 4 * V2_MULTIPART_CHARACTERS + 100_000;

const createFrom = (call: RestCall, text: string): V2IngestJob =>
  call.org.jobs.create(V2IngestJob, jobSettings(call, text));

const KEYS = ['object', 'operation', 'externalIdFieldName', ...LAYOUT_KEYS];

const jobSettings = (call: RestCall, text: string): V2JobSettings => {
  const knowsRules = Number(call.version) >= FEATURE_VERSIONS.v2AssignmentRule;
  const body = readControlBody(text, knowsRules ? [...KEYS, 'assignmentRuleId'] : KEYS);
  const operation = choice(body, { name: 'operation', values: V2_INGEST_OPERATIONS });
  checkHardDelete(call.org, operation);
  const object = bulkObject(call.org, optionalText(body, 'object'));
  return {
    ...commonSettings(call),
    ...readLayout(body),
    operation,
    object: object.name,
    externalIdFieldName: externalIdField({ operation, object, name: optionalText(body, 'externalIdFieldName') }),
    assignmentRuleId: optionalText(body, 'assignmentRuleId'),
  };
};
