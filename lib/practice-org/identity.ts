/** Who the org is, and who works in it: the first of the users among the store's records. */
import { longId } from './ids';
import { ADMIN_USER_ID } from './store/sample-org';

export const IDENTITY = {
  organizationId: '00DQQ0000001PrA2AU',
  organizationName: 'Practice Org',
  userId: ADMIN_USER_ID,
  profileId: longId('00eQQ0000000001'),
  firstName: 'Ada',
  lastName: 'Byron',
  email: 'ada@example.com',
} as const;

/** A session id, a `serverUrl`: where the organization is named in 15 characters. */
export const SHORT_ORGANIZATION_ID = IDENTITY.organizationId.slice(0, 15);
