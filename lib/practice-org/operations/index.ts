/** Everything that the org answers to. */
import { type Operation } from '../operation';
import { addBatch } from './add-batch';
import { createJob } from './create-job';
import { getBatch } from './get-batch';
import { getBatchRequest } from './get-batch-request';
import { getBatchResult } from './get-batch-result';
import { getJob } from './get-job';
import { getResultSet } from './get-result-set';
import { listBatches } from './list-batches';
import { soapOperations } from './login';
import { updateJob } from './update-job';
import { getSchema } from './get-schema';
import { uploadSpec } from './upload-spec';

export const operations: readonly Operation[] = [
  ...soapOperations,
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
