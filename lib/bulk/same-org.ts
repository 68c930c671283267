import { OutOfOrderException } from '../errors';
import { type LoginInfo } from '../session/session';
import { type JobState } from './job/job-state';

/** An open job belongs to the org in which it was made: in another one nobody knows it. */
export function requireSameOrg(state: JobState, before: LoginInfo | undefined, now: LoginInfo): void {
  if (!state.isOpen || before === undefined || before.instanceUrl === now.instanceUrl) return;
  const { id } = state.known('login').info;
  throw new OutOfOrderException(
    `Job ${id} is open in ${before.instanceUrl}; you have signed in to ${now.instanceUrl}`,
    {
      jobId: id,
      advice: 'End it with jobClose() or jobAbort() before, or make another Bulk for the other org.',
    },
  );
}
