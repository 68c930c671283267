/** Loads a batch's records, 200 at a time. */
import { RECORDS_PER_BATCH, RECORDS_PER_CHUNK } from '../wire/limits';
import { type OrgContext } from './context';
import { type FaultPlan } from './faults';
import { headerRecords, readLoad } from './formats/formats';
import { type LoadData } from './formats/load-data';
import { type BatchOutcome } from './job-settings';
import { type Batch } from './job';
import { countLocks, lockRecords, LOCKS_PER_ATTEMPT } from './locked-records';
import { lockParents } from './lock-parents';
import { BatchFailure, type DmlRequest, type InputValue, type RecordResult } from './store/types';
import { inTurns } from './turn';

export interface Attempt {
  readonly batch: Batch;
  readonly fault: FaultPlan | undefined;
  /** Grows chunk by chunk: what was done before a batch fails, or goes back into the queue, stays done. */
  readonly results: RecordResult[];
  /** Less than 1: the batch is stopped after that much of its chunks. */
  readonly share: number;
}

export const loadBatch = async (org: OrgContext, attempt: Attempt): Promise<BatchOutcome> => {
  const { batch, fault, results, share } = attempt;
  const data = await readLoad(org, batch);
  checkRecordCount(data.table.rows.length, headerRecords(batch.job.settings.contentType));
  const request = dmlRequest(batch);
  const locksBefore = countLocks(results);
  const left = from(withLineEnding(data, batch.job.settings.lineEnding), results.length);
  const wanted = [...chunks(lockParents(org, batch, lockRecords(left, fault)))];
  await inTurns(wanted.slice(0, Math.floor(wanted.length * share)), (chunk) => {
    stopIfDue(fault, { done: results.length, locked: countLocks(results) - locksBefore });
    results.push(...applyChunk(org, request, chunk));
  });
  return { state: 'Completed', stateMessage: null, results };
};

const RECORDS_BEFORE_FAILURE = 200;

/** Where the script, or the service by itself, stops the batch. */
const stopIfDue = (fault: FaultPlan | undefined, { done, locked }: { done: number; locked: number }): void => {
  if (fault?.do === 'fail-batch' && done >= (fault.records ?? RECORDS_BEFORE_FAILURE)) throw unfinished();
  const locksWanted = fault?.do === 'lock-row' ? (fault.records ?? 1) : 0;
  if (locked > LOCKS_PER_ATTEMPT && locked >= locksWanted) {
    throw new BatchRequeued('TooManyLockFailure', 'Too many lock failure 200 Trying again later');
  }
};

export const unfinished = (): BatchFailure =>
  new BatchFailure('InternalServerError', 'The batch could not be finished');

/** The batch goes back into the queue with what it has not done. */
export class BatchRequeued extends BatchFailure {}

/** Records that were refused while they were read keep their place among the results. */
const applyChunk = ({ store }: OrgContext, request: DmlRequest, { table, refused }: LoadData): RecordResult[] => {
  if (refused === undefined || refused.size === 0) return store.apply(request, table);
  const accepted = store.apply(request, { ...table, rows: table.rows.filter((_, place) => !refused.has(place)) });
  let next = 0;
  return table.rows.map((_, place) => {
    const error = refused.get(place);
    if (error !== undefined) return { id: null, success: false, created: false, errors: [error] };
    const result = accepted[next++];
    if (result === undefined) throw new Error('The store left a record without a result.');
    return result;
  });
};

const dmlRequest = ({ job }: Batch): DmlRequest => {
  const { operation, object, externalIdFieldName, createdById } = job.settings;
  if (operation === 'query' || operation === 'queryAll') throw new Error('A query loads nothing.');
  const externalId = externalIdFieldName === null ? {} : { externalIdFieldName };
  return { operation, object, userId: createdById, ...externalId };
};

const checkRecordCount = (count: number, header: number): void => {
  if (count === 0) throw new BatchFailure('InvalidBatch', 'Records not found');
  if (count <= RECORDS_PER_BATCH) return;
  const most = RECORDS_PER_BATCH + header;
  const text = `Exceeded number of records: ${count + header}. Number of records should be less than or equal to ${most}`;
  throw new BatchFailure('InvalidBatch', text);
};

/** What an earlier attempt has left. */
const from = ({ table, refused }: LoadData, start: number): LoadData => {
  if (start === 0) return { table, ...(refused && { refused }) };
  const left = new Map([...(refused ?? [])].map(([place, error]) => [place - start, error]));
  return { table: { ...table, rows: table.rows.slice(start) }, refused: left };
};

function* chunks({ table: { columns, rows }, refused = new Map() }: LoadData): Iterable<LoadData> {
  for (let start = 0; start < rows.length; start += RECORDS_PER_CHUNK) {
    const end = start + RECORDS_PER_CHUNK;
    const here = [...refused].filter(([place]) => place >= start && place < end);
    yield {
      table: { columns, rows: rows.slice(start, end) },
      refused: new Map(here.map(([place, error]) => [place - start, error])),
    };
  }
}

/** `Sforce-Line-Ending`: line breaks inside a text are stored as the job asks. */
const withLineEnding = ({ table, refused }: LoadData, lineEnding: string | undefined): LoadData => {
  if (lineEnding === undefined) return { table, ...(refused && { refused }) };
  const convert = (value: InputValue): InputValue =>
    typeof value === 'string' ? value.replace(/\r\n|\r|\n/g, lineEnding) : value;
  const rows = table.rows.map((row) => row.map(convert));
  return { table: { columns: table.columns, rows }, ...(refused && { refused }) };
};
