import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { PracticeOrg } from '../../lib/practice-org';
import { Terminal, type TerminalOptions } from './terminal';

const CTRL_C = '\u0003';
const CTRL_D = '\u0004';
const ARROW_UP = '\u001B[A';
const TAB = '\t';

describe('The prompt in a real terminal', function () {
  this.timeout(60_000);

  let home: string;
  let terminal: Terminal;

  const open = async (options: Omit<TerminalOptions, 'home'> = {}): Promise<Terminal> => {
    terminal = new Terminal([], { home, ...options });
    await terminal.until(/practice>$/);
    return terminal;
  };

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'sfbulk-terminal-'));
  });
  afterEach(async () => {
    await terminal.close();
    rmSync(home, { recursive: true });
  });

  it('says where one is, what a method does, and what came of a flow; it is left with Ctrl-D and 0', async () => {
    await open();
    expect(terminal.screen).to.match(/^sfbulk on a practice org: http:\/\/127\.0\.0\.1:\d+\n/);
    expect(await terminal.enter('bulk.jobCreate?')).to.match(/jobCreate\(operation, object, [^]*Costs +1 call/);
    expect(await terminal.enter("bulk.jobCreate('insert', 'Contact')")).to.match(/750\w{15} +insert +Contact +Open/);
    await terminal.enter("bulk.batchCreate([{ LastName: 'Hopp' }, { FirstName: 'Alan' }])");
    expect(await terminal.enter('bulk.jobWait()')).to.match(/insert +Contact +Open +1 +2 +1\n/);
    expect(await terminal.enter('bulk.batchResult()')).to.include('2 rows: 1 succeeded (1 created), 1 failed');
    expect(await terminal.enter('nonsense')).to.include('ReferenceError');
    terminal.press(CTRL_D);
    expect(await terminal.exitCode).to.equal(0);
  });

  it('makes tables that fit, also when the window is made wider', async () => {
    await open({ columns: 60 });
    const soql = 'SELECT Id, FirstName, LastName, Email, Phone, MailingCity FROM Contact LIMIT 3';
    await terminal.enter("await bulk.jobCreate('query', 'Contact')");
    await terminal.enter(`let soql = '${soql.slice(0, 30)}'`);
    await terminal.enter(`soql += '${soql.slice(30, 70)}'`);
    await terminal.enter(`soql += '${soql.slice(70)}'`);
    await terminal.enter('await bulk.batchCreate(soql)');
    await terminal.enter('await bulk.jobWait()');
    const narrow = await terminal.enter('bulk.batchResult()');
    await terminal.resize(120);
    const wide = await terminal.enter('bulk.batchResult()');
    expect(widthOf(narrow)).to.be.at.most(60);
    expect(widthOf(wide)).to.be.within(61, 120);
    expect(`${narrow}${wide}`).not.to.include('↩');
  });

  it('completes methods, objects, and fields inside of a query', async () => {
    await open();
    await terminal.type('bulk.jo', /bulk\.jo$/);
    await terminal.type(TAB, /bulk\.job$/);
    const list = await terminal.type(TAB, /jobAbort[^]*> bulk\.job$/);
    expect(list).to.include('jobCreate').and.include('jobWait').and.not.include('batchCreate');
    await terminal.type("Create('query', 'Contac", /Contac$/);
    await terminal.type(TAB, /Contact$/);
    await terminal.enter("')");
    await terminal.type("bulk.batchCreate('SELECT MailingCit", /MailingCit$/);
    await terminal.type(TAB, /SELECT MailingCity$/);
  });

  it('keeps lines for the next session, but none that may hold a secret', async () => {
    const first = await open();
    await terminal.enter("'a line to keep'");
    await terminal.enter("void 'password of mine: hunter2'");
    terminal.press(CTRL_D);
    await terminal.exitCode;
    const kept = readFileSync(join(home, '.sfbulk_history'), 'utf8');
    expect(kept).to.include('a line to keep').and.not.include('hunter2');
    await open();
    await terminal.type(ARROW_UP, /practice> 'a line to keep'$/);
    await first.close();
  });

  it('never shows a secret that is typed', async () => {
    await open();
    await terminal.type('.login\r', /access token\):$/);
    await terminal.type('ada@example.com\r', /Password \(not shown\):$/);
    await terminal.type('hunter2\r', /Security token, [^\n]*:$/);
    await terminal.type('Tok3nOfAda\r', /Is it a sandbox\? \(y\/N, or the login host\):$/);
    const shown = await terminal.type(CTRL_C, /\npractice>$/);
    expect(shown).to.include('Interrupted');
    await terminal.type(ARROW_UP, /practice> \.login$/);
    expect(terminal.raw).to.include('ada@example.com').and.not.include('hunter2').and.not.include('Tok3nOfAda');
  });

  describe('signed in to an org that is not for practice', () => {
    let org: PracticeOrg;

    beforeEach(async () => {
      org = await PracticeOrg.start({ clock: 'manual' });
      await open({ env: { SPEC_TOKEN: org.accessToken().accessToken, SPEC_URL: org.url } });
      await terminal.enter(
        'void await bulk.login({ accessToken: process.env.SPEC_TOKEN, instanceUrl: process.env.SPEC_URL })',
      );
    });
    afterEach(() => org.stop());

    it('says so in red, and asks once before it deletes', async () => {
      expect(terminal.raw).to.include('\u001B[31mproduction');
      const create = "bulk.jobCreate('delete', 'Lead')\r";
      await terminal.type(create, /delete Lead in a production org, \S+: is that meant\? \(y\/N\)$/);
      expect(await terminal.type('\r', /\nproduction>$/)).to.include('nothing was deleted');
      await terminal.type(create, /\(y\/N\)$/);
      expect(await terminal.type('y\r', /\nproduction>$/)).to.match(/delete +Lead +Open/);
      await terminal.enter('bulk.jobAbort()');
      expect(await terminal.type(create, /\nproduction>$/)).to.match(/delete +Lead +Open/);
    });

    it('shows a wait as a line that is gone afterwards; Ctrl-C ends the wait, and not the job', async () => {
      await terminal.enter("bulk.jobCreate('insert', 'Lead')");
      await terminal.enter("bulk.batchCreate([{ LastName: 'Hopp', Company: 'Navy' }])");
      await terminal.type('bulk.jobWait()\r', /\n0 of 1 batch, 0 rows, \d+ s$/);
      const shown = await terminal.type(CTRL_C, /\nproduction>$/);
      expect(shown).to.include('Interrupted: the waiting has ended').and.not.include('0 of 1 batch');
      await org.clock.advance('1 min');
      expect(await terminal.enter('bulk.jobWait()')).to.match(/insert +Lead +Open +1 +1 +0\n/);
    });
  });

  it('has colours, unless NO_COLOR is set', async () => {
    await open();
    expect(terminal.raw).to.match(COLOUR);
    await terminal.close();
    await open({ env: { NO_COLOR: '1' } });
    await terminal.enter("bulk.jobCreate('insert', 'Contact')");
    await terminal.enter('nonsense');
    expect(terminal.raw).not.to.match(COLOUR);
  });
});

// eslint-disable-next-line no-control-regex -- that is what a terminal's colours begin with
const COLOUR = /\u001B\[[1-9]\d?m/;

function widthOf(shown: string): number {
  const rules = shown.split('\n').filter((line) => line.startsWith('──'));
  return Math.max(...rules.map((line) => line.length));
}
