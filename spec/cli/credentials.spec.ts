import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { credentialsFrom } from '../../lib/cli/environment';
import { CommandRun, ended, type Ended } from './command-run';
import { useWorkplace, type Workplace } from './workplace';

const QUERY = ['query', 'SELECT Id FROM User'];

/** A query that signs in with nothing but what is in the environment. */
const signIn = (env: NodeJS.ProcessEnv, ...words: string[]): Promise<Ended> =>
  ended(new CommandRun([...QUERY, ...words], { env }));

describe('Credentials of the command line', () => {
  const place = useWorkplace();

  it('may be a token on stdin', async () => {
    const { accessToken, instanceUrl } = place.org.accessToken();
    const run = new CommandRun([...QUERY, '--token-stdin', '--instance-url', instanceUrl]);
    expect(await ended(run, `${accessToken}\n`)).to.include({ exitCode: 0 });
    expect(run.errors.text).to.match(/^\d+ rows?, job/);
  });

  it('are not needed on a practice org, which lives as long as the command', async () => {
    const { exitCode, output } = await signIn({}, '--practice');
    expect(exitCode).to.equal(0);
    expect(output).to.match(/^"Id"\n("005\w{15}"\n)+$/);
  });

  it('are asked for, with the ways there are, where there are none', async () => {
    const { exitCode, errors } = await signIn({});
    expect(exitCode).to.equal(2);
    expect(errors).to.match(/set SF_ACCESS_TOKEN and SF_INSTANCE_URL, or give --org/);
  });

  it('are asked for by what is missing beside those that are there', async () => {
    const { exitCode, errors } = await signIn({ SF_ACCESS_TOKEN: 'x' });
    expect(exitCode).to.equal(2);
    expect(errors).to.include('no credentials: beside SF_ACCESS_TOKEN, set SF_INSTANCE_URL as well, or give --org');
    const jwt = { SF_CLIENT_ID: 'x', SF_USERNAME: 'ada@example.com', SF_LOGIN_URL: '' };
    expect((await signIn(jwt)).errors).to.include('beside SF_CLIENT_ID, SF_USERNAME, set SFBULK_PRIVATE_KEY_FILE as');
  });

  it('are refused where two orgs are named, or an org that no token belongs to', async () => {
    const { accessToken, instanceUrl } = place.org.accessToken();
    const env = { SF_ACCESS_TOKEN: accessToken, SF_INSTANCE_URL: instanceUrl };
    expect(await signIn(env, '--practice', '--org', 'dev')).to.deep.equal({
      exitCode: 2,
      output: '',
      errors: '--practice and --org name two orgs: give one of them\n',
    });
    const elsewhere = await signIn(env, '--instance-url', 'https://example.my.salesforce.com');
    expect(elsewhere).to.include({ exitCode: 2, output: '' });
    expect(elsewhere.errors).to.match(/^--instance-url needs --token-stdin; /);
  });

  it('come from the environment, the more particular way before the more general', () => {
    const user = { SF_USERNAME: 'ada@example.com', SF_PASSWORD: 'p', SF_SANDBOX: 'true' };
    expect(credentialsFrom(user)).to.deep.equal({ username: 'ada@example.com', password: 'p', sandbox: true });
    const app = {
      ...user,
      SF_CLIENT_ID: 'id',
      SF_CLIENT_SECRET: 's',
      SF_LOGIN_URL: 'https://example.my.salesforce.com',
    };
    expect(credentialsFrom(app)).to.have.keys(
      'username',
      'password',
      'clientId',
      'clientSecret',
      'loginUrl',
      'sandbox',
    );
    expect(credentialsFrom({ ...app, SFBULK_ORG: 'dev' })).to.deep.equal({ sfAlias: 'dev' });
    expect(credentialsFrom({ SF_PASSWORD: 'p' })).to.equal(undefined);
  });

  it('are never words of the command: no option takes a secret', async () => {
    for (const command of ['insert', 'query', 'status', 'resume']) {
      const run = new CommandRun([command, '--help']);
      await run.exitCode;
      expect(run.output.text).not.to.match(/--(?:password|token|access-token|secret|client-secret) /);
    }
  });

  it('that are wrong end a command with 2, and in the words of the environment', async () => {
    const { clientId } = place.org.connectedApp;
    const app = { SF_CLIENT_ID: clientId, SF_CLIENT_SECRET: 'wrong', SF_LOGIN_URL: place.org.url };
    const { exitCode, errors } = await signIn(app);
    expect(exitCode, errors).to.equal(2);
    expect(errors).to.match(/^LoginException: invalid_client[^]*\n {2}→ Check SF_CLIENT_ID and SF_CLIENT_SECRET\.\n$/);
    const far = await signIn({ SF_ACCESS_TOKEN: 'x', SF_INSTANCE_URL: 'ftp://example.com' });
    expect(far.exitCode).to.equal(2);
    expect(far.errors).to.include('SF_INSTANCE_URL').and.not.include('instanceUrl');
    const open = await signIn({ SF_ACCESS_TOKEN: 'x', SF_INSTANCE_URL: 'http://example.com' });
    expect(open.errors).to.include('; use https\n').and.not.include('allowHttp');
  });
});

