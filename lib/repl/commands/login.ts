import { type Credentials, type LoginInfo } from '../../index';
import { type Command } from '../command';
import { UsageError } from '../usage-error';
import { type Ask, type Session } from '../session';

export const login: Command = {
  name: 'login',
  argument: '[practice]',
  summary: 'Logs in to a real org, asking for what it needs; .login practice comes back',
  choices: ['practice'],
  run: async ({ session, argument }) => {
    const info = await signIn(session, argument);
    session.screen.print(session.render(info));
  },
};

function signIn({ bulk, org, ask }: Session, argument: string): Promise<LoginInfo> {
  if (argument === 'practice') return bulk.login(org.accessToken());
  if (argument !== '') throw new UsageError('.login asks for everything; type it alone, or .login practice');
  if (ask !== undefined) return askForCredentials(ask).then((credentials) => bulk.login(credentials));
  throw new UsageError(
    '.login asks at a terminal; a script calls bulk.login({ accessToken: process.env.…, instanceUrl: process.env.… })',
  );
}

async function askForCredentials(ask: Ask): Promise<Credentials> {
  const username = (await ask('User name (Enter alone: with an access token): ')).trim();
  if (username === '') {
    const instanceUrl = (await ask('Instance URL (https://….my.salesforce.com): ')).trim();
    return { instanceUrl, accessToken: (await ask('Access token (not shown): ', { secret: true })).trim() };
  }
  const password = await ask('Password (not shown): ', { secret: true });
  const securityToken = (await ask('Security token, if one is needed (not shown): ', { secret: true })).trim();
  const sandbox = /^\s*y/i.test(await ask('Is it a sandbox? (y/N): '));
  return { username, password, securityToken, sandbox };
}
