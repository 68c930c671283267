import { type KnownJob } from '../../dialects/dialect';
import {
  BulkException,
  ConnectionException,
  ServiceException,
  StillRunningException,
  UnexpectedReplyException,
} from '../../errors';
import { within } from '../../options/checks';
import { isEndedBatch } from '../../records/infos';
import { type BatchInfo, type JobInfo } from '../../records/types';
import { isCompleted, listBatches } from './batches';
import { checkWatchOptions, WATCHING, type Progress, type WatchOptions } from '../progress';
import { type Work } from '../work';

export interface WaitOptions extends WatchOptions {
  /** Seconds between two polls. Default: half a second at first, growing to 30. In 1.0 each poll is one API call. */
  interval?: number;
  /**
   * Seconds after which the waiting ends with a `StillRunningException`; the job goes on. A poll that is under way is waited
   * for, and where the network fails that may be minutes: a `signal` ends at once. Default: none.
   */
  timeout?: number;
}

const KNOWN: Record<keyof WaitOptions, true> = { interval: true, timeout: true, ...WATCHING };

/** Refuses what would poll without end or without pause. */
export function checkWaitOptions(options: WaitOptions): WaitOptions {
  checkWatchOptions(options, { kind: 'wait option', known: KNOWN });
  within('interval', options.interval ?? FIRST_INTERVAL, { least: SHORTEST_INTERVAL, most: 86_400 });
  within('timeout', options.timeout ?? Infinity, { least: 0, most: Infinity });
  return options;
}

const SHORTEST_INTERVAL = 0.01;
const FIRST_INTERVAL = 0.5;
const GROWTH = 1.6;
const LONGEST_INTERVAL = 30;

/** Polls until every batch has ended. A poll that fails for a passing reason is followed by another, never by an error. */
export async function waitForJob(work: Work, options: WaitOptions): Promise<JobInfo> {
  const { clock } = work.settings;
  const job = (): KnownJob => work.state.known('jobWait');
  const started = clock.now();
  const elapsed = (): number => (clock.now() - started) / 1000;
  const polls = new Polls(work);
  let first: number | undefined;
  for (let pause = options.interval ?? FIRST_INTERVAL; ; pause = next(pause, options)) {
    const batches = await polls.ask(() => listBatches(work, 'jobWait'));
    if (batches !== undefined) {
      first ??= rowsIn(batches);
      options.onProgress?.(progressOf(work, { batches, elapsed: elapsed(), rowsAtFirst: first }));
      const info = isCompleted(job(), batches) ? await polls.ask(() => work.dialect.getJob(job())) : undefined;
      if (info !== undefined) return work.state.refresh(info);
    }
    const left = (options.timeout ?? Infinity) - elapsed();
    if (left < SHORTEST_INTERVAL) throw stillRunning(job().info.id, { elapsed: elapsed(), silence: polls.silence });
    await clock.sleep(Math.min(pause, left) * 1000, options.signal);
  }
}

function next(pause: number, { interval }: WaitOptions): number {
  return interval ?? Math.min(pause * GROWTH, LONGEST_INTERVAL);
}

/** What there is to say when the last polls have failed. */
interface Silence {
  /** Milliseconds since 1970: when there was an answer for the last time, or the first poll. */
  readonly since: number;
  readonly failures: number;
  readonly last: BulkException;
}

/** Polls that have failed one after the other when it is told: few do now and then. */
const WORTH_TELLING = 3;

/** Asks how far the job is, and keeps in mind since when nobody answers. */
class Polls {
  silence: Silence | undefined;
  readonly #work: Work;
  #answered: number;

  constructor(work: Work) {
    this.#work = work;
    this.#answered = work.settings.clock.now();
  }

  /** Undefined where it failed for a passing reason. */
  async ask<Answer>(question: () => Promise<Answer>): Promise<Answer | undefined> {
    try {
      const answer = await question();
      this.silence = undefined;
      this.#answered = this.#work.settings.clock.now();
      return answer;
    } catch (error) {
      if (!isPassing(error)) throw error;
      this.silence = { since: this.#answered, failures: (this.silence?.failures ?? 0) + 1, last: error };
      if (this.silence.failures === WORTH_TELLING) this.#tell(this.silence);
      return undefined;
    }
  }

  #tell(silence: Silence): void {
    const { settings, state } = this.#work;
    const { info } = state.known('jobWait');
    settings.onWarning(`${unanswered(info.id, silence)}; jobWait() goes on asking. ${silence.last.message}`);
  }
}

function isPassing(error: unknown): error is BulkException {
  if (error instanceof ConnectionException || error instanceof ServiceException) return true;
  // A page of something on the way, which may be gone at the next poll.
  if (error instanceof UnexpectedReplyException && (error.status ?? 200) < 300) return true;
  return error instanceof BulkException && (error.status ?? 0) >= 500;
}

function progressOf(
  work: Work,
  { batches, elapsed, rowsAtFirst }: { batches: readonly BatchInfo[]; elapsed: number; rowsAtFirst: number },
): Progress {
  const due = rowsDue(work);
  const rows = rowsIn(batches);
  const rate = elapsed > 0 && rows > rowsAtFirst ? (rows - rowsAtFirst) / elapsed : null;
  return {
    phase: 'processing',
    rows,
    batches: { ended: batches.filter(isEndedBatch).length, total: batches.length },
    elapsed,
    rate,
    eta: rate === null || due === undefined ? null : Math.max(0, due - rows) / rate,
    calls: work.usage.calls,
  };
}

function rowsIn(batches: readonly BatchInfo[]): number {
  return batches.reduce((sum, { numberRecordsProcessed }) => sum + numberRecordsProcessed, 0);
}

function stillRunning(
  jobId: string,
  { elapsed, silence }: { elapsed: number; silence: Silence | undefined },
): StillRunningException {
  const seconds = Math.round(elapsed);
  const after = `after ${seconds} second${seconds === 1 ? '' : 's'}`;
  const message =
    silence === undefined
      ? `Job ${jobId} is still running ${after}`
      : `${unanswered(jobId, silence)}: ${after} of waiting nobody knows whether it is still running`;
  return new StillRunningException(message, {
    jobId,
    advice: 'Nothing was aborted: call jobWait() again, now or later.',
    cause: silence?.last,
  });
}

function unanswered(jobId: string, { since }: Silence): string {
  return `Job ${jobId} has not answered since ${new Date(since).toISOString()}`;
}

/** The records that were sent; undefined where it is not known, as of a query. */
function rowsDue({ state }: Work): number | undefined {
  return state.batches.some(({ rows }) => rows === undefined)
    ? undefined
    : state.batches.reduce((sum, { rows }) => sum + (rows ?? 0), 0);
}
