import { InputException } from '../errors';
import { sourceOf, type BatchData } from '../records/batch-data';
import { rowCheck, type Checks } from '../records/checks';
import { dataFormat, FORMATS } from '../records/formats';
import { rowsOfText } from '../records/rows-of-text';
import { rowsToBatches } from '../records/rows-to-batches';
import { rowsToZips } from '../records/rows-to-zips';
import { splitCsv } from '../records/split-csv';
import { type Payload } from '../records/types';
import { CHARACTERS_PER_BATCH, CHARACTERS_PER_SOQL, RECORDS_PER_BATCH } from '../wire/limits';
import { type ContentType } from '../wire/v1';

export interface LoadPlan {
  /** What messages call the data. */
  readonly name: string;
  /** The format that text is in, where it is not the job's own. */
  readonly textFormat?: 'CSV';
  readonly contentType: ContentType;
  /** Rows in one batch, from 1 to 10,000. */
  readonly records: number;
  readonly checks: Checks;
}

/** A load's data, cut into batches that the service takes. */
export async function* loadPayloads(data: BatchData, plan: LoadPlan): AsyncGenerator<Payload> {
  const { contentType, checks, records } = plan;
  const format = dataFormat(contentType);
  const isZip = contentType !== format;
  const limits = { records: checkedRecords(records), bytes: CHARACTERS_PER_BATCH };
  const source = await sourceOf(data);
  if (source.kind === 'text' && isZip && plan.textFormat === undefined) {
    yield await readyMade(source.chunks);
    return;
  }
  if (source.kind === 'text' && contentType === 'CSV') {
    yield* splitCsv(source.chunks, { ...limits, name: plan.name, delimiter: ',', checks });
    return;
  }
  const blocks = source.kind === 'rows' ? source.blocks : rowsOfText(source.chunks, plan.textFormat ?? format);
  const batching = { ...limits, check: rowCheck(checks), encode: FORMATS[format].encode };
  yield* isZip ? rowsToZips(blocks, { ...batching, checkZip: checks.zip }) : rowsToBatches(blocks, batching);
}

/** A zip that somebody else has packed goes as it is; how many rows it holds is not known. */
async function readyMade(chunks: AsyncIterable<Uint8Array>): Promise<Payload> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return { body: Buffer.concat(parts), firstRow: 1, rows: undefined };
}

function checkedRecords(records: number): number {
  if (Number.isInteger(records) && records >= 1 && records <= RECORDS_PER_BATCH) return records;
  throw new InputException(`A batch of ${records} records cannot be made`, {
    field: 'maxRecords',
    advice: `Give a whole number from 1 to ${RECORDS_PER_BATCH}.`,
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
