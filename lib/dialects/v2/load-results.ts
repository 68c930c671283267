import { parseCsv } from '../../codecs/csv';
import { AccountingException, InputException, UnexpectedReplyException } from '../../errors';
import { csvRecords } from '../../records/csv-records';
import { wholeRecords } from '../../records/csv-result-rows';
import { given } from '../../records/given';
import { inInputOrder } from '../../records/input-order';
import { echoedBlocks, inputBlocks } from '../../records/record-blocks';
import { errorCell } from '../../records/record-errors';
import { type BatchInfo, type ResultRow } from '../../records/types';
import { type Api } from '../../transport/transport';
import { RESULT_COLUMNS } from '../../wire/v1';
import { COLUMN_DELIMITERS, FAILED_COLUMNS, SUCCESSFUL_COLUMNS } from '../../wire/v2';
import { type KnownJob, type LoadBatch } from '../dialect';
import { askData } from '../rest-control';
import { EchoedColumns, EchoedRow, EchoedRows, type Which } from './echoed-row';
import { type V2Requests } from './requests';

interface Part {
  readonly which: Which;
  /** Columns that must be there. Before API version 53.0, failures have no `sf__Id`. */
  readonly columns: readonly string[];
}

const PARTS: readonly Part[] = [
  { which: 'successfulResults', columns: SUCCESSFUL_COLUMNS },
  { which: 'failedResults', columns: FAILED_COLUMNS.filter((name) => name === 'sf__Error') },
  { which: 'unprocessedrecords', columns: [] },
];

const RESULTS_PER_BLOCK = 1_000;

/** Successful, failed and unprocessed results put together, in the order of the input where it is known. */
export async function* loadResults(
  api: Api,
  requests: V2Requests,
  { job, batch }: { job: KnownJob; batch: LoadBatch },
): AsyncGenerator<ResultRow[]> {
  const delimiter = COLUMN_DELIMITERS[job.info.columnDelimiter];
  const echoed = await allResults(api, requests, { job, batch });
  let why: InputException | undefined;
  const order = await orderOf(echoed, { job, batch, delimiter }).catch((error: unknown) => {
    if (!(error instanceof InputException)) throw error;
    why = error;
    return undefined;
  });
  if (order === undefined) batch.onUnordered?.(why);
  for (let start = 0; start < echoed.count; start += RESULTS_PER_BLOCK) {
    const rows = Math.min(RESULTS_PER_BLOCK, echoed.count - start);
    yield Array.from({ length: rows }, (_, at) => echoed.at(order?.[start + at] ?? start + at).toResult(batch.info));
  }
}

/** What a server's job holds beside rows that were sent: the same ones, as many others, or another number of them. */
export type Likeness = 'same' | 'as many' | 'other';

/** Compares rows that were sent with the results of a server's job. */
export async function likenessOf(
  api: Api,
  requests: V2Requests,
  { job, info, body, rows }: { job: KnownJob; info: BatchInfo; body: Uint8Array; rows: number },
): Promise<Likeness> {
  const results = await allResults(api, requests, { job, batch: { info, most: rows } }).catch(undefinedWhenTooMany);
  if (results === undefined) return 'other';
  const input = (): AsyncIterable<Uint8Array> => given(body);
  const delimiter = COLUMN_DELIMITERS[job.info.columnDelimiter];
  if ((await orderOf(results, { job, batch: { info, input }, delimiter })) !== undefined) return 'same';
  return results.count === rows ? 'as many' : 'other';
}

async function allResults(
  api: Api,
  requests: V2Requests,
  { job, batch: { info, most = Infinity } }: { job: KnownJob; batch: Pick<LoadBatch, 'info' | 'most'> },
): Promise<EchoedRows> {
  const delimiter = COLUMN_DELIMITERS[job.info.columnDelimiter];
  const echoed = new EchoedRows();
  for (const part of PARTS) {
    const { body } = await askData(api, requests.results(job, info.id, part.which));
    for await (const rows of echoedRows(body, { ...part, delimiter })) {
      for (const row of rows) echoed.add(row);
      if (echoed.count > most) throw tooMany(info, most);
    }
  }
  return echoed;
}

/** All of them are held at once, so more than there can be are not waited for. */
function tooMany({ id, jobId }: BatchInfo, most: number): AccountingException {
  return new AccountingException(`Batch ${id} should have ${most} results, and has more`, {
    jobId,
    batchId: id,
    advice: 'Ask for the result again; do not take this one for whole.',
  });
}

function undefinedWhenTooMany(error: unknown): undefined {
  if (!(error instanceof AccountingException)) throw error;
}

/** The same as the four columns that 1.0 writes. */
export async function* resultsAsCsv(blocks: AsyncIterable<ResultRow[]>): AsyncGenerator<Uint8Array> {
  yield csvOf([[...RESULT_COLUMNS]]);
  for await (const block of blocks) {
    yield csvOf(
      block.map(({ id, success, created, errors }) => [id ?? '', String(success), String(created), errorCell(errors)]),
    );
  }
}

function csvOf(records: readonly string[][]): Buffer {
  return Buffer.from(records.map((cells) => `${cells.map(quote).join(',')}\n`).join(''), 'utf8');
}

const quote = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

async function* echoedRows(
  body: AsyncIterable<Uint8Array>,
  { which, columns: due, delimiter }: Part & { delimiter: string },
): AsyncGenerator<EchoedRow[]> {
  let columns: EchoedColumns | undefined;
  for await (const block of echoedBlocks(body, delimiter)) {
    const records = parseCsv(block.toString('utf8'), delimiter);
    columns ??= new EchoedColumns(which, checkedColumns(records.shift() ?? [], { which, columns: due }));
    const known = columns;
    yield wholeRecords(records, known.names).map((cells) => new EchoedRow(known, cells));
  }
}

function checkedColumns(columns: string[], { which, columns: due }: Part): string[] {
  if (due.every((name) => columns.includes(name))) return columns;
  throw new UnexpectedReplyException(`${which} begins with "${columns.join(',')}", without ${due.join(' and ')}`, {
    advice: 'Something between you and the org changed the answer.',
  });
}

/** For each row that was sent, the number of its result; undefined where it cannot be known. */
async function orderOf(
  echoed: EchoedRows,
  { job, batch: { input }, delimiter }: { job: KnownJob; batch: LoadBatch; delimiter: string },
): Promise<Int32Array | undefined> {
  if (input === undefined) return undefined;
  const key = job.info.operation === 'insert' ? undefined : (job.info.externalIdFieldName ?? 'Id');
  const valuesOf = (row: number): EchoedRow => echoed.at(row);
  return inInputOrder({ count: echoed.count, valuesOf, input: () => parsedBlocks(input(), delimiter), key });
}

async function* parsedBlocks(chunks: AsyncIterable<Uint8Array>, delimiter: string): AsyncGenerator<string[][]> {
  for await (const block of inputBlocks(chunks, delimiter)) {
    yield withoutBlankLines(block.toString('utf8'), delimiter);
  }
}

/** Blank lines are no rows: they were not sent. In a single column, an empty value is one that looks the same once parsed. */
function withoutBlankLines(text: string, delimiter: string): string[][] {
  const records = parseCsv(text, delimiter);
  if (records.some((cells) => cells.length > 1)) return records.filter((cells) => cells.length > 1);
  return parseCsv(csvRecords(text).join('\n'), delimiter);
}
