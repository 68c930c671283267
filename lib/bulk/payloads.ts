import { type CsvStyle } from '../codecs/csv';
import { type BatchLimits } from '../dialects/dialect';
import { InputException } from '../errors';
import { sourceOf, type BatchData } from '../records/batch-data';
import { rowCheck, type Checks } from '../records/checks';
import { encodeCsv, type RowEncoder } from '../records/encoders';
import { dataFormat, FORMATS } from '../records/formats';
import { rowsOfText } from '../records/rows-of-text';
import { rowsToBatches } from '../records/rows-to-batches';
import { rowsToZips } from '../records/rows-to-zips';
import { splitCsv } from '../records/split-csv';
import { type Payload } from '../records/types';
import { CHARACTERS_PER_SOQL } from '../wire/limits';
import { type ContentType } from '../wire/v1';

export interface LoadPlan {
  /** What messages call the data. */
  readonly name: string;
  /** The format that text is in, where it is not the job's own. */
  readonly textFormat?: 'CSV';
  readonly contentType: ContentType;
  /** Rows in one batch; as many as the API takes where nothing else is asked for. */
  readonly records: number | undefined;
  readonly limits: BatchLimits;
  readonly style: Required<CsvStyle>;
  readonly checks: Checks;
}

/** A load's data, cut into batches that the service takes. */
export async function* loadPayloads(data: BatchData, plan: LoadPlan): AsyncGenerator<Payload> {
  const { contentType, checks, style } = plan;
  const format = dataFormat(contentType);
  const isZip = contentType !== format;
  const limits = { records: checkedRecords(plan), bytes: plan.limits.bytes };
  const source = await sourceOf(data);
  if (source.kind === 'text' && isZip && plan.textFormat === undefined) {
    yield await readyMade(source.chunks);
    return;
  }
  if (source.kind === 'text' && contentType === 'CSV') {
    yield* splitCsv(source.chunks, { ...limits, name: plan.name, delimiter: style.delimiter, checks });
    return;
  }
  const blocks =
    source.kind === 'rows' ? source.blocks : rowsOfText(source.chunks, { ...plan, format: plan.textFormat ?? format });
  const encode: RowEncoder = format === 'CSV' ? (rows) => encodeCsv(rows, style) : FORMATS[format].encode;
  const batching = {
    bytes: limits.bytes,
    records: Math.min(limits.records, ROWS_HELD),
    check: rowCheck(checks),
    encode,
  };
  yield* isZip ? rowsToZips(blocks, { ...batching, checkZip: checks.zip }) : rowsToBatches(blocks, batching);
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
  if (Number.isInteger(records) && records >= 1 && records <= limits.records) return records;
  throw new InputException(`A batch of ${records} records cannot be made`, {
    field: 'maxRecords',
    advice: `Give a whole number from 1 to ${limits.records}.`,
  });
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
