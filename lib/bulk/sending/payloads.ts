import { parseCsv } from '../../codecs/csv';
import { type CsvStyle } from '../../codecs/csv-writer';
import { type BatchLimits, type KnownJob } from '../../dialects/dialect';
import { InputException } from '../../errors';
import { within } from '../../options/checks';
import { sourceOf, type BatchData, type BatchSource } from '../../records/batch-data';
import { CHECKS, rowCheck, type Checks } from '../../records/checks';
import { dataFormat, FORMATS } from '../../records/formats';
import { resumed } from '../../records/given';
import { groupRows } from '../../records/group-rows';
import { rowsOfText } from '../../records/rows-of-text';
import { rowsToBatches } from '../../records/rows-to-batches';
import { rowsToZips } from '../../records/rows-to-zips';
import { splitCsv } from '../../records/split-csv';
import { type InputRow, type Payload } from '../../records/types';
import { CHARACTERS_PER_SOQL } from '../../wire/limits';
import { type ContentType } from '../../wire/v1';
import { COLUMN_DELIMITERS, LINE_ENDINGS } from '../../wire/v2';
import { type Work } from '../work';

export interface LoadPlan {
  /** What messages call the data. */
  readonly name: string;
  readonly contentType: ContentType;
  /** Rows in one batch; as many as the API takes where nothing else is asked for. */
  readonly records: number | undefined;
  readonly limits: BatchLimits;
  readonly style: Required<CsvStyle>;
  readonly checks: Checks;
  readonly groupBy: string | undefined;
}

/** How the data of a job is to be cut. */
export function loadPlan({ state, dialect }: Work, { info }: KnownJob, name: string): LoadPlan {
  return {
    name,
    contentType: info.contentType,
    records: undefined,
    limits: dialect.limits,
    style: { delimiter: COLUMN_DELIMITERS[info.columnDelimiter], newline: LINE_ENDINGS[info.lineEnding ?? 'LF'] },
    groupBy: state.plan?.groupBy,
    checks: state.plan?.checks ?? CHECKS,
  };
}

/** A load's data, cut into batches that the service takes. */
export async function* loadPayloads(data: BatchData, plan: LoadPlan): AsyncGenerator<Payload> {
  yield* payloadsOf(await sourceOf(data), plan);
}

/** The same of a CSV file, whatever the format of the job. */
export function csvPayloads(chunks: AsyncIterable<Uint8Array>, plan: LoadPlan): AsyncGenerator<Payload> {
  return payloadsOf({ kind: 'text', chunks, format: 'CSV' }, plan);
}

async function* payloadsOf(source: BatchSource, plan: LoadPlan): AsyncGenerator<Payload> {
  const { name, checks, contentType } = plan;
  const { delimiter } = plan.style;
  const limits = { records: checkedRecords(plan), bytes: plan.limits.bytes };
  if (source.kind === 'rows') {
    yield* rowPayloads(source.blocks, plan);
    return;
  }
  if (source.format === undefined && isZip(plan)) {
    yield await readyMade(source.chunks);
    return;
  }
  const text =
    contentType === 'CSV' ? await headed(source.chunks, delimiter) : { chunks: source.chunks, isAsItIs: false };
  if (text.isAsItIs && plan.groupBy === undefined) {
    yield* splitCsv(text.chunks, { ...limits, name, delimiter, checks });
  } else {
    const format = source.format ?? dataFormat(contentType);
    yield* rowPayloads(withoutOwnColumns(rowsOfText(text.chunks, { format, name, checks, delimiter })), plan);
  }
}

/** Rows become text in the format of the job. */
function rowPayloads(blocks: AsyncIterable<InputRow[]>, plan: LoadPlan): AsyncGenerator<Payload> {
  const { checks, style, groupBy } = plan;
  const format = dataFormat(plan.contentType);
  const encode = FORMATS[format].encoder(style);
  const records = Math.min(checkedRecords(plan), ROWS_HELD);
  const check = rowCheck(checks, { isTable: format === 'CSV' });
  const batching = { bytes: plan.limits.bytes, records, check, encode };
  if (isZip(plan)) return rowsToZips(blocks, { ...batching, checkZip: checks.zip });
  return groupBy === undefined ? rowsToBatches(blocks, batching) : groupRows(blocks, { ...batching, groupBy });
}

