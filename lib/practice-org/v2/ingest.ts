/** What the service does with an upload once it is complete. */
import { type OrgContext } from '../context';
import { reason } from '../processing';
import { type V2IngestJob } from './jobs';
import { cutUpload } from './upload-records';

export const startIngest = (org: OrgContext, job: V2IngestJob): void => {
  org.clock.in(org.settings.queueDelay, () => begin(org, job));
};

/** The job may have been aborted, or deleted, while it waited. */
const begin = async (org: OrgContext, job: V2IngestJob): Promise<void> => {
  if (job.state !== 'UploadComplete') return;
  job.begin(org.clock.now());
  try {
    const batches = await cutUpload(job.upload ?? Buffer.alloc(0), job.settings.recordEnding);
    if (job.hasEnded) return;
    if (batches.length === 0)
      whenProcessed(org, job, (now) => {
        job.complete(now);
      });
    else makeBatches(org, job, batches);
  } catch (error) {
    whenProcessed(org, job, (now) => {
      job.fail(reason(error), now);
    });
  }
};

const whenProcessed = (org: OrgContext, job: V2IngestJob, end: (now: number) => void): void => {
  org.clock.in(org.settings.processingDelay, () => {
    if (!job.hasEnded) end(org.clock.now());
  });
};

/** All batches stand before the first of them moves: the job ends with the last. */
const makeBatches = (org: OrgContext, job: V2IngestJob, bodies: readonly Buffer[]): void => {
  const batches = bodies.map((body) => org.jobs.addBatch(job, { body, contentType: 'text/csv' }));
  job.dropUpload();
  for (const batch of batches) {
    if (org.quotas.batches.isSpent) {
      batch.skip(org.clock.now());
      continue;
    }
    org.quotas.batches.count();
    org.scheduler.enqueue(batch, 0);
  }
};
