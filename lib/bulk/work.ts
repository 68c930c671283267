import { type Journal } from '../journal/journal';
import { type Settings } from '../options';
import { type Usage } from '../transport/usage';
import { type CurrentJob } from './job/current-job';
import { type Gate } from './sending/gate';
import { type JobState } from './job/job-state';
import { type WatchOptions } from './progress';
import { Reading } from './reading/reading';
import { type Service } from './service';

/** What the parts of the facade work with: the state of the job, whom to ask, and where to write it down. */
export interface Work extends Service {
  readonly settings: Settings;
  /** Which job the `Bulk` has now. */
  readonly jobs: CurrentJob;
  /** Of the job with which the call was begun. */
  readonly state: JobState;
  readonly journal: Journal;
  readonly gate: Gate;
  readonly usage: Readonly<Usage>;
  /** Is told of results as they are read. */
  readonly reading: Reading;
  readonly instanceUrl: string;
}

/** The same work, whose requests are broken off when the signal fires. */
export function workUntil(work: Work, signal: AbortSignal | undefined): Work {
  return signal === undefined ? work : { ...work, ...work.until(signal) };
}

/** The same work for a call that reads results: it tells of them, and ends with the signal. */
export function watchedWork(work: Work, options: WatchOptions): Work {
  const { settings, usage } = work;
  const reading = new Reading({ clock: settings.clock, usage }, options);
  return workUntil({ ...work, reading }, options.signal);
}

/**
 * Makes a call that the caller's signal ends, by a signal of the call's own: what `AbortSignal.any()` made of the caller's
 * would be kept there for as long as that lives.
 */
export async function heeding<Result>(
  given: AbortSignal | undefined,
  call: (signal: AbortSignal | undefined) => Promise<Result>,
): Promise<Result> {
  if (given === undefined) return call(undefined);
  const own = new AbortController();
  const end = (): void => {
    own.abort(given.reason);
  };
  given.addEventListener('abort', end);
  if (given.aborted) end();
  try {
    return await call(own.signal);
  } finally {
    given.removeEventListener('abort', end);
  }
}