/** Whether rows go in with files beside them. */
function isZip({ contentType }: LoadPlan): boolean {
  return contentType !== dataFormat(contentType);
}

interface HeadedText {
  readonly chunks: AsyncIterable<Uint8Array>;
  /** False when the header has columns that are to be left out. */
  readonly isAsItIs: boolean;
}

/** Looks into the first bytes of CSV for columns of our own, as a file of failures has them. */
async function headed(chunks: AsyncIterable<Uint8Array>, delimiter: string): Promise<HeadedText> {
  const iterator = chunks[Symbol.asyncIterator]();
  const first = await firstPiece(iterator);
  const line = first.done === true ? '' : firstLine(first.value);
  const hasOwn = (parseCsv(line, delimiter)[0] ?? []).some(isOwnColumn);
  return { chunks: resumed(first, iterator), isAsItIs: !hasOwn };
}

const LINE_FEED = 0x0a;

/** Bytes in which the header is looked for; no file has a longer one. */
const LONGEST_HEADER = 1 << 20;

/** The beginning, with the whole header in it: a stream may come in pieces of any size. */
async function firstPiece(iterator: AsyncIterator<Uint8Array>): Promise<IteratorResult<Uint8Array>> {
  const parts: Uint8Array[] = [];
  for (let length = 0; length < LONGEST_HEADER;) {
    const next = await iterator.next();
    if (next.done === true) break;
    parts.push(next.value);
    length += next.value.length;
    if (next.value.includes(LINE_FEED)) break;
  }
  const [first] = parts;
  if (first === undefined) return { done: true, value: undefined };
  return { done: false, value: parts.length === 1 ? first : Buffer.concat(parts) };
}

function firstLine(bytes: Uint8Array): string {
  const end = bytes.indexOf(LINE_FEED);
  return Buffer.from(bytes.subarray(0, end === -1 ? bytes.length : end)).toString('utf8');
}

/** Columns such as `sf__Error` are about the rows, and no fields of them. */
function isOwnColumn(name: string): boolean {
  return name.startsWith('sf__');
}

async function* withoutOwnColumns(blocks: AsyncIterable<InputRow[]>): AsyncGenerator<InputRow[]> {
  for await (const block of blocks) {
    yield block.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => !isOwnColumn(name))));
  }
}

/** A zip that somebody else has packed goes as it is; how many rows it holds is not known. */
async function readyMade(chunks: AsyncIterable<Uint8Array>): Promise<Payload> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return { body: Buffer.concat(parts), firstRow: 1, rows: undefined };
}

/** Objects are held until their batch is written, so a batch has no more of them than this. */
const ROWS_HELD = 200_000;

function checkedRecords({ records, limits }: LoadPlan): number {
  if (records === undefined) return limits.records;
  return within('maxRecords', records, { least: 1, most: limits.records, whole: true });
}

/** A query's data: one batch that holds the SOQL. */
// eslint-disable-next-line @typescript-eslint/require-await -- an async generator of something that is there already
export async function* queryPayload(soql: unknown): AsyncGenerator<Payload> {
  if (typeof soql !== 'string' || soql.trim() === '') {
    throw new InputException('A query job takes SOQL as text', {
      advice: "For example: await bulk.batchCreate('SELECT Id, Name FROM Contact').",
    });
  }
  if (soql.length > CHARACTERS_PER_SOQL) {
    throw new InputException(`The query is ${soql.length} characters long; the service takes ${CHARACTERS_PER_SOQL}`, {
      advice: 'Select fewer fields, or put fewer values into IN lists and send several batches.',
    });
  }
  yield { body: Buffer.from(soql, 'utf8'), firstRow: 1, rows: undefined };
}
