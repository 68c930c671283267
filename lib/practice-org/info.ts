/** `jobInfo` and `batchInfo`, with their elements in the service's order. */
import { type ControlFields, DateTime, Decimal } from './formats/control';
import { wholeSecond } from './formats/text';
import { type Batch, type Job } from './job';

const dateTime = (time: number): DateTime => new DateTime(wholeSecond(time));

/** The share of a batch's time in which the service works on it. */
const ACTIVE_SHARE = 0.6;
export const activeTime = (processingTime: number): number => Math.floor(processingTime * ACTIVE_SHARE);

export const jobInfo = (job: Job): ControlFields => [
  ['id', job.id],
  ['operation', job.settings.operation],
  ['object', job.settings.object],
  ['createdById', job.settings.createdById],
  ['createdDate', dateTime(job.createdDate)],
  ['systemModstamp', dateTime(job.systemModstamp)],
  ['state', job.state],
  ['externalIdFieldName', job.settings.externalIdFieldName],
  ['concurrencyMode', job.settings.concurrencyMode],
  ['contentType', job.settings.contentType],
  ...batchCounters(job.batches),
  ['numberRecordsProcessed', sum(job.batches, (batch) => batch.recordsProcessed)],
  ['numberRetries', sum(job.batches, (batch) => batch.retries)],
  ['apiVersion', new Decimal(job.settings.apiVersion)],
  ['assignmentRuleId', job.settings.assignmentRuleId],
  ['numberRecordsFailed', sum(job.batches, (batch) => batch.recordsFailed)],
  ['totalProcessingTime', sum(job.batches, (batch) => batch.processingTime)],
  ['apiActiveProcessingTime', sum(job.batches, (batch) => activeTime(batch.processingTime))],
  ['apexProcessingTime', 0],
  ['fastPathEnabled', false],
];

/** A batch that is `NotProcessed` has no counter by its state; the parent of PK chunks is not in the total either. */
const batchCounters = (batches: readonly Batch[]): ControlFields => {
  const count = (state: Batch['state']): number => sum(batches, (batch) => (batch.state === state ? 1 : 0));
  return [
    ['numberBatchesQueued', count('Queued')],
    ['numberBatchesInProgress', count('InProgress')],
    ['numberBatchesCompleted', count('Completed')],
    ['numberBatchesFailed', count('Failed')],
    ['numberBatchesTotal', batches.length - sum(batches, (batch) => (batch.isPkChunkParent ? 1 : 0))],
  ];
};

export const batchInfo = (batch: Batch): ControlFields => [
  ['id', batch.id],
  ['jobId', batch.job.id],
  ['state', batch.state],
  ['stateMessage', batch.stateMessage],
  ['createdDate', dateTime(batch.createdDate)],
  ['systemModstamp', dateTime(batch.systemModstamp)],
  ['numberRecordsProcessed', batch.recordsProcessed],
  ['numberRecordsFailed', batch.recordsFailed],
  ['totalProcessingTime', batch.processingTime],
  ['apiActiveProcessingTime', activeTime(batch.processingTime)],
  ['apexProcessingTime', 0],
];

export const sum = <Item>(items: readonly Item[], amount: (item: Item) => number): number =>
  items.reduce((total, item) => total + amount(item), 0);
