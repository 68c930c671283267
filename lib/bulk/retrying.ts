import { refuseUnknown, within } from '../options';
import { dataFormat, FORMATS } from '../records/formats';
import { given } from '../records/given';
import { rowsToBatches } from '../records/rows-to-batches';
import { type BatchInfo, type Payload } from '../records/types';
import { outcomeBlocks, type Outcome } from './outcomes';
import { loadPlan } from './payloads';
import { groupFailures } from './tally';
import { upload } from './upload';
import { type WaitOptions } from './waiting';
import { type Work } from './work';

/** Reasons that pass by themselves. */
export const PASSING_CODES: readonly string[] = [
  'UNABLE_TO_LOCK_ROW',
  'TooManyLockFailure',
  'REQUEST_RUNNING_TOO_LONG',
  'SERVER_UNAVAILABLE',
  'InternalServerError',
  'Timeout',
];

export interface RetryOptions {
  /** The status codes after which a row is sent again. Default: locks, time-outs and trouble of the service. */
  codes?: readonly string[];
  /** How often a row is sent in all, the first time included. Default: 4. */
  attempts?: number;
  /** Seconds to wait before the first retry; doubled before each further one. Default: 5. */
  pause?: number;
}

export function checkRetryOptions(options: RetryOptions): Required<RetryOptions> {
  refuseUnknown(options, { kind: 'retry option', known: { codes: true, attempts: true, pause: true } });
  const { codes = PASSING_CODES, attempts = 4, pause = 5 } = options;
  within('attempts', attempts, { least: 2, most: 20 });
  within('pause', pause, { least: 0, most: 3_600 });
  return { codes, attempts, pause };
}

/** Sends rows again that failed for a passing reason, until none is left or each was sent often enough. */
export async function retryRows(
  work: Work,
  { codes, attempts, pause }: Required<RetryOptions>,
  wait: (options?: WaitOptions) => Promise<unknown>,
): Promise<BatchInfo[]> {
  const sent: BatchInfo[] = [];
  for (let seconds = pause; ; seconds *= 2) {
    const rows = await passingFailures(work, { codes, attempts });
    const [first] = rows;
    if (first === undefined) return sent;
    await work.settings.clock.sleep(seconds * 1000);
    sent.push(...(await sendAgain(work, rows, first.attempts + 1)));
    await wait();
  }
}

/** The rows that were sent least often; the others have their turn when these have caught up. */
async function passingFailures(
  work: Work,
  { codes, attempts }: Pick<Required<RetryOptions>, 'attempts' | 'codes'>,
): Promise<Outcome[]> {
  const isPassing = ({ success, input, errors }: Outcome): boolean =>
    !success && input !== null && errors.length > 0 && errors.every(({ statusCode }) => codes.includes(statusCode));
  let least = attempts;
  let failures: Outcome[] = [];
  for await (const block of outcomeBlocks(work, 'jobRetry')) {
    for (const outcome of block.filter(isPassing)) {
      if (outcome.attempts < least) failures = [];
      least = Math.min(least, outcome.attempts);
      if (outcome.attempts === least && least < attempts) failures.push(outcome);
    }
  }
  return failures;
}

function sendAgain(work: Work, outcomes: readonly Outcome[], attempt: number): Promise<BatchInfo[]> {
  const job = work.state.open('jobRetry');
  const { contentType, limits, style } = loadPlan(work, job, 'the rows');
  const payloads = rowsToBatches(given(outcomes.map(({ input }) => input ?? {})), {
    records: Math.min(limits.records, RETRIED_AT_ONCE),
    bytes: limits.bytes,
    check: () => undefined,
    encode: FORMATS[dataFormat(contentType)].encoder(style),
  });
  return upload(work, job, { payloads: withRowNumbers(payloads, outcomes), attempt });
}

/** Smaller batches meet fewer locks. */
const RETRIED_AT_ONCE = 2_000;

async function* withRowNumbers(
  payloads: AsyncIterable<Payload>,
  outcomes: readonly Outcome[],
): AsyncGenerator<Payload> {
  for await (const payload of payloads) {
    const from = payload.firstRow - 1;
    const sent = outcomes.slice(from, from + (payload.rows ?? 0));
    yield { ...payload, rowNumbers: sent.map(({ row }) => row), replaces: groupFailures(sent) };
  }
}
