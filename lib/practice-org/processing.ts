/** What the service does with a batch once its turn has come. */
import { RECORDS_PER_BATCH, RECORDS_PER_CHUNK } from '../wire/limits';
import { type OrgContext } from './context';
import { headerRecords, readLoad } from './formats/formats';
import { type LoadData } from './formats/load-data';
import { type Batch, type BatchOutcome } from './jobs';
import { BatchFailure, type DmlRequest, type InputValue, type RecordResult } from './store/types';
import { inTurns } from './turn';

export const processBatch = async (org: OrgContext, batch: Batch): Promise<BatchOutcome> => {
  const results: RecordResult[] = [];
  try {
    return batch.job.isQuery ? processQuery(org, batch) : await processLoad(org, { batch, results });
  } catch (error) {
    return { state: 'Failed', stateMessage: reason(error), results };
  }
};

/** A fault of the org's own is told as the service tells of its own, and harms no other batch. */
const reason = (error: unknown): string => {
  if (error instanceof BatchFailure) return `${error.exceptionCode} : ${error.message}`;
  return `InternalServerError : ${error instanceof Error ? error.message : String(error)}`;
};

interface Load {
  readonly batch: Batch;
  /** Grows chunk by chunk: what a failing batch had done by then stays done. */
  readonly results: RecordResult[];
}

const processLoad = async (org: OrgContext, { batch, results }: Load): Promise<BatchOutcome> => {
  const data = await readLoad(org, batch);
  checkRecordCount(data.table.rows.length, headerRecords(batch.job.settings.contentType));
  const request = dmlRequest(batch);
  await inTurns(chunks(withLineEnding(data, batch.job.settings.lineEnding)), (chunk) => {
    results.push(...applyChunk(org, request, chunk));
  });
  return { state: 'Completed', stateMessage: null, results };
};

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

function* chunks({ table: { columns, rows }, refused = new Map() }: LoadData): Iterable<LoadData> {
  for (let from = 0; from < rows.length; from += RECORDS_PER_CHUNK) {
    const to = from + RECORDS_PER_CHUNK;
    const here = [...refused].filter(([place]) => place >= from && place < to);
    yield {
      table: { columns, rows: rows.slice(from, to) },
      refused: new Map(here.map(([place, error]) => [place - from, error])),
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

const processQuery = (org: OrgContext, batch: Batch): BatchOutcome => {
  const { operation, object } = batch.job.settings;
  const soql = batch.request.body.toString('utf8');
  const answer = org.store.query({ soql, object, includeDeleted: operation === 'queryAll' });
  return {
    state: 'Completed',
    stateMessage: null,
    results: [],
    query: { answer, sets: resultSets(org, answer.rows.length) },
  };
};

/** A query without rows has a result file too: it says that there are none. */
const resultSets = (org: OrgContext, rows: number): { id: string; from: number; to: number }[] => {
  const size = org.settings.resultSetRows;
  return Array.from({ length: Math.max(1, Math.ceil(rows / size)) }, (_, index) => ({
    id: org.jobs.newResultId(),
    from: index * size,
    to: Math.min(rows, (index + 1) * size),
  }));
};
