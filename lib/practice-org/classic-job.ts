/** A job of Bulk API 1.0: open until it is closed, whatever its batches do. */
import { type JobState } from '../wire/v1';
import { CLASSIC_CSV } from './csv-layout';
import { Job } from './job';

const QUERY_RETRIES = 15;
const LOAD_RETRIES = 10;

export class ClassicJob extends Job {
  readonly jobType = 'Classic';
  readonly csv = CLASSIC_CSV;
  #state: JobState = 'Open';

  get state(): JobState {
    return this.#state;
  }

  get retriesAllowed(): number {
    if (this.settings.isRetryDisabled) return 0;
    return this.isQuery ? QUERY_RETRIES : LOAD_RETRIES;
  }

  close(now: number): void {
    this.#state = 'Closed';
    this.touch(now);
  }

  abort(now: number): void {
    this.#state = 'Aborted';
    this.touch(now);
    this.skipWaiting(now);
  }
}
