/** What the service does with a batch once its turn has come. */
import { RECORDS_PER_BATCH, RECORDS_PER_CHUNK } from '../wire/limits';
import { type OrgContext } from './context';
import { loadFormat } from './formats/formats';
import { type Batch, type BatchOutcome } from './jobs';
import { BatchFailure, type InputTable, type RecordResult } from './store/types';
import { inTurns } from './turn';

export const processBatch = async (org: OrgContext, batch: Batch): Promise<BatchOutcome> => {
  const results: RecordResult[] = [];
  try {
    return batch.job.isQuery ? processQuery(org, batch) : await processLoad(org, { batch, results });
  } catch (error) {
    if (!(error instanceof BatchFailure)) throw error;
    return { state: 'Failed', stateMessage: `${error.exceptionCode} : ${error.message}`, results };
  }
};

interface Load {
  readonly batch: Batch;
  /** Grows chunk by chunk: what a failing batch had done by then stays done. */
  readonly results: RecordResult[];
}

const processLoad = async (org: OrgContext, { batch, results }: Load): Promise<BatchOutcome> => {
  const { read, countsHeader } = loadFormat(batch.job.settings.contentType);
  const table = await read(batch);
  checkRecordCount(table.rows.length, countsHeader ? 1 : 0);
  await inTurns(chunks(table), (chunk) => results.push(...org.store.apply(dmlRequest(batch), chunk)));
  return { state: 'Completed', stateMessage: null, results };
};

const dmlRequest = ({ job }: Batch): Parameters<OrgContext['store']['apply']>[0] => {
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

function* chunks({ columns, rows }: InputTable): Iterable<InputTable> {
  for (let from = 0; from < rows.length; from += RECORDS_PER_CHUNK) {
    yield { columns, rows: rows.slice(from, from + RECORDS_PER_CHUNK) };
  }
}

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
