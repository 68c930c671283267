/** Bulk API Developer Guide: "Add a Batch to a Job". The data is not looked at before its turn comes. */
import { CHARACTERS_PER_BATCH, JOB_OPEN_HOURS, ZIP_BYTES } from '../../wire/limits';
import { BATCH_MEDIA_TYPES, type ContentType } from '../../wire/v1';
import { type AsyncCall, asyncOperation } from '../async-call';
import { AsyncFault, unsupportedContentType } from '../async-fault';
import { mediaType } from '../http';
import { batchInfo } from '../info';
import { type ClassicJob } from '../classic-job';
import { BATCH_BYTES } from '../options';
import { readBytes, tooLong } from '../read-text';

const HOUR = 3_600_000;

export const addBatch = asyncOperation({
  name: 'addBatch',
  method: 'POST',
  path: '/job/:jobId/batch',
  async run(call) {
    const job = call.versionedJob();
    call.checkCreator(job);
    // Counted even when it is refused: the allocation is of batches sent.
    const isQuotaSpent = call.org.quotas.batches.isSpent;
    call.org.quotas.batches.count();
    checkState(job, call.org.clock.now());
    const contentType = checkContentType(call, job);
    if (isQuotaSpent) throw new AsyncFault('ExceededQuota', 'ApiBatchItems Limit exceeded');
    const body = await readBatch(call, contentType);
    // The job may have been closed while the body came in.
    checkState(job, call.org.clock.now());
    const batch = call.org.jobs.addBatch(job, { body, contentType: call.contentType ?? '' });
    call.org.scheduler.enqueue(batch);
    return call.reply(201, 'batchInfo', batchInfo(batch));
  },
});

const checkState = (job: ClassicJob, now: number): void => {
  if (job.state !== 'Open') {
    const message = `Failed to create batch, since the Job is not Open. Current job state is '${job.state}'`;
    throw new AsyncFault('InvalidJobState', message);
  }
  if (now - job.createdDate >= JOB_OPEN_HOURS * HOUR) {
    throw new AsyncFault('InvalidJobState', `The job has been open for more than ${JOB_OPEN_HOURS} hours`);
  }
};

const checkContentType = (call: AsyncCall, job: ClassicJob): ContentType => {
  const { contentType } = job.settings;
  const sent = mediaType(call.contentType);
  const wanted = job.isQuery ? queryMediaType(contentType) : BATCH_MEDIA_TYPES[contentType];
  if (sent !== wanted && !(wanted === 'application/xml' && sent === 'text/xml')) {
    throw unsupportedContentType(call.contentType);
  }
  return contentType;
};

/** A query is text in whatever the job's data will come in. */
const queryMediaType = (contentType: ContentType): string => {
  if (contentType.endsWith('CSV')) return BATCH_MEDIA_TYPES.CSV;
  return contentType.endsWith('JSON') ? BATCH_MEDIA_TYPES.JSON : BATCH_MEDIA_TYPES.XML;
};

const readBatch = async (call: AsyncCall, contentType: ContentType): Promise<Buffer> => {
  if (contentType.startsWith('ZIP')) return notEmpty(await readBytes(call.request, ZIP_BYTES));
  const body = notEmpty(await readBytes(call.request, BATCH_BYTES, CHARACTERS_PER_BATCH));
  // Only a body longer than the limit in bytes can be longer in characters.
  if (body.length > CHARACTERS_PER_BATCH && body.toString('utf8').length > CHARACTERS_PER_BATCH) {
    throw tooLong(CHARACTERS_PER_BATCH);
  }
  return body;
};

const notEmpty = (body: Buffer): Buffer => {
  if (body.length === 0) throw new AsyncFault('InvalidBatch', 'The batch is empty');
  return body;
};
