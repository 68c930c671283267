import { type Credentials, type LoginInfo } from '../../index';
import { type Ask } from '../ask';
import { type Command } from '../command';
import { fromEnvironment } from '../saved-script/secrets';
import { UsageError } from '../usage-error';
import { type Session } from '../session';

export const login: Command = {
  name: 'login',
  argument: '[practice]',
  summary: 'Logs in to a real org, asking for what it needs; .login practice comes back',
  choices: ['practice'],
  run: async ({ session, argument }) => {
    const { info, call } = await signIn(session, argument);
    session.recorder.addCall(call);
    session.screen.print(session.render(info));
  },
};

interface SignedIn {
  readonly info: LoginInfo;
  /** The same as a line, without secrets. */
  readonly call: string;
}

async function signIn({ bulk, org, ask }: Session, argument: string): Promise<SignedIn> {
  if (argument === 'practice') {
    return { info: await bulk.login(org.accessToken()), call: 'bulk.login(org.accessToken())' };
  }
  if (argument !== '') throw new UsageError('.login asks for everything; type it alone, or .login practice');
  if (ask === undefined) {
    throw new UsageError(
      '.login asks at a terminal; a script calls bulk.login({ accessToken: process.env.…, instanceUrl: process.env.… })',
    );
  }
  const credentials = await askForCredentials(ask);
  return { info: await bulk.login(credentials), call: callWith(credentials) };
}

function callWith(credentials: Credentials): string {
  const named: [name: string, value: unknown][] = Object.entries(credentials);
  const given = named
    .filter(([, value]) => value !== '' && value !== false)
    .map(([name, value]) => `${name}: ${value === true ? 'true' : fromEnvironment(name)}`);
  return `bulk.login({ ${given.join(', ')} })`;
}

async function askForCredentials(ask: Ask): Promise<Credentials> {
  const username = (await ask('User name (Enter alone: with an access token): ')).trim();
  if (username === '') {
    const instanceUrl = (await ask('Instance URL (https://….my.salesforce.com): ')).trim();
    return { instanceUrl, accessToken: (await ask('Access token (not shown): ', { secret: true })).trim() };
  }
  const password = await ask('Password (not shown): ', { secret: true });
  const securityToken = (await ask('Security token, if one is needed (not shown): ', { secret: true })).trim();
  return {
    username,
    password,
    securityToken,
    ...hostOf((await ask('Is it a sandbox? (y/N, or the login host): ')).trim()),
  };
}

/** Whole words: the host of an org may begin with a "y" too. */
function hostOf(answer: string): { sandbox: boolean } | { loginUrl: string } {
  return /^(?:y|yes|n|no)?$/i.test(answer) ? { sandbox: /^y/i.test(answer) } : { loginUrl: answer };
}
