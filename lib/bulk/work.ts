import { type Dialect } from '../dialects/dialect';
import { type Rest } from '../dialects/rest';
import { type Settings } from '../options';
import { type JobState } from './job-state';

/** What the parts of the facade work with: the state of the job, and whom to ask. */
export interface Work {
  readonly settings: Settings;
  readonly state: JobState;
  readonly dialect: Dialect;
  readonly rest: Rest;
}
