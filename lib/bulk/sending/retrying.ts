import { type KnownJob } from '../../dialects/dialect';
import { normal } from '../../errors/advice';
import { within, wrong } from '../../options/checks';
import { dataFormat, FORMATS } from '../../records/formats';
import { given } from '../../records/given';
import { rowsToBatches } from '../../records/rows-to-batches';
import { type BatchInfo, type Payload } from '../../records/types';
import { eitherSignal } from '../either-signal';
import { outcomeBlocks, type Outcome } from '../reading/outcomes';
import { loadPlan } from './payloads';
import { checkWatchOptions, WATCHING, type WatchOptions } from '../progress';
import { groupFailures } from '../reading/tally';
import { type Upload } from './send-batches';
import { upload } from './upload';
import { waitForJob } from '../job/waiting';
import { watchedWork, workUntil, type Work } from '../work';

/** Reasons that pass by themselves. */
export const PASSING_CODES: readonly string[] = [
  'UNABLE_TO_LOCK_ROW',
  'TooManyLockFailure',
  'REQUEST_RUNNING_TOO_LONG',
  'SERVER_UNAVAILABLE',
  'InternalServerError',
  'Timeout',
];

export interface RetryOptions extends WatchOptions {
  /** The status codes after which a row is sent again. Default: locks, time-outs and trouble of the service. */
  codes?: readonly string[];
  /** How often a row is sent in all, the first time included. Default: 4. */
  attempts?: number;
  /** Seconds to wait before the first retry; doubled before each further one. Default: 5. */
  pause?: number;
}

type Retry = Required<Omit<RetryOptions, keyof WatchOptions>> & WatchOptions;

const KNOWN: Record<keyof RetryOptions, true> = { codes: true, attempts: true, pause: true, ...WATCHING };

export function checkRetryOptions(options: RetryOptions): Retry {
  checkWatchOptions(options, { kind: 'retry option', known: KNOWN });
  const { codes = PASSING_CODES, attempts = 4, pause = 5, ...watching } = options;
  if (!Array.isArray(codes) || !codes.every((code) => typeof code === 'string'))
    throw wrong('codes', codes, 'an array of status codes');
  within('attempts', attempts, { least: 2, most: 20, whole: true });
  within('pause', pause, { least: 0, most: 3_600 });
  return { ...watching, codes, attempts, pause };
}

/** Sends rows again that failed for a passing reason, until none is left or each was sent often enough. */
export async function retryRows(work: Work, { codes, attempts, pause, ...watching }: Retry): Promise<BatchInfo[]> {
  const sent: BatchInfo[] = [];
  const job = work.state.open('jobRetry');
  for (let seconds = pause; ; seconds *= 2) {
    // In one turn: two that found the same rows would both send them.
    const again = await work.state.turns.take(async () => {
      const signal = eitherSignal(work.state.ended, watching.signal);
      const rows = await passingFailures(watchedWork(work, { ...watching, signal }), { codes, attempts });
      const [first] = rows;
      if (first === undefined) return [];
      await work.settings.clock.sleep(seconds * 1000, signal);
      return sendAgain(work, job, { outcomes: rows, attempt: first.attempts + 1, options: watching });
    }, watching.signal);
    if (again.length === 0) return sent;
    sent.push(...again);
    await waitForJob(workUntil(work, watching.signal), watching);
  }
}

/** The rows that were sent least often; the others have their turn when these have caught up. */
async function passingFailures(work: Work, { codes, attempts }: Pick<Retry, 'attempts' | 'codes'>): Promise<Outcome[]> {
  const passing = new Set(codes.map(normal));
  const isPassing = ({ success, input, errors }: Outcome): boolean =>
    !success &&
    input !== null &&
    errors.length > 0 &&
    errors.every(({ statusCode }) => passing.has(normal(statusCode)));
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

interface Again extends Pick<Upload, 'attempt' | 'options'> {
  readonly outcomes: readonly Outcome[];
}

function sendAgain(work: Work, job: KnownJob, { outcomes, ...how }: Again): Promise<BatchInfo[]> {
  const { contentType, limits, style } = loadPlan(work, job, 'the rows');
  const payloads = rowsToBatches(given(outcomes.map(({ input }) => input ?? {})), {
    records: Math.min(limits.records, RETRIED_AT_ONCE),
    bytes: limits.bytes,
    check: () => undefined,
    encode: FORMATS[dataFormat(contentType)].encoder(style),
  });
  return upload(work, job, { cut: () => withRowNumbers(payloads, outcomes), ...how });
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
