import { type BatchLimits } from '../../dialects/dialect';
import { toSettings, type BulkOptions } from '../../options';
import { type BatchData } from '../../records/batch-data';
import { CHECKS } from '../../records/checks';
import { CHARACTERS_PER_BATCH, RECORDS_PER_BATCH, V2_UPLOAD_BYTES } from '../../wire/limits';
import { loadPayloads } from '../sending/payloads';

/** What a load is planned for. */
export interface PlanOptions extends Pick<BulkOptions, 'api'> {
  /** Rows in one batch. Default: as many as a batch may have. */
  maxRecords?: number;
  /** What messages call the data: the name of its file. Default: `the data`. */
  name?: string;
}

/** A batch as it would be sent. */
export interface PlannedBatch {
  rows: number;
  bytes: number;
  /** The header and the rows, in CSV. */
  readonly text: string;
}

/**
 * Cuts data into batches as `batchCreate()` and `batchCreateFromCsv()` do, and sends nothing: to know beforehand how many
 * there will be, or to look at them. In the memory of one batch.
 *
 * @param data what `batchCreate` takes for a load in CSV; a file as its stream
 * @throws {InputException} for data that would be refused, with row and field
 */
export async function* planBatches(data: BatchData, options: PlanOptions = {}): AsyncGenerator<PlannedBatch> {
  const { maxRecords, name = 'the data', ...rest } = options;
  const plan = {
    name,
    contentType: 'CSV',
    records: maxRecords,
    limits: LIMITS[toSettings(rest).api],
    style: { delimiter: ',', newline: '\n' },
    checks: CHECKS,
    groupBy: undefined,
  } as const;
  for await (const { body, rows = 0 } of loadPayloads(data, plan)) {
    yield {
      rows,
      bytes: body.length,
      get text() {
        return body.toString('utf8');
      },
    };
  }
}

const LIMITS: Readonly<Record<'1.0' | '2.0', BatchLimits>> = {
  '1.0': { records: RECORDS_PER_BATCH, bytes: CHARACTERS_PER_BATCH, concurrency: 1 },
  '2.0': { records: Infinity, bytes: V2_UPLOAD_BYTES, concurrency: 1 },
};
