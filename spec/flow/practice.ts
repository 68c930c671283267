import { Bulk, type BulkOptions } from '../../lib';
import { PracticeOrg, type PracticeOrgOptions } from '../../lib/practice-org';

/** A practice org whose time passes when the client waits, and a `Bulk` that is signed in to it. */
export async function practise(
  options: { org?: PracticeOrgOptions; bulk?: BulkOptions } = {},
): Promise<{ org: PracticeOrg; bulk: Bulk }> {
  const org = await PracticeOrg.start({ clock: 'manual', ...options.org });
  return { org, bulk: await anotherBulk(org, options.bulk) };
}

/** One more `Bulk` that is signed in to the same org. */
export async function anotherBulk(org: PracticeOrg, options: BulkOptions = {}): Promise<Bulk> {
  const bulk = new Bulk({ clock: clockOf(org), ...options });
  await bulk.login(org.accessToken());
  return bulk;
}

/** Who waits by it makes the org's time pass. */
export function clockOf(org: PracticeOrg): NonNullable<BulkOptions['clock']> {
  return { now: org.clock.now, sleep: (milliseconds) => org.clock.advance(milliseconds) };
}
