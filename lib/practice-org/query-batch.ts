/** Runs a batch's query, or cuts it into batches by ranges of ids. */
import { type OrgContext } from './context';
import { type BatchOutcome, type ResultSet } from './job-settings';
import { type Batch } from './job';
import { cutByIds } from './pk-chunks';

export const queryBatch = (org: OrgContext, batch: Batch): BatchOutcome => {
  const { operation, object } = batch.job.settings;
  const soql = batch.request.body.toString('utf8').trim();
  const cut = cutByIds(org, batch, soql);
  if (cut !== undefined) return cut;
  const answer = org.store.query({ soql, object, includeDeleted: operation === 'queryAll' });
  return {
    state: 'Completed',
    stateMessage: null,
    results: [],
    query: { answer, sets: resultSets(org, answer.rows.length) },
  };
};

/** A query without rows has a result file too: it says that there are none. */
const resultSets = (org: OrgContext, rows: number): ResultSet[] => {
  const size = org.settings.resultSetRows;
  return Array.from({ length: Math.max(1, Math.ceil(rows / size)) }, (_, index) => ({
    id: org.jobs.newResultId(),
    from: index * size,
    to: Math.min(rows, (index + 1) * size),
  }));
};
