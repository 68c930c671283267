import { type Dialect, type KnownJob } from '../dialects/dialect';
import { AccountingException, OutOfOrderException, RefusedException } from '../errors';
import { type BatchInfo, type RecordError, type ResultRow, type Row } from '../records/types';
import { ENDED_BATCH_STATES, QUERY_OPERATIONS } from '../wire/v1';
import { type KnownBatch } from './job-state';

export interface BatchToRead {
  readonly job: KnownJob;
  readonly info: BatchInfo;
  /** What was sent in it; undefined for a batch that this object did not add. */
  readonly sent: KnownBatch | undefined;
}

export function isEnded(info: BatchInfo): boolean {
  return (ENDED_BATCH_STATES as readonly string[]).includes(info.state);
}

export function isQueryJob({ info }: KnownJob): boolean {
  return (QUERY_OPERATIONS as readonly string[]).includes(info.operation);
}

/** Whether the service has something to show for a batch; of a failed one, some rows may have been processed. */
export function hasResult(info: BatchInfo): boolean {
  return info.state === 'Completed' || info.numberRecordsProcessed > 0;
}

export function refuseUnended(info: BatchInfo): void {
  if (isEnded(info)) return;
  throw new OutOfOrderException(`Batch ${info.id} is ${info.state}: call jobWait() before its result`, {
    jobId: info.jobId,
    batchId: info.id,
    advice: 'Wait until jobIsCompleted() is true.',
  });
}

/**
 * One result for each row that was sent. Rows that the service never came to, because their batch failed or was not
 * processed, are there too, with what the service says of the batch.
 */
export async function readLoadResult(dialect: Dialect, { job, info, sent }: BatchToRead): Promise<ResultRow[]> {
  const rows: ResultRow[] = [];
  if (hasResult(info)) {
    for await (const block of dialect.resultRows(job, info.id)) rows.push(...block);
  }
  if (sent === undefined || rows.length === sent.rows) return rows;
  if (info.state === 'Completed' || rows.length > sent.rows) throw rowsDiffer(info, sent.rows, rows.length);
  return [...rows, ...Array.from({ length: sent.rows - rows.length }, () => unprocessedRow(info))];
}

function unprocessedRow(info: BatchInfo): ResultRow {
  return { id: null, success: false, created: false, errors: [batchError(info)] };
}

/** `InvalidBatch : Field name not found : Nmae` as an error of its rows. */
function batchError({ id, state, stateMessage }: BatchInfo): RecordError {
  const [, statusCode, message] = /^(\w+) : ([^]*)$/.exec(stateMessage ?? '') ?? [];
  if (statusCode !== undefined && message !== undefined) return { statusCode, message, fields: [] };
  return { statusCode: state, message: stateMessage ?? `Batch ${id} was not processed`, fields: [] };
}

/** All rows of a query's batch, counted against what the service says it found. */
export async function readQueryResult(dialect: Dialect, { job, info }: BatchToRead): Promise<Row[]> {
  if (info.state !== 'Completed') throw batchFailed(info);
  const rows: Row[] = [];
  for await (const block of dialect.queryRows(job, info.id)) rows.push(...block);
  const told = info.numberRecordsProcessed;
  // Some servers count nothing for queries; a count that is there must be met.
  if (told > 0 && rows.length !== told) throw rowsDiffer(info, told, rows.length);
  return rows;
}

/** With PK chunking the batch that was sent is not processed: the service makes others, which hold the rows. */
export function isChunkedOriginal(info: BatchInfo, all: readonly BatchInfo[]): boolean {
  return info.state === 'NotProcessed' && all.some((other) => other.id !== info.id && other.state !== 'NotProcessed');
}

/** A batch that has no result at all. */
export function batchFailed(info: BatchInfo): RefusedException {
  const { statusCode, message } = batchError(info);
  return new RefusedException(`Batch ${info.id} has no result: ${statusCode}: ${message}`, {
    code: statusCode,
    jobId: info.jobId,
    batchId: info.id,
    advice: 'Mend the data or the SOQL, and send it again with batchCreate(), in this job or another.',
  });
}

function rowsDiffer(info: BatchInfo, due: number, found: number): AccountingException {
  return new AccountingException(`Batch ${info.id} should have ${due} results, and has ${found}`, {
    jobId: info.jobId,
    batchId: info.id,
    advice: 'Ask for the result again; do not take this one for whole.',
  });
}