describe('Each way of signing in that the environment may hold', () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  // What is signed says until when it may be used.
  const place = useWorkplace({ connectedApp: { publicKey }, clock: 'real', queueDelay: 0, processingDelay: 0 });

  const app = (): NodeJS.ProcessEnv => {
    const { clientId, clientSecret } = place.org.connectedApp;
    return { SF_CLIENT_ID: clientId, SF_CLIENT_SECRET: clientSecret, SF_LOGIN_URL: place.org.url };
  };
  const user = (): NodeJS.ProcessEnv => {
    const { username, password, securityToken } = place.org.credentials;
    return { SF_USERNAME: username, SF_PASSWORD: password, SF_SECURITY_TOKEN: securityToken };
  };
  /** What the org was asked for a session. */
  const grants = (): string[] =>
    place.org.requests.flatMap(({ path }) => (/^\/services\/(?:oauth2|Soap)/.test(path) ? [path] : []));

  const WAYS: Readonly<Record<string, () => NodeJS.ProcessEnv>> = {
    'a refresh token': () => ({ ...app(), SF_REFRESH_TOKEN: place.org.connectedApp.refreshToken }),
    'client credentials': app,
    'JWT bearer': () => ({
      ...app(),
      SF_CLIENT_SECRET: undefined,
      SF_USERNAME: place.org.credentials.username,
      SFBULK_PRIVATE_KEY_FILE: place.file('server.key', privateKey),
    }),
    'user name and password, by OAuth': () => ({ ...app(), ...user() }),
  };
  for (const [way, env] of Object.entries(WAYS)) {
    it(`signs in: ${way}`, async () => {
      const before = grants().length;
      const { exitCode, errors } = await signIn(env());
      expect(exitCode, errors).to.equal(0);
      expect(errors).to.match(/^\d+ rows?, job 750\w{15}\n$/);
      expect(grants().slice(before)).to.deep.equal(['/services/oauth2/token']);
    });
  }

  it('signs in: user name and password, with a warning that says what to set instead', async () => {
    const before = grants().length;
    const { exitCode, errors } = await signIn({ ...user(), SF_LOGIN_URL: place.org.url });
    expect(exitCode, errors).to.equal(0);
    expect(grants().slice(before)).to.have.length(1);
    expect(errors).to.match(
      /^Warning: SF_PASSWORD without SF_CLIENT_ID signs in by SOAP login, [^\n]*\. Set SF_ACCESS_TOKEN and SF_INSTANCE_URL instead\.\n/,
    );
    expect(errors).not.to.match(/login\(|[{}]/);
  });

  it('says which key cannot be read, or is none', async () => {
    const env = WAYS['JWT bearer']?.();
    const none = await signIn({ ...env, SFBULK_PRIVATE_KEY_FILE: place.at('none.key') });
    expect(none.exitCode).to.equal(2);
    expect(none.errors).to.match(/^The key that SFBULK_PRIVATE_KEY_FILE names cannot be read: ENOENT/);
    const wrong = await signIn({ ...env, SFBULK_PRIVATE_KEY_FILE: place.file('wrong.key', 'no key') });
    expect(wrong.exitCode, wrong.errors).to.equal(2);
    expect(wrong.errors).to.match(/^\w+Exception: .*\n {2}→ /);
  });
});

