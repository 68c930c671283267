import { parseCsv } from '../../codecs/csv';
import { parseErrors } from '../../records/csv-result-rows';
import { inInputOrder, type EchoedResult } from '../../records/input-order';
import { recordBlocks } from '../../records/record-blocks';
import { type BatchInfo, type RecordError, type ResultRow, type Row } from '../../records/types';
import { type Api } from '../../transport/transport';
import { RESULT_COLUMNS } from '../../wire/v1';
import { COLUMN_DELIMITERS } from '../../wire/v2';
import { type KnownJob, type LoadBatch } from '../dialect';
import { askData } from '../rest-control';
import { type V2Requests } from './requests';

type Echoed = EchoedResult<ResultRow>;

const RESULTS_PER_BLOCK = 1_000;

/** Successful, failed and unprocessed results put together, in the order of the input where it is known. */
export async function* loadResults(
  api: Api,
  requests: V2Requests,
  { job, batch }: { job: KnownJob; batch: LoadBatch },
): AsyncGenerator<ResultRow[]> {
  const delimiter = COLUMN_DELIMITERS[job.info.columnDelimiter];
  const echoed: Echoed[] = [];
  for (const which of ['successfulResults', 'failedResults', 'unprocessedrecords'] as const) {
    const { body } = await askData(api, requests.results(job, batch.info.id, which));
    for await (const row of echoedRows(body, delimiter)) echoed.push(toEchoed(row, batch.info));
  }
  const rows = (await ordered(echoed, { job, batch, delimiter })) ?? echoed.map(({ result }) => result);
  for (let at = 0; at < rows.length; at += RESULTS_PER_BLOCK) yield rows.slice(at, at + RESULTS_PER_BLOCK);
}

/** The same as the four columns that 1.0 writes. */
export async function* resultsAsCsv(blocks: AsyncIterable<ResultRow[]>): AsyncGenerator<Uint8Array> {
  yield csvOf([[...RESULT_COLUMNS]]);
  for await (const block of blocks) {
    yield csvOf(
      block.map(({ id, success, created, errors }) => [
        id ?? '',
        String(success),
        String(created),
        errors.map(errorText).join(''),
      ]),
    );
  }
}

function csvOf(records: readonly string[][]): Buffer {
  return Buffer.from(records.map((cells) => `${cells.map(quote).join(',')}\n`).join(''), 'utf8');
}

const quote = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

function errorText({ statusCode, message, fields }: RecordError): string {
  return `${statusCode}:${message}:${fields.join(' ')}${fields.length > 0 ? ' ' : ''}--`;
}

async function* echoedRows(body: AsyncIterable<Uint8Array>, delimiter: string): AsyncGenerator<Row> {
  let columns: string[] | undefined;
  for await (const block of recordBlocks(body, delimiter)) {
    const records = parseCsv(block.toString('utf8'), delimiter);
    columns ??= records.shift() ?? [];
    const names = columns;
    for (const record of records) yield Object.fromEntries(names.map((name, at) => [name, record[at] ?? '']));
  }
}

/** What a row's columns say of it: `sf__Created` stands beside successes, `sf__Error` beside failures. */
function toEchoed(record: Row, info: BatchInfo): Echoed {
  const own = Object.entries(record).filter(([name]) => !name.startsWith('sf__'));
  return {
    result: { ...outcomeOf(record, info), record },
    values: new Map(own.map(([name, value]) => [name.toLowerCase(), value])),
  };
}

function outcomeOf(record: Row, info: BatchInfo): ResultRow {
  const { sf__Id: id = '', sf__Created: created, sf__Error: error } = record;
  if (created !== undefined) return { id, success: true, created: created === 'true', errors: [] };
  const errors = error === undefined ? [unprocessed(info)] : parseErrors(error);
  return { id: id === '' ? null : id, success: false, created: false, errors };
}

function unprocessed({ id, state, stateMessage }: BatchInfo): RecordError {
  const [, statusCode, message] = /^(\w+) : ([^]*)$/.exec(stateMessage ?? '') ?? [];
  if (statusCode !== undefined && message !== undefined) return { statusCode, message, fields: [] };
  return { statusCode: state, message: stateMessage ?? `Batch ${id} was not processed`, fields: [] };
}

async function ordered(
  results: readonly Echoed[],
  { job, batch, delimiter }: { job: KnownJob; batch: LoadBatch; delimiter: string },
): Promise<ResultRow[] | undefined> {
  if (batch.input === undefined) return undefined;
  const key = job.info.operation === 'insert' ? undefined : (job.info.externalIdFieldName ?? 'Id');
  return inInputOrder({ results, input: parsedBlocks(batch.input(), delimiter), key });
}

async function* parsedBlocks(chunks: AsyncIterable<Uint8Array>, delimiter: string): AsyncGenerator<string[][]> {
  for await (const block of recordBlocks(chunks, delimiter)) {
    const records = parseCsv(block.toString('utf8'), delimiter);
    const columns = records[0]?.length ?? 1;
    // Blank lines are no rows: they were not sent.
    yield columns === 1 ? records : records.filter((record) => record.length > 1);
  }
}
