/** Who the org is, and who works in it. */
import { type Store } from './store/store';

export interface Identity {
  readonly organizationId: string;
  readonly organizationName: string;
  readonly userId: string;
  readonly profileId: string;
}

const ORGANIZATION = { organizationId: '00DQQ0000001PrA2AU', organizationName: 'Practice Org' } as const;
const PROFILE_ID = '00eQQ000000Pf7DYAS';

/** The one who signs in is a user among the store's records, so that what is created has an owner. */
export const identityIn = (store: Store): Identity => {
  const soql = 'SELECT Id FROM User ORDER BY Id LIMIT 1';
  const [first] = store.query({ soql, object: 'User', includeDeleted: false }).rows;
  return { ...ORGANIZATION, profileId: PROFILE_ID, userId: String(first?.[0]) };
};
