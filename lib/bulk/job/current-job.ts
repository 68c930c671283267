import { OutOfOrderException } from '../../errors';
import { type JobInfo } from '../../records/types';
import { type JobPlan } from './job-options';
import { JobState, type Lasting } from './job-state';
import { Turns } from './turns';

/**
 * Which job a `Bulk` has: one at a time, each with a state of its own. A call that was begun with one job goes on with it, and
 * says nothing of the next one, though that has taken its place.
 */
export class CurrentJob {
  readonly #lasting: Lasting = { turns: new Turns(), everKnown: new Set() };
  #state = new JobState(this.#lasting);
  #isOpening = false;

  get state(): JobState {
    return this.#state;
  }

  /** A new job takes the place of one that has ended. */
  begin(info: JobInfo, plan: JobPlan): JobState {
    this.#state.takeNoMore();
    this.#state = new JobState(this.#lasting, { info, plan });
    return this.#state;
  }

  /** There is no job any more. */
  forget(): void {
    this.#state.takeNoMore();
    this.#state = new JobState(this.#lasting);
  }

  /** One job at a time: where an `await` was forgotten, two would be made, and one left behind on the server. */
  async opening(open: () => Promise<JobInfo>): Promise<JobInfo> {
    if (this.#isOpening) {
      throw new OutOfOrderException('A job is being opened already: await jobCreate() before the next', {
        advice: 'Write: await bulk.jobCreate(…).',
      });
    }
    this.#isOpening = true;
    try {
      // In the journal, what is still on its way to the last job must not stand behind the new one.
      await this.#lasting.turns.areOver();
      return await open();
    } finally {
      this.#isOpening = false;
    }
  }
}
