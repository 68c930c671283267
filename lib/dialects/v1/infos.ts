import { UnexpectedReplyException } from '../../errors';
import { type BatchInfo, type JobInfo } from '../../records/types';
import { BATCH_STATES, type ConcurrencyMode, type ContentType, type Operation } from '../../wire/v1';
import { type ControlRecord } from './control-record';

/** @param apiVersion the version that was asked; an answer that names none has the same */
export function toJobInfo(record: ControlRecord, apiVersion: string): JobInfo {
  return {
    id: required(record, 'id'),
    operation: required(record, 'operation') as Operation,
    object: required(record, 'object'),
    createdById: record.createdById ?? '',
    createdDate: toDate(record.createdDate),
    systemModstamp: toDate(record.systemModstamp),
    state: required(record, 'state'),
    externalIdFieldName: record.externalIdFieldName ?? null,
    concurrencyMode: (record.concurrencyMode ?? 'Parallel') as ConcurrencyMode,
    contentType: (record.contentType ?? 'XML') as ContentType,
    apiVersion: Number(record.apiVersion ?? apiVersion).toFixed(1),
    assignmentRuleId: record.assignmentRuleId ?? null,
    columnDelimiter: 'COMMA',
    lineEnding: null,
    numberBatchesQueued: toCount(record.numberBatchesQueued),
    numberBatchesInProgress: toCount(record.numberBatchesInProgress),
    numberBatchesCompleted: toCount(record.numberBatchesCompleted),
    numberBatchesFailed: toCount(record.numberBatchesFailed),
    numberBatchesTotal: toCount(record.numberBatchesTotal),
    numberRetries: toCount(record.numberRetries),
    ...toCounters(record),
  };
}

export function toBatchInfo(record: ControlRecord): BatchInfo {
  return {
    id: required(record, 'id'),
    jobId: required(record, 'jobId'),
    state: toBatchState(required(record, 'state')),
    stateMessage: record.stateMessage ?? null,
    createdDate: toDate(record.createdDate),
    systemModstamp: toDate(record.systemModstamp),
    ...toCounters(record),
  };
}

type Counters = Pick<
  BatchInfo,
  | 'numberRecordsProcessed'
  | 'numberRecordsFailed'
  | 'totalProcessingTime'
  | 'apiActiveProcessingTime'
  | 'apexProcessingTime'
>;

function toCounters(record: ControlRecord): Counters {
  return {
    numberRecordsProcessed: toCount(record.numberRecordsProcessed),
    numberRecordsFailed: toCount(record.numberRecordsFailed),
    totalProcessingTime: toCount(record.totalProcessingTime),
    apiActiveProcessingTime: toCount(record.apiActiveProcessingTime),
    apexProcessingTime: toCount(record.apexProcessingTime),
  };
}

const STATES = new Map(BATCH_STATES.map((state) => [state.toLowerCase(), state]));

/** `NotProcessed` is also written `Not Processed` and `NOT_PROCESSED`. */
function toBatchState(state: string): BatchInfo['state'] {
  return STATES.get(state.replace(/[\s_]/g, '').toLowerCase()) ?? state;
}

function required(record: ControlRecord, name: string): string {
  const value = record[name];
  if (value !== undefined && value !== '') return value;
  throw new UnexpectedReplyException(`The answer has no "${name}"`, {
    advice: 'Something between you and the org changed the answer.',
  });
}

/** A missing date is an invalid `Date`, which compares with nothing and prints as such. */
function toDate(text: string | undefined): Date {
  return new Date(text ?? NaN);
}

function toCount(text: string | undefined): number {
  return Number(text ?? 0);
}
