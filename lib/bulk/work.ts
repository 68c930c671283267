import { type Dialect } from '../dialects/dialect';
import { type Rest } from '../dialects/rest';
import { type Journal } from '../journal/journal';
import { type Settings } from '../options';
import { type Usage } from '../transport/usage';
import { type Gate } from './gate';
import { type JobState } from './job-state';

/** What the parts of the facade work with: the state of the job, whom to ask, and where to write it down. */
export interface Work {
  readonly settings: Settings;
  readonly state: JobState;
  readonly dialect: Dialect;
  readonly rest: Rest;
  readonly journal: Journal;
  readonly gate: Gate;
  readonly usage: Readonly<Usage>;
  readonly instanceUrl: string;
}
