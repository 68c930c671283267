import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request as forward } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { PracticeOrg } from '../../lib/practice-org';
import { compiled } from '../helpers/compiled';

/** What is asked, by what command, how it ends, and what it says. */
const SILENCES: readonly (readonly [RegExp, readonly string[], number, RegExp])[] = [
  [/POST .*\/job$/, ['insert', 'Account', 'good.csv'], 2, /\nInterrupted: nothing was sent\n$/],
  [/POST .*\/job$/, ['query', 'SELECT Id FROM User'], 2, /^Interrupted: nothing was sent\n$/],
  [/POST .*\/job\/\w+$/, ['insert', 'Account', 'good.csv'], 4, /\nInterrupted: [^]*\nTo go on: sfbulk status 750/],
  [/GET .*/, ['insert', 'Account', 'good.csv'], 4, /\nInterrupted: [^]*\nTo go on: sfbulk status 750/],
  [/GET .*/, ['status', '750000000000001AAA'], 4, /^Interrupted: /],
];

interface Run {
  readonly exitCode: number | null;
  readonly output: string;
  readonly errors: string;
}

describe('The program sfbulk', function () {
  this.timeout(60_000);

  let org: PracticeOrg;
  let home: string;
  let env: NodeJS.ProcessEnv;

  before(async () => {
    org = await PracticeOrg.start({ queueDelay: 0, processingDelay: 0 });
    home = mkdtempSync(join(tmpdir(), 'sfbulk-process-'));
    writeFileSync(join(home, 'good.csv'), 'Name\nAcme\n');
    writeFileSync(join(home, 'mixed.csv'), 'Name,Phone\nAcme,1\n,2\n');
    const { accessToken, instanceUrl } = org.accessToken();
    env = { PATH: process.env.PATH, HOME: home, SF_ACCESS_TOKEN: accessToken, SF_INSTANCE_URL: instanceUrl };
  });
  after(async () => {
    await org.stop();
    rmSync(home, { recursive: true });
  });

  const start = (words: readonly string[], surroundings = env) =>
    spawn(process.execPath, [compiled('lib/cli/sfbulk'), ...words], { cwd: home, env: surroundings });

  const sfbulk = async (words: readonly string[], { stdin = '', surroundings = env } = {}): Promise<Run> => {
    const child = start(words, surroundings);
    child.stdin.end(stdin);
    const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
    if (child.exitCode === null) await once(child, 'exit');
    return { exitCode: child.exitCode, output, errors };
  };

  it('ends with 0 when all rows succeeded, 1 when some did not, 2 when it cannot begin, 3 when the org refuses', async () => {
    const [all, some, none, refused] = await Promise.all([
      sfbulk(['insert', 'Account', 'good.csv', '--json']),
      sfbulk(['insert', 'Account', 'mixed.csv']),
      sfbulk(['insert', 'Account', 'missing.csv']),
      sfbulk(['insert', 'Nonsense', 'good.csv']),
    ]);
    expect(all.exitCode, all.errors).to.equal(0);
    expect(JSON.parse(all.output)).to.deep.include({ state: 'Closed', exitCode: 0 });
    expect(some.exitCode, some.errors).to.equal(1);
    expect(none).to.deep.equal({ exitCode: 2, output: '', errors: 'There is no file "missing.csv"\n' });
    expect(refused.exitCode, refused.errors).to.equal(3);
  });

  it('ends with 4 when the job is still running', async () => {
    const slow = await PracticeOrg.start({ clock: 'manual' });
    const { accessToken, instanceUrl } = slow.accessToken();
    const surroundings = { ...env, SF_ACCESS_TOKEN: accessToken, SF_INSTANCE_URL: instanceUrl };
    const { exitCode, errors } = await sfbulk(['insert', 'Account', 'good.csv', '--wait', '0'], { surroundings });
    expect(exitCode).to.equal(4);
    expect(errors).to.match(/StillRunningException[^]*\nTo go on: sfbulk status 750\w{15}, sfbulk result/);
    await slow.stop();
  });

  it('reads rows from stdin and writes rows to stdout, so that one can feed the next', async () => {
    const found = await sfbulk(['query', "SELECT Id, Name FROM Account WHERE Name = 'Acme'"]);
    expect(found.output).to.match(/^"Id","Name"\n("001\w{15}","Acme"\n)+$/);
    const changed = await sfbulk(['update', 'Account', '-'], { stdin: found.output.replaceAll('Acme', 'Bcme') });
    expect(changed.exitCode, changed.errors).to.equal(0);
    expect(changed.errors).to.match(/^rows from stdin, number unknown → /);
  });

  it('is quiet when nobody reads on', async () => {
    const child = start(['query', 'SELECT Id, Name, Phone FROM Contact']);
    child.stdin.end();
    child.stdout.destroy();
    const errors = await text(child.stderr);
    if (child.exitCode === null) await once(child, 'exit');
    expect(errors).not.to.match(/EPIPE|Error/);
    expect(child.exitCode).to.equal(0);
  });

  it('tells the shell of rows that failed when nobody reads on', async () => {
    const child = start(['insert', 'Account', 'mixed.csv', '--errors', '-']);
    child.stdin.end();
    child.stdout.destroy();
    const errors = await text(child.stderr);
    if (child.exitCode === null) await once(child, 'exit');
    expect(errors).not.to.match(/EPIPE|Error/);
    expect(child.exitCode).to.equal(1);
  });

  it('loads to the end when nobody reads what it says', async () => {
    const child = start(['insert', 'Account', 'good.csv', '--json']);
    child.stdin.end();
    child.stderr.destroy();
    const output = await text(child.stdout);
    if (child.exitCode === null) await once(child, 'exit');
    expect(JSON.parse(output)).to.deep.include({ state: 'Closed', exitCode: 0 });
    expect(child.exitCode).to.equal(0);
  });

  // A device that is always full is to be had on Linux.
  if (existsSync('/dev/full')) {
    it('does not end with 0, nor with a stack, when its output is full', async () => {
      const full = openSync('/dev/full', 'w');
      const words = [compiled('lib/cli/sfbulk'), 'insert', 'Account', 'good.csv'];
      const child = spawn(process.execPath, words, { cwd: home, env, stdio: ['ignore', full, 'pipe'] });
      const errors = child.stderr === null ? '' : await text(child.stderr);
      if (child.exitCode === null) await once(child, 'exit');
      closeSync(full);
      expect(errors).to.match(/\nstdout cannot be written: ENOSPC: no space left on device, write\n$/);
      expect(child.exitCode).to.equal(3);
    });
  }

  it('is ended by SIGINT while it sends what another program has not given yet', async () => {
    const child = start(['insert', 'Account', '-']);
    const errors = text(child.stderr);
    const created = new Promise<void>((resolve) => {
      const stop = org.onRequest(({ method, path }) => {
        if (method !== 'POST' || !path.endsWith('/job')) return;
        stop();
        resolve();
      });
    });
    child.stdin.write('Name\n');
    await created;
    child.kill('SIGINT');
    if (child.exitCode === null) await once(child, 'exit');
    expect(child.exitCode).to.equal(4);
    expect(await errors).to.match(/Interrupted: [^\n]*\nTo go on: sfbulk status 750/);
  });

  for (const [asked, words, exitCode, told] of SILENCES) {
    it(`is ended by SIGINT while the org gives no answer to ${asked.source}, of ${words[0] ?? ''}`, async () => {
      const server = createServer((request, reply) => {
        if (asked.test(`${request.method} ${request.url}`)) {
          child.kill('SIGINT');
          return;
        }
        const { method, headers, url } = request;
        const passed = forward(`${org.url}${url}`, { method, headers }, (answer) => {
          reply.writeHead(answer.statusCode ?? 0, answer.headers);
          answer.pipe(reply);
        });
        request.pipe(passed);
      }).listen(0, '127.0.0.1');
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      const child = start(words, { ...env, SF_INSTANCE_URL: `http://127.0.0.1:${port}` });
      child.stdin.end();
      const errors = await text(child.stderr);
      if (child.exitCode === null) await once(child, 'exit');
      server.close();
      server.closeAllConnections();
      expect(child.exitCode, errors).to.equal(exitCode);
      expect(errors).to.match(told);
    });
  }

  it('takes a token from stdin, and shows no secret, whatever happens', async () => {
    const { accessToken, instanceUrl } = org.accessToken();
    const surroundings = { PATH: process.env.PATH, HOME: home };
    const words = ['query', 'SELECT Id FROM User', '--token-stdin', '--instance-url', instanceUrl];
    const right = await sfbulk(words, { stdin: `${accessToken}\n`, surroundings });
    expect(right.exitCode, right.errors).to.equal(0);
    const secret = `00D000000000001!${'Secret'.repeat(8)}`;
    const wrong = await sfbulk(words, { stdin: `${secret}\n`, surroundings });
    expect(wrong.exitCode).to.equal(2);
    expect(wrong.errors).to.match(/SessionException/);
    const user = { ...surroundings, SF_USERNAME: 'ada@example.com', SF_PASSWORD: 'hunter2', SF_LOGIN_URL: instanceUrl };
    const refused = await sfbulk(['status', '750000000000001'], { surroundings: user });
    expect(refused.exitCode).to.equal(2);
    expect(refused.errors).to.match(/LoginException/);
    const shown = [right, wrong, refused].map(({ output, errors }) => `${output}${errors}`).join('');
    expect(shown).not.to.include(accessToken).and.not.include('SecretSecret').and.not.include('hunter2');
  });

  it('signs in as the sf command is, and says so when that does not work', async () => {
    writeFileSync(join(home, 'sf'), `#!/bin/sh\necho '${JSON.stringify(sfAnswer(org))}'\n`, { mode: 0o755 });
    const surroundings = { PATH: `${home}:${process.env.PATH ?? ''}`, HOME: home };
    const { exitCode, errors } = await sfbulk(['query', 'SELECT Id FROM User', '--org', 'dev'], { surroundings });
    expect(exitCode, errors).to.equal(0);
    writeFileSync(join(home, 'sf'), '#!/bin/sh\nexit 1\n');
    const failed = await sfbulk(['query', 'SELECT Id FROM User', '--org', 'dev'], { surroundings });
    expect(failed.exitCode).to.equal(2);
    expect(failed.errors).to.match(/LoginException: [^]*\n {2}→ /);
  });

  it('writes no colours into a pipe', async () => {
    const { output } = await sfbulk([], { stdin: "bulk.jobCreate('query', 'Contact')\n" });
    expect(output)
      .to.match(/query +Contact +Open/)
      .and.not.include('\u001B');
    expect(readFileSync(join(home, 'good.csv'), 'utf8')).to.equal('Name\nAcme\n');
  });
});

function sfAnswer(org: PracticeOrg): object {
  const { accessToken, instanceUrl } = org.accessToken();
  return { status: 0, result: { accessToken, instanceUrl, username: 'ada@example.com' } };
}
