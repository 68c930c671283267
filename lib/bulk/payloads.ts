import { InputException } from '../errors';
import { sourceOf, type BatchData } from '../records/batch-data';
import { rowsToCsv } from '../records/rows-to-csv';
import { splitCsv } from '../records/split-csv';
import { type Payload } from '../records/types';
import { CHARACTERS_PER_BATCH, CHARACTERS_PER_SOQL, RECORDS_PER_BATCH } from '../wire/limits';

export interface LoadLimits {
  /** What messages call the data. */
  name: string;
  /** Rows in one batch, from 1 to 10,000. */
  records: number;
}

/** A load's data, cut into batches that the service takes. */
export async function* loadPayloads(data: BatchData, { name, records }: LoadLimits): AsyncGenerator<Payload> {
  if (!Number.isInteger(records) || records < 1 || records > RECORDS_PER_BATCH) {
    throw new InputException(`A batch of ${records} records cannot be made`, {
      field: 'maxRecords',
      advice: `Give a whole number from 1 to ${RECORDS_PER_BATCH}.`,
    });
  }
  const limits = { records, bytes: CHARACTERS_PER_BATCH };
  const source = await sourceOf(data);
  if (source.kind === 'rows') yield* rowsToCsv(source.blocks, limits);
  else yield* splitCsv(source.chunks, { ...limits, name, delimiter: ',' });
}

/** A query's data: one batch that holds the SOQL. */
export function queryPayload(soql: unknown): Payload {
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
  return { body: Buffer.from(soql, 'utf8'), firstRow: 1, rows: 0 };
}
