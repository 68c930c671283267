import { type LoginInfo } from '../index';

/** Where a login leads. `production` where it cannot be told: better one warning too many. */
export type Place = 'practice' | 'sandbox' | 'production';

export function placeOf({ instanceUrl, sandbox }: LoginInfo, practiceUrl: string): Place {
  if (instanceUrl === practiceUrl) return 'practice';
  return (sandbox ?? NOT_PRODUCTION.test(new URL(instanceUrl).hostname)) ? 'sandbox' : 'production';
}

/** My Domain hosts of sandboxes, scratch orgs, Developer Edition and Trailhead orgs; sandboxes of old are `name--box`. */
const NOT_PRODUCTION = /--|\.(?:sandbox|scratch|develop|trailblaze)\.my\.salesforce\.com$/;
