/** Everything that the org answers to. */
import { type Operation } from '../operation';
import { addBatch } from './add-batch';
import { createJob } from './create-job';
import { describe, describeGlobal } from './describe';
import { getBatch } from './get-batch';
import { getBatchRequest } from './get-batch-request';
import { getBatchResult } from './get-batch-result';
import { getJob } from './get-job';
import { getResultSet } from './get-result-set';
import { getSchema } from './get-schema';
import { limits } from './limits';
import { listBatches } from './list-batches';
import { soapOperations } from './login';
import { query, queryMore } from './query';
import { resources } from './resources';
import { token, tokenByGet } from './token';
import { updateJob } from './update-job';
import { uploadSpec } from './upload-spec';
import { identity, revoke, userinfo } from './userinfo';
import { versions } from './versions';

const bulk = [
  createJob,
  getJob,
  updateJob,
  addBatch,
  listBatches,
  getBatch,
  getBatchRequest,
  getBatchResult,
  getResultSet,
  uploadSpec,
  getSchema,
];

const oauth = [token, tokenByGet, userinfo, identity, revoke];

const rest = [versions, resources, limits, describeGlobal, describe, query, queryMore];

export const operations: readonly Operation[] = [...soapOperations, ...oauth, ...bulk, ...rest];
