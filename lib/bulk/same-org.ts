import { OutOfOrderException } from '../errors';
import { type LoginInfo } from '../session/session';
import { type JobState } from './job-state';

/** An open job belongs to the org in which it was made: in another one nobody knows it. */
export function requireSameOrg(state: JobState, before: LoginInfo | undefined, now: LoginInfo): void {
  if (!state.isOpen || before === undefined || isSameOrg(before, now)) return;
  const { id } = state.known('login').info;
  throw new OutOfOrderException(
    `Job ${id} is open in ${before.instanceUrl}; you have signed in to ${now.instanceUrl}`,
    {
      jobId: id,
      advice: 'End it with jobClose() or jobAbort() before, or make another Bulk for the other org.',
    },
  );
}

function isSameOrg(one: LoginInfo, other: LoginInfo): boolean {
  if (one.organizationId === null || other.organizationId === null) return one.instanceUrl === other.instanceUrl;
  // The same id may have 15 characters, or 18.
  return one.organizationId.slice(0, 15) === other.organizationId.slice(0, 15);
}
