import { type Command } from '../command';
import { factsText } from '../format/facts';
import { placeOf } from '../place';

export const org: Command = {
  name: 'org',
  summary: 'Says where you are, and where the practice org is',
  run: ({ session: { info, org: practiceOrg, screen } }) => {
    const place = placeOf(info, practiceOrg.url);
    const { username, password, securityToken } = practiceOrg.credentials;
    const here = {
      'bulk is in': place === 'practice' ? 'the practice org, which this process runs' : `a ${place} org`,
      'instance URL': info.instanceUrl,
      ...(info.userName === null ? {} : { user: info.userName }),
      ...(info.organizationId === null ? {} : { organization: info.organizationId }),
    };
    const practice = { 'practice org': practiceOrg.url, username, password, 'security token': securityToken };
    screen.print(factsText({ ...here, ...practice }, screen.frame));
  },
};
