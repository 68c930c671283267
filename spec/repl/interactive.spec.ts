import { expect } from 'chai';
import { PracticeOrg } from '../../lib/practice-org';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Person, sitDown } from './support/terminals';

describe('A person at the prompt', () => {
  let person: Person;

  beforeEach(async () => {
    person = await sitDown();
  });

  afterEach(async () => {
    await person.leave();
  });

  it('is told where they are, how to begin, and how to log in to a real org', () => {
    const banner = person.screen.text;
    expect(banner).to.match(/practice org: http:\/\/127\.0\.0\.1:\d+/);
    expect(banner).to.include("bulk.jobCreate('query', 'Contact')").and.include('.demo').and.include('.login');
    expect(Math.max(...banner.split('\n').map((line) => line.length))).to.be.at.most(80);
  });

  it('sees the job, not a promise', async () => {
    const shown = await person.enter("bulk.jobCreate('insert', 'Campaign')");
    expect(shown).to.match(/750\w{15} +insert +Campaign +Open/);
    expect(shown).not.to.include('Promise');
  });

  it('may paste a whole flow: a line waits for the one before', async () => {
    const flow = [
      "bulk.jobCreate('insert', 'Campaign')",
      "bulk.batchCreate([{ Name: 'Spring' }, { Description: 'nameless' }])",
      'bulk.jobWait()',
      'bulk.batchResult()',
      'bulk.jobClose()',
      "'pasted'",
    ];
    const shown = await person.type(`${flow.join('\n')}\n`, /'pasted'\n'pasted'\n/);
    expect(shown).to.include('2 rows: 1 succeeded (1 created), 1 failed');
    expect(shown).to.match(/REQUIRED_FIELD_MISSING.*\n.*\n +1 row: 2\n/);
  });

  it('reads an error without its stack, and has it in _error', async () => {
    const shown = await person.enter('bulk.job_create()');
    expect(shown).to.include('TypeError: bulk.job_create is not a function\n  → Here it is bulk.jobCreate(');
    expect(shown)
      .not.to.include('Uncaught')
      .and.not.to.match(/\n +at /);
    expect(await person.enter('_error instanceof TypeError || _error.name')).to.match(/\n(true|'TypeError')\n/);
  });

  it('may go on with a statement on the next line', async () => {
    await person.type('[1, 2].map((n) =>\r', /\.\.\. ?$|\| ?$/);
    expect(await person.type('n * 2)\r')).to.include('[ 2, 4 ]');
  });

  it('reads of an error that a timer throws later', async () => {
    const shown = await person.enter("void setImmediate(() => { throw new Error('late') })", /Error: late/);
    expect(shown).to.include('Error: late');
    expect(await person.enter('1 + 1')).to.include('\n2\n');
  });

  it('completes methods, operations and objects', async () => {
    // A tab in one piece with other keys is taken for pasted text.
    await person.type('bulk.jobCre', /jobCre$/);
    expect(await person.type('\t', /ate$/)).to.include('ate');
    await person.type("('ups", /\('ups$/);
    expect(await person.type('\t', /ert$/)).to.include('ert');
  });

  it('ends a wait with Ctrl-C, and the job goes on', async () => {
    await person.enter("bulk.jobCreate('query', 'Contact')");
    const asked = person.screen.text.length;
    person.keys.write('sleep(10000)\r');
    await person.screen.until(/sleep\(10000\)\n/, asked);
    person.keys.write('\u0003');
    expect(await person.screen.until(/\n\w+> $/, asked)).to.include('Interrupted: the waiting has ended');
    expect(await person.enter('bulk.jobStatus()')).to.match(/query +Contact +Open/);
  });

  it('is greeted in lines that fit a narrow window', async () => {
    const other = new Person();
    Object.assign(other.screen.stream, { columns: 60 });
    const banner = await other.screen.until(/practice> $/);
    expect(Math.max(...banner.split('\n').map((line) => line.length))).to.be.at.most(60);
    await other.leave();
  });

  it('is asked what a login needs, and a secret is not shown', async () => {
    const { url, credentials } = { url: 'http://127.0.0.1:9', credentials: 'not-to-be-shown' };
    await person.type('.login\r', /access token\): $/);
    await person.type('\r', /my\.salesforce\.com\): $/);
    await person.type(`${url}\r`, /not shown\): $/);
    const shown = await person.type(`${credentials}\r`);
    expect(shown).to.include(url);
    expect(person.screen.raw).not.to.include(credentials);
    expect(shown).to.match(/\nproduction> $/);
    expect(await person.enter('.org')).to.include('a production org');
    expect(await person.enter('.login practice')).to.match(/\npractice> $/);
  });

  it('is asked once whether a deletion is meant, on an org that is not for practice', async () => {
    const real = await PracticeOrg.start();
    const login = JSON.stringify(real.accessToken());
    await person.enter(`bulk.login(${login})`);
    await person.type(
      "bulk.jobCreate('delete', 'Lead')\r",
      /delete Lead in a production org, \S+: is that meant\? \(y\/N\) $/,
    );
    expect(await person.type('\r')).to.include('UsageError: nothing was deleted');
    await person.type("bulk.jobCreate('delete', 'Lead')\r", /\(y\/N\) $/);
    expect(await person.type('y\r')).to.match(/delete +Lead +Open/);
    await person.enter('bulk.jobAbort()');
    expect(await person.enter("bulk.jobCreate('delete', 'Lead')")).to.match(/delete +Lead +Open/);
    await real.stop();
  });

  it('may log in with a password at the login host of an org', async () => {
    const real = await PracticeOrg.start();
    const { username, password, securityToken } = real.credentials;
    await person.type('.login\r', /access token\): $/);
    await person.type(`${username}\r`, /Password \(not shown\): $/);
    await person.type(`${password}\r`, /Security token, [^\n]*: $/);
    await person.type(`${securityToken}\r`, /Is it a sandbox\? \(y\/N, or the login host\): $/);
    expect(await person.type(`${real.url}\r`)).to.match(new RegExp(`instanceUrl +${real.url}\n`));
    await real.stop();
  });

  it('may leave a question with Ctrl-C', async () => {
    await person.type('.login\r', /access token\): $/);
    expect(await person.type('\u0003')).to.include('Interrupted');
    expect(await person.enter('1 + 1')).to.include('\n2\n');
  });

  it('goes through the demo at their own pace, and may end it', async () => {
    await person.type('.demo\r', /Enter goes on, q ends $/);
    expect(await person.type('\r', /Enter goes on, q ends $/)).to.include('demo> bulk.batchCreate');
    const end = await person.type('q\r');
    expect(end).not.to.include('demo>');
  });

  it('learns what a method does by a question mark, and sees all by .help', async () => {
    const answer = await person.enter('bulk.jobCreate?');
    expect(answer)
      .to.include('jobCreate(operation, object, externalIdField?)')
      .and.match(/Costs +1 call/);
    expect(await person.enter('bulk.nonsense?')).to.include('bulk has no nonsense');
    const help = await person.enter('.help');
    expect(help).to.include('.demo').and.include('.mode table|json|csv').and.include('bulk.batchResult');
  });

  it('sees how long a line took and what it cost, once the timer is on', async () => {
    await person.enter('.timer on');
    expect(await person.enter("bulk.jobCreate('query', 'Contact')")).to.match(/\n\d+\.\d{3} s, 1 API call\n/);
    await person.enter('.timer off');
    expect(await person.enter('1 + 1')).not.to.include(' s, ');
    expect(await person.enter('.timer')).to.include('UsageError: .timer takes on or off');
  });

  it('sees what has been spent', async () => {
    await person.enter("bulk.jobCreate('query', 'Contact')");
    expect(await person.enter('.usage')).to.match(/create job +1\nall +1\nbatches added: 0/);
  });

  it('reads a warning as a line of its own', async () => {
    const shown = await person.enter('bulk.login(org.credentials)');
    expect(shown).to.match(/Warning: login\(\) with a\s+password/);
    expect(shown).to.include('ada@practice.example');
  });

  it('may keep a Bulk of their own in the place of the first', async () => {
    expect(await person.enter('bulk = new Bulk()')).to.include('not logged in');
    expect(await person.enter('bulk.login(org.accessToken())')).to.include(`instanceUrl`);
    await person.enter('bulk = 5');
    expect(await person.enter('.usage')).to.include('bulk = new Bulk()');
  });
});

