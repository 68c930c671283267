import { planBatches, type PlannedBatch } from '../index';
import { type LoadInput } from './load-input';

/** What a load will take. */
export interface Plan {
  readonly rows: number;
  readonly batches: number;
  /** API calls when one poll is enough. */
  readonly calls: number;
  /** API calls for reading the results once. */
  readonly callsForResults: number;
}

export interface Planning {
  readonly api: '1.0' | '2.0';
  readonly batchSize: number | undefined;
}

/** Reads the input from one end to the other: a row that cannot be sent is met before anything is. */
export async function planLoad(
  input: LoadInput,
  { api, batchSize }: Planning,
  onBatch: (batch: PlannedBatch) => void = () => undefined,
): Promise<Plan> {
  const cost = COSTS[api];
  const plan = { rows: 0, batches: 0, calls: cost.ofJob, callsForResults: cost.ofResults };
  const options = { api, ...(batchSize === undefined ? {} : { maxRecords: batchSize }) };
  for await (const batch of planBatches(input.data(), options)) {
    plan.rows += batch.rows;
    plan.batches += 1;
    plan.calls += cost.ofBatch(batch);
    plan.callsForResults += cost.ofBatchResult;
    onBatch(batch);
  }
  return plan;
}

interface Cost {
  readonly ofJob: number;
  readonly ofBatch: (batch: PlannedBatch) => number;
  readonly ofResults: number;
  readonly ofBatchResult: number;
}

const COSTS: Readonly<Record<Planning['api'], Cost>> = {
  // Create the job, close it, one poll, one look at the end.
  '1.0': { ofJob: 4, ofBatch: () => 1, ofResults: 1, ofBatchResult: 1 },
  // Each batch is a job of the server, which is asked for once when it is soon done; a small one is created with its data in one request, a
  // larger one is created, filled and closed. Its results are in three lists.
  '2.0': { ofJob: 0, ofBatch: ({ bytes }) => (bytes <= SMALL_UPLOAD ? 1 : 3) + 1, ofResults: 0, ofBatchResult: 3 },
};

const SMALL_UPLOAD = 100_000;

/** `61,220 rows → 7 batches, 11 calls and 8 for the results` */
export function planText({ rows, batches, calls, callsForResults }: Plan, passes = 1): string {
  const sums = `${numbered(rows, 'row')} → ${numbered(batches, 'batch')}, ${numbered(calls, 'call')}`;
  return `${sums} and ${passes * callsForResults} for the results`;
}

export function numbered(count: number, noun: string): string {
  const plural = noun.endsWith('ch') ? `${noun}es` : `${noun}s`;
  return `${count.toLocaleString('en-US')} ${count === 1 ? noun : plural}`;
}
