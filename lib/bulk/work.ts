import { type Journal } from '../journal/journal';
import { type Settings } from '../options';
import { type Usage } from '../transport/usage';
import { type Gate } from './gate';
import { type JobState } from './job-state';
import { type Service } from './service';

/** What the parts of the facade work with: the state of the job, whom to ask, and where to write it down. */
export interface Work extends Service {
  readonly settings: Settings;
  readonly state: JobState;
  readonly journal: Journal;
  readonly gate: Gate;
  readonly usage: Readonly<Usage>;
  readonly instanceUrl: string;
}

/** The same work, whose requests are broken off when the signal fires. */
export function workUntil(work: Work, signal: AbortSignal): Work {
  return { ...work, ...work.until(signal) };
}
