import { type Api } from '../../transport/transport';
import { type BatchInfo } from '../../records/types';
import { type Dialect, type KnownJob } from '../dialect';
import { CHARACTERS_PER_BATCH, RECORDS_PER_BATCH } from '../../wire/limits';
import { cannotDelete, checkV1Job } from './checks';
import { askDone, askList, askRecord } from './control';
import { findLost } from './find-lost';
import { toBatchInfo, toJobInfo } from './infos';
import { v1Requests, type V1Settings } from './requests';
import { v1Results } from './results';

/** Bulk API 1.0: the client makes the batches, and each is worked on as soon as it is there. */
export function v1Dialect(api: Api, settings: V1Settings): Dialect {
  const requests = v1Requests(settings);
  const results = v1Results(api, requests);
  const listBatches = async (job: KnownJob): Promise<BatchInfo[]> =>
    (await askList(api, requests.listBatches(job), { root: 'batchInfoList', member: 'batchInfo' })).map(toBatchInfo);
  return {
    limits: { records: RECORDS_PER_BATCH, bytes: CHARACTERS_PER_BATCH, concurrency: Infinity },
    givesBackRequests: true,
    checkJob: (job) => {
      checkV1Job(job, settings.apiVersion);
    },
    createJob: async (job) => toJobInfo(await askRecord(api, requests.createJob(job)), settings.apiVersion),
    findJob: async (jobId) => ({
      info: toJobInfo(await askRecord(api, requests.findJob(jobId)), settings.apiVersion),
      batches: [],
    }),
    getJob: async (job) => toJobInfo(await askRecord(api, requests.getJob(job)), job.info.apiVersion),
    closeJob: async (job) => toJobInfo(await askRecord(api, requests.closeJob(job)), job.info.apiVersion),
    abortJob: async (job) => toJobInfo(await askRecord(api, requests.abortJob(job)), job.info.apiVersion),
    deleteJob: () => Promise.reject(cannotDelete()),
    mapFields: (job, spec) => askDone(api, requests.mapFields(job, spec)),
    createBatch: async (job, body) => toBatchInfo(await askRecord(api, requests.createBatch(job, body))),
    findLost: (job, lost) => findLost(job, { lost, listBatches, batchRequest: results.batchRequest }),
    listBatches,
    getBatch: async (job, batchId) => toBatchInfo(await askRecord(api, requests.getBatch(job, batchId))),
    hasResult: (_job, info) => info.state === 'Completed' || info.numberRecordsProcessed > 0,
    ...results,
  };
}
