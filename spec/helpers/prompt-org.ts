import { PracticeOrg, type PracticeOrgOptions } from '../../lib/practice-org';

/** The longest that a job of a spec takes, in the org's time. */
const AT_ONCE = '1 min';

/**
 * An org whose work is done before the reply to the request for it leaves: one poll is enough on any machine. With a
 * real clock, the first poll and the work are in a race, however short the work is.
 */
export async function promptOrg(options: PracticeOrgOptions = {}): Promise<PracticeOrg> {
  const org = await PracticeOrg.start({ ...options, clock: 'manual' });
  org.onRequest(() => void org.clock.advance(AT_ONCE));
  return org;
}
