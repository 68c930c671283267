import { type LoadBatch, type PageOptions } from '../../dialects/dialect';
import { RefusedException } from '../../errors';
import { ofType, within } from '../../options/checks';
import { batchError } from '../../records/infos';
import { parentColumnsOf, withNullParents } from '../../records/null-parents';
import { typeRows } from '../../records/typed-rows';
import { type BatchInfo, type RawRow, type ResultRow, type TypedRow } from '../../records/types';
import { endedBatches, isQueryJob, isUntouched, resultsDue, type EndedBatch } from '../job/batches';
import { requireKind } from '../job/job-kind';
import { checkWatchOptions, WATCHING, type WatchOptions } from '../progress';
import { readAhead } from './read-ahead';
import { toldOf } from './reading';
import { ResultCount, toldRows } from './result-count';
import { inputOf } from './sent-input';
import { unexplained } from './tally';
import { typesByDescribe } from './typing';
import { workUntil, type Work } from '../work';

/**
 * One result for each row that was sent, in blocks. Rows that the service never came to, because their batch failed or was
 * not processed, are there too, with what the service says of the batch.
 */
export function loadBlocks(
  work: Work,
  batch: EndedBatch,
  options: Pick<LoadBatch, 'onUnordered'> = {},
): AsyncIterable<ResultRow[]> {
  return toldOf(work.reading, countedResults(work, batch, options));
}

async function* countedResults(
  work: Work,
  batch: EndedBatch,
  { onUnordered }: Pick<LoadBatch, 'onUnordered'>,
): AsyncGenerator<ResultRow[]> {
  const { dialect } = work;
  const { job, info, sent } = batch;
  const count = new ResultCount(info, [sent?.rows, toldRows(info)]);
  // What became of rows that nobody touched is known without asking, as long as it is known which they are.
  const isKnown = isUntouched(info) && sent?.rows !== undefined;
  const isThere = !isKnown && dialect.hasResult(job, info);
  const load = { info, input: inputOf(work, batch)?.open, most: resultsDue(batch), onUnordered };
  for await (const block of isThere ? dialect.resultRows(job, load) : []) {
    count.add(block.length);
    explain(block);
    yield block;
  }
  if (info.state === 'Completed') count.end();
  else if (sent?.rows !== undefined) yield* unprocessedRows(info, sent.rows - count.found);
}

function* unprocessedRows(info: BatchInfo, rows: number): Generator<ResultRow[]> {
  if (rows > 0) yield Array.from({ length: rows }, () => unprocessedRow(info));
}

function unprocessedRow(info: BatchInfo): ResultRow {
  return { id: null, success: false, created: false, errors: [batchError(info)], notProcessed: true };
}

/** Who goes by the errors of rows must come to the same sums as who goes by their success. */
function explain(block: readonly ResultRow[]): void {
  for (const { success, errors } of block) if (!success && errors.length === 0) errors.push(unexplained());
}

/** How a query's rows are to be read. */
export interface ReadOptions extends PageOptions, WatchOptions {}

const KNOWN: Record<keyof ReadOptions, true> = {
  maxRecords: true,
  locator: true,
  parallel: true,
  onLocator: true,
  ...WATCHING,
};

export function checkReadOptions(options: ReadOptions): ReadOptions {
  const { maxRecords = 1, parallel = 1 } = checkWatchOptions(options, { kind: 'option', known: KNOWN });
  within('maxRecords', maxRecords, { least: 1, most: Infinity, whole: true });
  within('parallel', parallel, { least: 1, most: 50, whole: true });
  ofType('locator', options.locator, 'string');
  ofType('onLocator', options.onLocator, 'function');
  return options;
}

/** All rows of a query, all batches and result sets, in blocks. */
export async function* recordBlocks(work: Work, options: PageOptions): AsyncGenerator<readonly (RawRow | TypedRow)[]> {
  requireKind(work.state.known('jobRecords'), 'query', 'jobRecords');
  const batches = await endedBatches(work, 'jobRecords');
  // How many there are from there on nobody says.
  if (options.locator !== undefined) work.reading.begin(batches.map(() => undefined));
  yield* readAhead(batches, (batch, signal) => queryBlocks(workUntil(work, signal), batch, options));
}

/** All rows of a query's batch, in blocks, counted against what the service says it found. */
export function queryBlocks(
  work: Work,
  batch: EndedBatch,
  options: PageOptions = {},
): AsyncIterable<readonly (RawRow | TypedRow)[]> {
  return toldOf(work.reading, countedRecords(work, batch, options));
}

async function* countedRecords(
  work: Work,
  { job, info }: EndedBatch,
  options: PageOptions,
): AsyncGenerator<readonly (RawRow | TypedRow)[]> {
  if (info.state !== 'Completed') throw batchFailed(info);
  const parents = parentColumnsOf(work.state.soqlOf(info.id) ?? '');
  const raw = withNullParents(work.dialect.queryRows(job, info.id, options), parents);
  const isTyped = work.state.plan?.isTyped ?? false;
  const count = new ResultCount(info, [toldRows(info)]);
  for await (const block of isTyped ? typeRows(raw, typesByDescribe(work.rest, job.info.object)) : raw) {
    count.add(block.length);
    yield block;
  }
  if (options.locator === undefined) count.end();
}

/** A batch that has no result at all. */
export function batchFailed(info: BatchInfo): RefusedException {
  const { statusCode, message } = batchError(info);
  return new RefusedException(`Batch ${info.id} has no result: ${statusCode}: ${message}`, {
    code: statusCode,
    jobId: info.jobId,
    batchId: info.id,
    advice:
      info.state === 'NotProcessed'
        ? 'The service never came to it, as after jobAbort(): send it again in a new job.'
        : 'Mend the data or the SOQL, and send it again with batchCreate(), in this job or another.',
  });
}

/** The rows of one batch, held: what was found, or what became of each; those that succeeded may be left out. */
export async function readBatch(work: Work, batch: EndedBatch, onlyInvalid: boolean): Promise<unknown[]> {
  const rows: unknown[] = [];
  if (isQueryJob(batch.job)) {
    if (onlyInvalid) return rows;
    for await (const block of queryBlocks(work, batch)) for (const row of block) rows.push(row);
    return rows;
  }
  for await (const block of loadBlocks(work, batch)) {
    for (const row of block) if (!onlyInvalid || !row.success) rows.push(row);
  }
  return rows;
}
