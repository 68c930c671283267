import { UnexpectedReplyException } from '../../errors';
import { type BatchInfo, type JobInfo } from '../../records/types';
import { type BatchState } from '../../wire/v1';
import { type V2JobState } from '../../wire/v2';
import { type JobRequest } from '../dialect';
import { type JsonRecord } from '../rest-control';

/** What the states of a server's job mean for a batch of the facade. */
const BATCH_STATES: Record<V2JobState, BatchState> = {
  Open: 'Queued',
  UploadComplete: 'Queued',
  InProgress: 'InProgress',
  JobComplete: 'Completed',
  Failed: 'Failed',
  Aborted: 'NotProcessed',
};

/** A job of the server's as a batch of the facade's. */
export function toBatchInfo(record: JsonRecord, jobId: string): BatchInfo {
  const { id, state } = record;
  if (typeof id !== 'string' || typeof state !== 'string') throw noJob();
  return {
    id,
    jobId,
    state: state in BATCH_STATES ? BATCH_STATES[state as V2JobState] : state,
    stateMessage: typeof record.errorMessage === 'string' ? record.errorMessage : null,
    createdDate: new Date(text(record.createdDate) || NaN),
    systemModstamp: new Date(text(record.systemModstamp) || NaN),
    numberRecordsProcessed: count(record.numberRecordsProcessed),
    numberRecordsFailed: count(record.numberRecordsFailed),
    totalProcessingTime: count(record.totalProcessingTime),
    apiActiveProcessingTime: count(record.apiActiveProcessingTime),
    apexProcessingTime: count(record.apexProcessingTime),
  };
}

/** The facade's own job, which the server knows nothing of. */
export function localJob(
  request: JobRequest,
  { id, apiVersion, now }: { id: string; apiVersion: string; now: Date },
): JobInfo {
  return {
    id,
    operation: request.operation,
    object: request.object,
    createdById: '',
    createdDate: now,
    systemModstamp: now,
    state: 'Open',
    externalIdFieldName: request.externalIdFieldName ?? null,
    concurrencyMode: 'Parallel',
    contentType: 'CSV',
    apiVersion,
    assignmentRuleId: request.assignmentRuleId ?? null,
    columnDelimiter: request.columnDelimiter ?? 'COMMA',
    lineEnding: request.lineEnding ?? null,
    ...sumOf([]),
  };
}

/** The facade's job with the counters of its batches. */
export function withCounters(info: JobInfo, batches: readonly BatchInfo[]): JobInfo {
  return { ...info, ...sumOf(batches) };
}

function sumOf(batches: readonly BatchInfo[]) {
  const inState = (...states: string[]): number => batches.filter(({ state }) => states.includes(state)).length;
  const total = (name: SummedCounter): number => batches.reduce((sum, batch) => sum + batch[name], 0);
  return {
    numberBatchesQueued: inState('Queued'),
    numberBatchesInProgress: inState('InProgress'),
    numberBatchesCompleted: inState('Completed'),
    numberBatchesFailed: inState('Failed'),
    numberBatchesTotal: batches.length,
    numberRetries: 0,
    numberRecordsProcessed: total('numberRecordsProcessed'),
    numberRecordsFailed: total('numberRecordsFailed'),
    totalProcessingTime: total('totalProcessingTime'),
    apiActiveProcessingTime: total('apiActiveProcessingTime'),
    apexProcessingTime: total('apexProcessingTime'),
  };
}

type SummedCounter =
  | 'numberRecordsProcessed'
  | 'numberRecordsFailed'
  | 'totalProcessingTime'
  | 'apiActiveProcessingTime'
  | 'apexProcessingTime';

/** A server's job, found by its id, as a job of the facade's with that one batch. */
export function foundJob(record: JsonRecord, apiVersion: string): JobInfo {
  const { id, operation, object } = record;
  if (typeof id !== 'string' || typeof operation !== 'string' || typeof object !== 'string') throw noJob();
  const batch = toBatchInfo(record, id);
  return {
    id,
    operation: operation as JobInfo['operation'],
    object,
    createdById: text(record.createdById),
    createdDate: batch.createdDate,
    systemModstamp: batch.systemModstamp,
    state: 'Closed',
    externalIdFieldName: text(record.externalIdFieldName) || null,
    concurrencyMode: 'Parallel',
    contentType: 'CSV',
    apiVersion: Number(record.apiVersion ?? apiVersion).toFixed(1),
    assignmentRuleId: text(record.assignmentRuleId) || null,
    columnDelimiter: (text(record.columnDelimiter) || 'COMMA') as JobInfo['columnDelimiter'],
    lineEnding: (text(record.lineEnding) || null) as JobInfo['lineEnding'],
    ...sumOf([batch]),
  };
}

function noJob(): UnexpectedReplyException {
  return new UnexpectedReplyException('The answer is no job', {
    advice: 'Something between you and the org changed the answer.',
  });
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Some write numbers as text. */
function count(value: unknown): number {
  return typeof value === 'number' || typeof value === 'string' ? Number(value) || 0 : 0;
}