describe('The session of the sf command, by --org', () => {
  const place = useWorkplace();
  const path = process.env.PATH;

  beforeEach(() => {
    process.env.PATH = `${place.at('bin')}:${path ?? ''}`;
  });
  afterEach(() => {
    process.env.PATH = path;
  });

  it('is taken from what the command shows', async () => {
    putSf(place, prints(shown(place, place.org.accessToken().accessToken)));
    const { exitCode, errors } = await signIn({}, '--org', 'dev');
    expect(exitCode, errors).to.equal(0);
  });

  it('is asked for by name of a newer one, which keeps tokens back, and is read behind warnings', async () => {
    putSf(
      place,
      `${prints(' ›   Warning: @salesforce/cli update available from 2.150.6 to 2.152.14.')}
case "$*" in
'org display --target-org dev --json')
${prints(shown(place, "[REDACTED] Use 'sf org auth show-access-token' to view"))};;
'org auth show-access-token --target-org dev --json')
${prints({ status: 0, result: { accessToken: place.org.accessToken().accessToken } })};;
esac`,
    );
    const { exitCode, errors } = await signIn({}, '--org', 'dev');
    expect(exitCode, errors).to.equal(0);
  });

  it('may have ended; then the command is asked once more, and what to do is said', async () => {
    const asked = place.file('asked', '');
    putSf(place, `echo "$*" >> ${asked}\n${prints(shown(place, '00DQQ0000001PrA!Ended'))}`);
    const { exitCode, errors } = await signIn({}, '--org', 'dev');
    expect(exitCode, errors).to.equal(2);
    expect(errors).to.match(/^SessionException: [^]*\n {2}→ [^\n]*sign in anew with "sf org login web" for --org\.\n$/);
    expect(readFileSync(asked, 'utf8')).to.equal('org display --target-org dev --json\n'.repeat(2));
  });

  it('is refused with what the command says that knows no such org', async () => {
    const message = 'No authorization information found for dev.';
    putSf(place, `${prints({ name: 'NamedOrgNotFoundError', message, exitCode: 1 })}\nexit 1`);
    const { exitCode, errors } = await signIn({}, '--org', 'dev');
    expect(exitCode).to.equal(2);
    expect(errors).to.equal(
      `LoginException: "sf" has no session for "dev": NamedOrgNotFoundError ${message}\n` +
        '  → Run "sf org login web --alias dev", or look at "sf org list".\n',
    );
  });

  it('is not to be had where there is no such command', async () => {
    process.env.PATH = place.at('nowhere');
    const { exitCode, errors } = await signIn({}, '--org', 'dev');
    expect(exitCode).to.equal(2);
    expect(errors).to.equal(
      'LoginException: The command "sf" is not installed, or not on the PATH\n' +
        '  → Install the Salesforce CLI, or set SF_ACCESS_TOKEN and SF_INSTANCE_URL.\n',
    );
  });
});

/** Puts a command of that name where the commands of a spec look first. */
function putSf({ at, file }: Workplace, script: string): void {
  mkdirSync(at('bin'), { recursive: true });
  file('bin/sf', `#!/bin/sh\n${script}\n`, { mode: 0o755 });
}

/** Lines of a shell that print a text, or JSON, as it stands. */
function prints(what: string | object): string {
  return `cat <<'END'\n${typeof what === 'string' ? what : JSON.stringify(what)}\nEND\n`;
}

/** What `sf org display --json` prints. */
function shown({ org }: Workplace, accessToken: string): object {
  return { status: 0, result: { accessToken, instanceUrl: org.url, username: 'ada@example.com' } };
}
