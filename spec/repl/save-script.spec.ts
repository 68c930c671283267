import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { PracticeOrg } from '../../lib/practice-org';
import { ROOT } from '../docs/markdown';
import { runLines, sitDown } from './support/terminals';

const run = promisify(execFile);

/** Runs a program as `ts-node` does, outside of the repository, with its compiler options. */
async function runProgram(file: string, env: NodeJS.ProcessEnv = {}): Promise<string> {
  const { NODE_OPTIONS: _options, NODE_V8_COVERAGE: _coverage, ...rest } = process.env;
  const { stdout } = await run(process.execPath, ['-r', 'ts-node/register/transpile-only', file], {
    cwd: ROOT,
    env: { ...rest, TS_NODE_PROJECT: join(ROOT, 'tsconfig.json'), ...env },
  });
  return stdout;
}

describe('.save-script', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sfbulk-saved-'));
    file = join(folder, 'flow.ts');
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const saved = (): string => readFileSync(file, 'utf8');

  it('writes a program that does what was done', async function () {
    this.timeout(60_000);
    const { errors, output } = await runLines(
      'interface Row { FirstName?: string; LastName?: string }',
      "const rows: Row[] = [{ LastName: 'Hopp' }, { FirstName: 'Alan' }]",
      "bulk.jobCreate('insert', 'Contact')",
      'batches = bulk.batchCreate(rows)',
      'void await bulk.jobWait()',
      'let failed = 0',
      'for await (const { errors } of bulk.jobOutcomes()) {',
      '  if (errors.length > 0) failed += 1',
      '}',
      'failed',
      '_ + (await batches).length',
      'const { id } = await bulk.jobClose()',
      'id.slice(0, 3)',
      `.save-script ${file}`,
    );
    expect(errors).to.equal('');
    expect(output).to.include(`11 lines saved. To run: npx ts-node --transpile-only ${file}\n`);
    const lines = (await runProgram(file)).trim().split('\n');
    expect(lines.slice(-3)).to.deep.equal(['1', '2', '750']);
  });

  it('leaves out what failed, and what was only begun', async () => {
    const person = await sitDown();
    await person.enter("bulk.batchCreate('Id')");
    await person.enter('1 + 1');
    await person.type('[1, 2].map((n) =>\r', /\.\.\. ?$|\| ?$/);
    await person.type('n * 2)\r');
    await person.enter('bulk.jobCreate?');
    await person.enter(`.save-script ${file}`);
    await person.leave();
    expect(saved()).to.include('\n  show(1 + 1);\n  show([1, 2].map((n) =>\n  n * 2));\n');
    expect(saved()).not.to.match(/batchCreate|jobCreate/);
  });

  it('never writes a secret that was typed, asked for, or tried in vain', async () => {
    const real = await PracticeOrg.start();
    const { accessToken } = real.accessToken();
    const person = await sitDown();
    await person.enter(`bulk.login({ accessToken: '${accessToken}', instanceUrl: '${real.url}' })`);
    await person.enter("const word = 'hunter22'");
    await person.enter(`bulk.login({ username: 'ada@example.com', password: word, loginUrl: '${real.url}' })`);
    await person.type('.login\r', /access token\): $/);
    await person.type('\r', /my\.salesforce\.com\): $/);
    await person.type(`${real.url}\r`, /not shown\): $/);
    await person.type(`${accessToken}\r`);
    await person.enter('(await bulk.limits()).DailyBulkApiBatches.max');
    await person.enter(`.save-script ${file}`);
    await person.leave();
    expect(saved()).to.not.match(/hunter22|00D\w+!|PracticeOrg/);
    expect(saved()).to.include("const word = fromEnvironment('SF_PASSWORD');");
    expect(saved()).to.include(
      "bulk.login({ instanceUrl: fromEnvironment('SF_INSTANCE_URL'), accessToken: fromEnvironment('SF_ACCESS_TOKEN') })",
    );
    const env = { SF_ACCESS_TOKEN: accessToken, SF_INSTANCE_URL: real.url, SF_PASSWORD: 'x' };
    expect(await runProgram(file, env)).to.match(/\n15000\n$/);
    const failure: unknown = await runProgram(file, { SF_ACCESS_TOKEN: undefined }).catch((error: unknown) => error);
    expect(String(failure)).to.include('Set the environment variable SF_ACCESS_TOKEN');
    await real.stop();
  });

  it('writes over no file, unless it is told to', async () => {
    writeFileSync(file, 'mine');
    const { errors } = await runLines('1 + 1', `.save-script ${file}`);
    expect(errors).to.include(`UsageError: "${file}" is there already; .save-script ${file} --force writes over it`);
    expect(saved()).to.equal('mine');
    expect((await runLines('1 + 1', `.save-script ${file} --force`)).errors).to.equal('');
    expect(saved()).to.include('show(1 + 1);');
  });

  it('wants the name of a TypeScript file, and something to save', async () => {
    for (const name of ['', 'flow.js', '--force']) {
      expect((await runLines('1', `.save-script ${name}`)).errors).to.include('a file whose name ends in .ts');
    }
    expect((await runLines(`.save-script ${file}`)).errors).to.include('UsageError: there is nothing to save yet');
    expect((await runLines('1', `.save-script ${join(folder, 'none/flow.ts')}`)).errors).to.include('ENOENT');
  });

  it('can be completed', async () => {
    const person = await sitDown();
    await person.type('.save-s', /-s$/);
    expect(await person.type('\t', /cript$/)).to.include('cript');
    await person.leave();
  });
});