describe('The history of the prompt', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sfbulk-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('is kept between sessions, without what may be a secret', async () => {
    const historyFile = join(folder, 'history');
    const first = await sitDown({ historyFile });
    await first.enter("'kept line'");
    await first.enter("void 'bulk.login(ada, hunter2)'");
    await first.enter("const token = 'hunter3'");
    expect(await first.leave()).to.equal(0);
    expect(readFileSync(historyFile, 'utf8').trim().split(/\r?\n/)).to.deep.equal(["'kept line'"]);

    const second = await sitDown({ historyFile });
    expect(await second.type('\u001B[A', /kept line/)).to.include("'kept line'");
    await second.type('\u0003', /> $/);
    await second.leave();
  });

  it('has no secret that only other lines tell to be one', async () => {
    const historyFile = join(folder, 'history');
    const person = await sitDown({ historyFile });
    await person.enter("void ['bulk.login(',", /\.\.\. $/);
    await person.enter("'hunter2']");
    await person.type('.editor\r', /cancel\)\n$/);
    await person.type("void ['bulk.login(',\r'hunter3']\r\u0004");
    await person.enter("k = 'hunter4'");
    await person.enter('bulk.login({ accessToken: k, instanceUrl: org.url })');
    await person.enter("'kept line'");
    await person.leave();
    expect(readFileSync(historyFile, 'utf8').split(/\r?\n/)).to.deep.equal(["'kept line'", '.editor']);
  });

  it('holds more lines than were ever typed into one screen', async () => {
    const historyFile = join(folder, 'history');
    const lines = Array.from({ length: 40 }, (_, n) => `'line ${40 - n}'`);
    const person = await sitDown({ historyFile });
    for (const line of [...lines].reverse()) await person.enter(line);
    await person.leave();
    expect(readFileSync(historyFile, 'utf8').split(/\r?\n/)).to.deep.equal(lines);
  });

  it('has no remains of the lines of another prompt that was open meanwhile', async () => {
    const historyFile = join(folder, 'history');
    const [early, late] = [await sitDown({ historyFile }), await sitDown({ historyFile })];
    await early.enter("'a line that is longer than the other, and was written before it'");
    await early.leave();
    await late.enter("'short'");
    await late.leave();
    expect(readFileSync(historyFile, 'utf8')).to.equal("'short'");
  });

  it('is not kept where no file is named', async () => {
    const person = await sitDown({ historyFile: undefined });
    await person.enter("'forgotten'");
    await person.leave();
    expect(existsSync(join(folder, 'history'))).to.equal(false);
  });
});
