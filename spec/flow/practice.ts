import { Bulk, type BulkOptions } from '../../lib';
import { PracticeOrg, type PracticeOrgOptions } from '../../lib/practice-org';

/** A practice org whose time passes when the client waits, and a `Bulk` that is signed in to it. */
export async function practise(
  options: { org?: PracticeOrgOptions; bulk?: BulkOptions } = {},
): Promise<{ org: PracticeOrg; bulk: Bulk }> {
  const org = await PracticeOrg.start({ clock: 'manual', ...options.org });
  const clock = { now: () => Date.now(), sleep: (milliseconds: number) => org.clock.advance(milliseconds) };
  const bulk = new Bulk({ clock, ...options.bulk });
  await bulk.login(org.accessToken());
  return { org, bulk };
}
