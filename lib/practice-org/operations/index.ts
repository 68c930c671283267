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
import { createIngestJob } from './ingest/create-ingest-job';
import { deleteIngestJob } from './ingest/delete-ingest-job';
import { getFailedResults } from './ingest/get-failed-results';
import { getIngestJob } from './ingest/get-ingest-job';
import { getSuccessfulResults } from './ingest/get-successful-results';
import { getUnprocessedRecords } from './ingest/get-unprocessed-records';
import { listIngestJobs } from './ingest/list-ingest-jobs';
import { updateIngestJob } from './ingest/update-ingest-job';
import { uploadData } from './ingest/upload-data';
import { limits } from './limits';
import { listBatches } from './list-batches';
import { soapOperations } from './login';
import { query, queryMore } from './query';
import { createQueryJob } from './query-jobs/create-query-job';
import { deleteQueryJob } from './query-jobs/delete-query-job';
import { getQueryJob } from './query-jobs/get-query-job';
import { getQueryResultPages } from './query-jobs/get-query-result-pages';
import { getQueryResults } from './query-jobs/get-query-results';
import { listQueryJobs } from './query-jobs/list-query-jobs';
import { updateQueryJob } from './query-jobs/update-query-job';
import { resources } from './resources';
import { token, tokenByGet } from './token';
import { updateJob } from './update-job';
import { uploadSpec } from './upload-spec';
import { identity, revoke, userinfo } from './userinfo';
import { versions } from './versions';

const classicJobs = [
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

const v2Jobs = [
  createIngestJob,
  listIngestJobs,
  getIngestJob,
  updateIngestJob,
  deleteIngestJob,
  uploadData,
  getSuccessfulResults,
  getFailedResults,
  getUnprocessedRecords,
  createQueryJob,
  listQueryJobs,
  getQueryJob,
  updateQueryJob,
  deleteQueryJob,
  getQueryResults,
  getQueryResultPages,
];

const oauth = [token, tokenByGet, userinfo, identity, revoke];

const rest = [versions, resources, limits, describeGlobal, describe, query, queryMore];

export const operations: readonly Operation[] = [...soapOperations, ...oauth, ...classicJobs, ...v2Jobs, ...rest];
