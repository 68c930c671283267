import { inspect } from 'node:util';
import { expect } from 'chai';
import { InputException, LoginException } from '../../lib';
import { Session, type Grant } from '../../lib/session/session';
import { runSfOnWindows, sfAliasSignIn, type RunSf } from '../../lib/session/sf-alias';
import { rejection } from '../helpers/rejection';
import { SESSION_ID } from '../helpers/wire';

const ORG_DISPLAY = {
  status: 0,
  result: {
    id: '00DQQ0000001PrA2AU',
    accessToken: SESSION_ID,
    instanceUrl: 'https://practice.my.salesforce.com',
    username: 'ada@example.com',
    alias: 'practice',
  },
  warnings: [],
};

const noNetwork = (): never => expect.fail('something was sent');

const grant = (runCommand: RunSf): Promise<Grant> =>
  sfAliasSignIn('practice', { allowHttp: false, runCommand }).grant(noNetwork);

/** The command as it fails: a status, and its report on standard output. */
const failure =
  (details: object): RunSf =>
  () =>
    Promise.reject(Object.assign(new Error('Command failed'), details));

describe('The session of the sf command', () => {
  it('is asked for by alias, in one call, and taken with its host', async () => {
    const calls: string[][] = [];
    const given = await grant((...args) => {
      calls.push(args);
      return Promise.resolve(JSON.stringify(ORG_DISPLAY));
    });
    expect(calls).to.deep.equal([['org', 'display', '--target-org', 'practice', '--json']]);
    expect(given.accessToken).to.equal(SESSION_ID);
    expect(given.info).to.deep.equal({
      instanceUrl: 'https://practice.my.salesforce.com',
      organizationId: '00DQQ0000001PrA2AU',
      userId: null,
      userName: 'ada@example.com',
      sandbox: null,
    });
  });

  it('is asked for again when it has ended, once for all who wait', async () => {
    let count = 0;
    const runCommand: RunSf = () => {
      count += 1;
      const accessToken = `00DQQ0000001PrA!session${count}`;
      return Promise.resolve(JSON.stringify({ result: { ...ORG_DISPLAY.result, accessToken } }));
    };
    const session = await Session.open(sfAliasSignIn('practice', { allowHttp: false, runCommand }), noNetwork);
    const ended = session.accessToken;
    await Promise.all([session.renew(ended), session.renew(ended)]);
    expect(session.accessToken).to.equal('00DQQ0000001PrA!session2');
    expect(count).to.equal(2);
  });

  it('is asked for by the other word where the token is kept back, as it is since May 2026', async () => {
    const calls: string[] = [];
    const given = await grant((...args) => {
      calls.push(args.join(' '));
      const shown = { accessToken: "[REDACTED] Use 'sf org auth show-access-token' to view" };
      const result = args.includes('display') ? { ...ORG_DISPLAY.result, ...shown } : { accessToken: SESSION_ID };
      return Promise.resolve(JSON.stringify({ status: 0, result }));
    });
    expect(calls).to.deep.equal([
      'org display --target-org practice --json',
      'org auth show-access-token --target-org practice --json',
    ]);
    expect(given.accessToken).to.equal(SESSION_ID);
    expect(given.info.instanceUrl).to.equal('https://practice.my.salesforce.com');
  });

  it('is found behind warnings that stand before the JSON', async () => {
    const printed = `Warning: @salesforce/cli update available {2.1}\n${JSON.stringify(ORG_DISPLAY, null, 2)}\n`;
    expect((await grant(() => Promise.resolve(printed))).accessToken).to.equal(SESSION_ID);
  });

  it('needs the command, and says so where there is none', async () => {
    const error = await rejection(grant(failure({ code: 'ENOENT' })), LoginException);
    expect(error.message).to.include('not installed');
    expect(error.advice).to.include('Install the Salesforce CLI');
  });

  it('is asked for on Windows through a shell, which takes no command from the folder of the data', async () => {
    const lines: string[] = [];
    const command = runSfOnWindows((line, { env }) => {
      lines.push(line);
      expect(env).to.include({ NoDefaultCurrentDirectoryInExePath: '1', NO_COLOR: '1' });
      return Promise.resolve({ stdout: JSON.stringify(ORG_DISPLAY) });
    });
    expect((await grant(command)).accessToken).to.equal(SESSION_ID);
    expect(lines).to.deep.equal(['sf org display --target-org practice --json']);
  });

  for (const alias of ['a&calc', 'a|b', '%PATH%', 'a b', '"a', 'a^b', 'a>b', '$(a)', 'a\nb', '']) {
    it(`is not asked for by ${JSON.stringify(alias)} on Windows, whose shell could do something else with it`, async () => {
      const runCommand = runSfOnWindows(() => expect.fail('a shell was started'));
      const error = await rejection(
        sfAliasSignIn(alias, { allowHttp: false, runCommand }).grant(noNetwork),
        InputException,
      );
      expect(error.advice).to.include('alias of letters, digits');
    });
  }

  it('needs the command on Windows as well, where the shell says in its own language that there is none', async () => {
    const nothing = Object.assign(new Error('Command failed'), { code: 1, stdout: '' });
    const error = await rejection(grant(runSfOnWindows(() => Promise.reject(nothing))), LoginException);
    expect(error.message).to.include('not installed');
  });

  it('passes on why the command has none', async () => {
    const stdout = JSON.stringify({
      name: 'NamedOrgNotFoundError',
      message: 'No authorization found for practice.',
      exitCode: 1,
    });
    const error = await rejection(grant(failure({ code: 1, stdout })), LoginException);
    expect(error.code).to.equal('NamedOrgNotFoundError');
    expect(error.message).to.include('No authorization found for practice.');
    expect(error.advice).to.include('sf org login web --alias practice');
  });

  it('is refused where the host is no address for a session', async () => {
    const result = { ...ORG_DISPLAY.result, instanceUrl: 'http://org.example.com' };
    const error = await rejection(
      grant(() => Promise.resolve(JSON.stringify({ result }))),
      InputException,
    );
    expect(error.field).to.equal('instanceUrl');
  });

  for (const [what, printed] of [
    ['no result', '{"status":0}'],
    ['no token', '{"result":{"instanceUrl":"https://practice.my.salesforce.com"}}'],
    [
      'a token that is kept back',
      '{"result":{"accessToken":"[REDACTED]","instanceUrl":"https://a.my.salesforce.com"}}',
    ],
    ['no JSON', `Access token: ${SESSION_ID}`],
    ['nothing', ''],
    ['null', 'null'],
  ] as const) {
    it(`is an error without a secret where the command printed ${what}`, async () => {
      const error = await rejection(
        grant(() => Promise.resolve(printed)),
        LoginException,
      );
      expect(inspect(error)).to.not.include(SESSION_ID);
    });
  }
});
