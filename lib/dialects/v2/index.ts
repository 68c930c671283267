import { randomBytes } from 'node:crypto';
import { isUint8Array } from 'node:util/types';
import { InputException } from '../../errors';
import { hasCode } from '../../errors/has-code';
import { isEndedBatch, isQueryOperation } from '../../records/infos';
import { joinSets } from '../../records/join-sets';
import { type BatchBody, type BatchInfo } from '../../records/types';
import { type Api } from '../../transport/transport';
import { V2_UPLOAD_BYTES } from '../../wire/limits';
import { type Dialect, type KnownJob } from '../dialect';
import { needsApi } from '../features';
import { restClient } from '../rest';
import { askDone, askJson, type JsonRecord } from '../rest-control';
import { checkPageOptions, checkV2Job } from './checks';
import { createLoad } from './create-load';
import { fewAtATime } from './few-at-a-time';
import { findLost, type LostSearch } from './find-lost';
import { foundJob, localJob, toBatchInfo, withCounters } from './infos';
import { loadResults, resultsAsCsv } from './load-results';
import { queryRows, queryText } from './query-results';
import { v2Requests, type V2Requests, type V2Settings } from './requests';

export interface V2DialectSettings extends V2Settings {
  readonly clock: { now(): number; sleep(milliseconds: number): Promise<void> };
}

/**
 * Bulk API 2.0: the server makes the batches, and a job takes one upload. So that a job of the facade can have many
 * batches, each of these is a job of the server's, and the facade's job exists on the client only.
 */
export function v2Dialect(api: Api, settings: V2DialectSettings): Dialect {
  const requests = v2Requests(settings);
  const ask = async (job: KnownJob, batchId: string): Promise<BatchInfo> =>
    toBatchInfo(await askJson(api, requests.getJob(job, batchId)), job.info.id);

  const listBatches = (job: KnownJob): Promise<BatchInfo[]> =>
    fewAtATime(job.batchIds, ASKED_AT_ONCE, async (id) => {
      const seen = job.seen.get(id);
      return seen !== undefined && isEndedBatch(seen) ? seen : ask(job, id);
    });

  const search: LostSearch = {
    api,
    requests,
    listJobs: (jobType) => restClient(api, settings).listJobs({ jobType }),
    sleep: (milliseconds) => settings.clock.sleep(milliseconds),
  };

  return {
    limits: { records: Infinity, bytes: V2_UPLOAD_BYTES, concurrency: 2 },
    givesBackRequests: false,
    checkJob: (request) => {
      checkV2Job(request, settings.apiVersion);
    },
    createJob: (request) =>
      Promise.resolve(
        localJob(request, {
          id: `sfbulk-${randomBytes(6).toString('hex')}`,
          apiVersion: settings.apiVersion,
          now: new Date(settings.clock.now()),
        }),
      ),
    findJob: async (jobId) => {
      const record = await findServerJob(api, requests, jobId);
      const info = foundJob(record, settings.apiVersion);
      return { info, batches: [toBatchInfo(record, info.id)] };
    },
    getJob: async (job) => withCounters(job.info, await listBatches(job)),
    closeJob: (job) => Promise.resolve({ ...withCounters(job.info, [...job.seen.values()]), state: 'Closed' }),
    abortJob: async (job) => {
      const underWay = (await listBatches(job)).filter((batch) => !isEndedBatch(batch));
      for (const { id } of underWay) await askDone(api, requests.abort(job, id)).catch(unlessCode('InvalidJobState'));
      // A job that was looked up is one of the server's: that it has ended is for the server to say.
      const isServerJob = job.batchIds.includes(job.info.id);
      if (underWay.length === 0 && isServerJob) await askDone(api, requests.abort(job, job.info.id));
      return { ...job.info, state: 'Aborted' };
    },
    deleteJob: async (job) => {
      for (const id of job.batchIds) {
        await askDone(api, requests.deleteJob(job, id)).catch(unlessCode('NOT_FOUND'));
      }
    },
    mapFields: () => Promise.reject(needsApi('jobMap()', '1.0')),

    createBatch: async (job, body, options = {}) =>
      isQueryOperation(job.info.operation)
        ? toBatchInfo(await askJson(api, requests.createQuery(job, whole(body).toString('utf8'))), job.info.id)
        : toBatchInfo(await createLoad({ api, requests, job, ...options }, whole(body)), job.info.id),
    findLost: (job, lost) => findLost(search, job, lost),
    listBatches,
    getBatch: ask,
    batchRequest: () => {
      throw needsApi('batchRequest()', '1.0');
    },

    // Of a load that failed at once, the rows are listed as unprocessed.
    hasResult: (job, info) => info.state === 'Completed' || !isQueryOperation(job.info.operation),
    resultRows: (job, batch) => loadResults(api, requests, { job, batch }),
    queryRows: (job, batchId, options = {}) => {
      checkPageOptions(options, job.info.apiVersion);
      return queryRows({ api, requests, job, batchId }, options);
    },
    resultText: (job, batch) =>
      isQueryOperation(job.info.operation)
        ? joinSets(queryText({ api, requests, job, batchId: batch.info.id }))
        : resultsAsCsv(loadResults(api, requests, { job, batch })),
  };
}

/** A job may have thousands of batches, and an org answers only so many requests of a user at the same time. */
const ASKED_AT_ONCE = 10;

/** Of many jobs, one may have ended, or gone, by itself meanwhile: that must not keep the others from it. */
function unlessCode(code: string): (error: unknown) => void {
  return (error) => {
    if (!hasCode(error, code)) throw error;
  };
}

/** Loads and queries stand under different addresses, and an id does not tell which it is. */
async function findServerJob(api: Api, requests: V2Requests, jobId: string): Promise<JsonRecord> {
  if (!/^750\w{12}(\w{3})?$/.test(jobId)) {
    throw new InputException(`"${jobId}" is not the id of a job`, {
      field: 'jobId',
      advice: 'Ids of jobs begin with 750 and have 15 or 18 characters.',
    });
  }
  const record = await askJson(api, requests.findJob('ingest', jobId)).catch((error: unknown) => {
    if (!hasCode(error, 'NOT_FOUND')) throw error;
    return askJson(api, requests.findJob('query', jobId));
  });
  if (record.jobType === 'Classic') throw needsApi(`Job ${jobId}`, '1.0');
  return record;
}

/** 2.0 looks into a batch before it is sent. */
function whole(body: BatchBody): Buffer {
  return isUint8Array(body) ? Buffer.from(body.buffer, body.byteOffset, body.byteLength) : Buffer.concat(body);
}
