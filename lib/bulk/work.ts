import { type Journal } from '../journal/journal';
import { refuseUnknown, type Settings } from '../options';
import { type Usage } from '../transport/usage';
import { type Gate } from './gate';
import { type JobState } from './job-state';
import { WATCHING, type WatchOptions } from './progress';
import { Reading } from './reading';
import { type Service } from './service';

/** What the parts of the facade work with: the state of the job, whom to ask, and where to write it down. */
export interface Work extends Service {
  readonly settings: Settings;
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
  refuseUnknown(options, { kind: 'option', known: WATCHING });
  const { settings, usage } = work;
  const reading = new Reading({ clock: settings.clock, usage }, options);
  return workUntil({ ...work, reading }, options.signal);
}
