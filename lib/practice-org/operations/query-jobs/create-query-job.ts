/** Bulk API 2.0 Developer Guide: "Create a Query Job". The query is looked at here and now. */
import { CHARACTERS_PER_SOQL } from '../../../wire/limits';
import { V2_QUERY_OPERATIONS, type V2QueryOperation } from '../../../wire/v2';
import { checkBulkable } from '../../job-checks';
import { readText } from '../../read-text';
import { type RestCall } from '../../rest-call';
import { QueryFault } from '../../soql/query-fault';
import { type ObjectSchema } from '../../store/types';
import { queryJobsExceeded, queryOperation, refusal } from '../../v2/call';
import { choice, optionalText, readControlBody } from '../../v2/control-body';
import { createdInfo, jobReply } from '../../v2/info';
import { checkMediaType, commonSettings, LAYOUT_KEYS, readLayout } from '../../v2/job-request';
import { V2QueryJob } from '../../v2/jobs';

/** A character of the query takes up to six bytes in JSON. */
const BODY_BYTES = 7 * CHARACTERS_PER_SOQL;

const KEYS = ['operation', 'query', ...LAYOUT_KEYS];

export const createQueryJob = queryOperation({
  name: 'createQueryJob',
  method: 'POST',
  path: '',
  async run(call) {
    checkMediaType(call, 'application/json');
    const body = readControlBody(await readText(call.request, BODY_BYTES), KEYS);
    const operation = choice(body, { name: 'operation', values: V2_QUERY_OPERATIONS });
    const layout = readLayout(body);
    const soql = optionalText(body, 'query') ?? '';
    const object = checkQuery(call, { soql, operation });
    countQueryJob(call);
    const names = { operation, object: object.name, externalIdFieldName: null, assignmentRuleId: null };
    const job = call.org.jobs.create(V2QueryJob, { ...commonSettings(call), ...layout, ...names });
    call.org.scheduler.enqueue(call.org.jobs.addBatch(job, { body: Buffer.from(soql), contentType: 'text/csv' }));
    return jobReply(createdInfo(job));
  },
});

interface Question {
  readonly soql: string;
  readonly operation: V2QueryOperation;
}

const checkQuery = ({ org }: RestCall, { soql, operation }: Question): ObjectSchema => {
  if (soql.length > CHARACTERS_PER_SOQL)
    throw refusal('MALFORMED_QUERY', `SOQL statements cannot be longer than ${CHARACTERS_PER_SOQL} characters.`);
  try {
    const { object } = org.store.checkQuery({ soql, includeDeleted: operation === 'queryAll' });
    checkBulkable(object);
    return object;
  } catch (error) {
    throw error instanceof QueryFault ? refusal(errorCode(error), error.text) : error;
  }
};

/** What 1.0 calls not enabled is only an error of the API here. */
const errorCode = ({ errorCode: code }: QueryFault): string =>
  code === 'FUNCTIONALITY_NOT_ENABLED' ? 'API_ERROR' : code.toUpperCase();

/** Refused ones count too. */
const countQueryJob = ({ org: { quotas } }: RestCall): void => {
  const { isSpent } = quotas.queryJobs;
  quotas.queryJobs.count();
  if (isSpent) throw queryJobsExceeded(quotas.queryJobs);
};
