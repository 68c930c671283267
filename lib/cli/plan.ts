import { planRequests, type BatchData, type PlannedJob, type PlannedRequest, type PlanRequestsOptions } from '../index';
import { counted } from '../repl/format/counts';
import { UsageError } from './usage-error';

/** What a load will take. */
export interface Plan {
  readonly rows: number;
  readonly batches: number;
  /** API calls when one poll is enough. */
  readonly calls: number;
  /** API calls for reading the results once. */
  readonly callsForResults: number;
}

export interface Planning extends PlanRequestsOptions {
  readonly api: '1.0' | '2.0';
  readonly job: PlannedJob;
}

/** What a job will send, counted. */
interface Counted {
  readonly rows: number;
  readonly batches: number;
  readonly requests: number;
}

type OnRequest = (request: PlannedRequest) => void;

/** Reads the input from one end to the other: a row that cannot be sent is met before anything is. */
export async function planLoad(data: BatchData, planning: Planning, onRequest?: OnRequest): Promise<Plan> {
  const { rows, batches, requests } = await countRequests(data, planning, onRequest);
  const { polls, results } = READING[planning.api];
  return { rows, batches, calls: requests + costOf(polls, batches), callsForResults: costOf(results, batches) };
}

export async function countRequests(
  data: BatchData,
  { job, ...options }: Planning,
  onRequest: OnRequest = () => undefined,
): Promise<Counted> {
  let [rows, batches, requests] = [0, 0, 0];
  try {
    for await (const request of planRequests(job, data, options)) {
      requests += 1;
      if (request.batch !== undefined && request.batch.number > batches) {
        batches = request.batch.number;
        rows += request.batch.rows ?? 0;
      }
      onRequest(request);
    }
  } catch (error) {
    if (options.signal?.aborted === true) throw new UsageError('Interrupted: nothing was sent', { cause: error });
    throw error;
  }
  return { rows, batches, requests };
}

interface Cost {
  readonly ofJob: number;
  readonly ofBatch: number;
}

/** What it costs to wait when one poll is enough, and to read the results. */
const READING: Readonly<Record<Planning['api'], { polls: Cost; results: Cost }>> = {
  // One list of batches, and one look at the job at the end.
  '1.0': { polls: { ofJob: 2, ofBatch: 0 }, results: { ofJob: 1, ofBatch: 1 } },
  // Each batch is a job of the server, and its results are in three lists.
  '2.0': { polls: { ofJob: 0, ofBatch: 1 }, results: { ofJob: 0, ofBatch: 3 } },
};

function costOf({ ofJob, ofBatch }: Cost, batches: number): number {
  return ofJob + batches * ofBatch;
}

/** `61,220 rows → 7 batches, 11 calls and 8 for the results` */
export function planText({ rows, batches, calls, callsForResults }: Plan, passes = 1): string {
  const sums = `${counted(rows, 'row')} → ${counted(batches, 'batch')}, ${counted(calls, 'call')}`;
  return `${sums} and ${passes * callsForResults} for the results`;
}

/** What can be said of rows that are not there yet: stdin is read once, while it is sent. */
export function planTextOfStdin({ api, maxRecords }: Planning, passes = 1): string {
  const size = maxRecords === undefined ? LARGEST[api] : counted(maxRecords, 'row');
  const { ofJob, ofBatch } = READING[api].results;
  const ofSending = api === '1.0' ? '4 calls + 1 per batch' : '2 to 4 calls per batch';
  const ofResults = [passes * ofJob, `${passes * ofBatch} per batch`].filter((cost) => cost !== 0).join(' + ');
  return `rows from stdin, number unknown → batches of up to ${size}, ${ofSending}, and ${ofResults} for the results`;
}

const LARGEST: Readonly<Record<Planning['api'], string>> = { '1.0': '10,000 rows', '2.0': '100 MB' };
