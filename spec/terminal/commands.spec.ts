import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { PracticeOrg } from '../../lib/practice-org';
import { Terminal } from './terminal';

const CTRL_C = '\u0003';

describe('A command in a real terminal', function () {
  this.timeout(60_000);

  let org: PracticeOrg;
  let home: string;
  let terminal: Terminal;

  const sfbulk = (...words: string[]): Terminal => {
    const { accessToken, instanceUrl } = org.accessToken();
    terminal = new Terminal(words, { home, env: { SF_ACCESS_TOKEN: accessToken, SF_INSTANCE_URL: instanceUrl } });
    return terminal;
  };

  beforeEach(async () => {
    org = await PracticeOrg.start({ clock: 'manual' });
    home = mkdtempSync(join(tmpdir(), 'sfbulk-terminal-'));
    writeFileSync(join(home, 'accounts.csv'), `Name\n${'Sphere Ltd\n'.repeat(1_500)}`);
  });
  afterEach(async () => {
    await terminal.close();
    rmSync(home, { recursive: true });
    await org.stop();
  });

  it('shows how far it is in one line, which gives way to the account', async () => {
    sfbulk('insert', 'Account', 'accounts.csv', '--batch-size', '500');
    const plan = '1,500 rows → 3 batches, 7 calls and 4 for the results';
    await terminal.until(/\n░{20} 0 of 3 batches, 0 of 1,500 rows$/);
    await org.clock.advance('10 min');
    expect(await terminal.exitCode).to.equal(0);
    const [first, ...rest] = terminal.screen.split('\n');
    expect(first).to.equal(plan);
    expect(rest.join('\n'))
      .to.match(/^job +750\w{15} \(insert Account\)\n[^]*rows +1,500\n/)
      .and.not.include('░');
    expect(terminal.raw).to.match(/█+░* \d batch(es)? sent, [\d,]+ of 1,500 rows/);
  });

  it('is ended by Ctrl-C with 4 while it waits, says how to go on, and that way works', async () => {
    sfbulk('insert', 'Account', 'accounts.csv');
    await terminal.until(/0 of 1 batch/);
    terminal.press(CTRL_C);
    expect(await terminal.exitCode).to.equal(4);
    expect(terminal.screen).to.match(
      /\nInterrupted: what the org has taken on goes on there\nTo go on: sfbulk status 750/,
    );
    const [, result = ''] = /sfbulk (result 750\w{15})/.exec(terminal.screen.replaceAll('↩\n', '')) ?? [];
    await org.clock.advance('10 min');
    await terminal.close();
    sfbulk(...result.split(' '));
    expect(await terminal.exitCode).to.equal(0);
    expect(terminal.screen).to.match(/succeeded +1,500/);
  });

  it('is ended by Ctrl-C while it sends, and goes on by its journal; nothing is sent twice', async () => {
    const sent = (): number => org.requests.filter(({ method, path }) => method === 'POST' && isBatch(path)).length;
    const until = (count: number): Promise<void> =>
      new Promise((resolve) => {
        org.onRequest(() => {
          if (sent() >= count) resolve();
        });
      });
    writeFileSync(join(home, 'accounts.csv'), `Name\n${'Sphere Ltd\n'.repeat(200)}`);
    sfbulk('insert', 'Account', 'accounts.csv', '--batch-size', '1', '--journal', 'load.journal');
    await until(3);
    terminal.press(CTRL_C);
    expect(await terminal.exitCode).to.equal(4);
    expect(terminal.screen).to.include('\nWaiting for the batches on their way; Ctrl-C again does not\n');
    const [, rows = '0'] = /\n(\d+) of 200 rows were sent, in \1 batches\n/.exec(terminal.screen) ?? [];
    expect(Number(rows)).to.equal(sent()).and.to.be.within(3, 199);
    expect(terminal.screen).to.match(/\nTo go on: sfbulk resume load\.journal\n?$/);
    expect(readFileSync(join(home, 'load.journal'), 'utf8')).not.to.include(org.accessToken().accessToken);
    await terminal.close();
    sfbulk('resume', 'load.journal');
    await until(sent() + 3);
    terminal.press(CTRL_C);
    expect(await terminal.exitCode).to.equal(4);
    expect(terminal.screen).to.match(/\nTo go on: sfbulk resume load\.journal\n?$/);
    await terminal.close();
    sfbulk('resume', 'load.journal');
    await terminal.until(/0 of 200 batches/);
    await org.clock.advance('60 min');
    expect(await terminal.exitCode).to.equal(0);
    expect(terminal.screen).to.match(/succeeded +200 /);
    expect(sent()).to.equal(200);
  });
});

function isBatch(path: string): boolean {
  return /\/job\/\w+\/batch$/.test(path);
}
