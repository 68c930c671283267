import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { PracticeOrg } from '../../lib/practice-org';
import { ROOT, samplesOf } from '../docs/markdown';
import { runLines, sitDown } from './support/terminals';

const run = promisify(execFile);

const { NODE_OPTIONS: _options, NODE_V8_COVERAGE: _coverage, ...ENVIRONMENT } = process.env;

/** Runs what the prompt says to run. */
async function runAsTold(command: string): Promise<string> {
  const { stdout } = await run('sh', ['-c', command.replace('npx ', 'node_modules/.bin/')], {
    cwd: ROOT,
    env: ENVIRONMENT,
  });
  return stdout;
}

/** A folder of the repository that is nobody's: what is saved there finds the compiler options. */
function mkdirOf(name: string): string {
  mkdirSync(join(ROOT, name), { recursive: true });
  return join(ROOT, name);
}

/** Runs a program by ts-node. */
async function runProgram(file: string, env: NodeJS.ProcessEnv): Promise<string> {
  const { stdout } = await run(process.execPath, ['-r', 'ts-node/register/transpile-only', file], {
    cwd: ROOT,
    env: { ...ENVIRONMENT, ...env },
  });
  return stdout;
}

describe('.save-script', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(mkdirOf('coverage'), 'saved-'));
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
    const [, command = ''] = /11 lines saved\. To run: (.*)\n$/.exec(output) ?? [];
    expect(saved()).to.include(`// Saved at the prompt of sfbulk. To run it: ${command}\n`);
    const lines = (await runAsTold(command)).trim().split('\n');
    expect(lines.slice(-3)).to.deep.equal(['1', '2', '750']);
  });

  it('writes what its page shows', async () => {
    const [typed, program] = samplesOf('docs/repl.md').filter(({ heading }) => heading === 'Keep it as a program');
    await runLines(...(typed?.text.trim().split('\n') ?? []), `.save-script ${file}`);
    const asInstalled = saved()
      .replace(/To run it: .*/, 'To run it: npx ts-node flow.ts')
      .replace(/'\S+\/lib\/index'/, "'sfbulk'")
      .replace(/'\S+\/lib\/practice-org\/index'/, "'sfbulk/practice-org'");
    expect(asInstalled).to.equal(program?.text);
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
    expect(saved()).to.match(/> \{\n {2}show\(1 \+ 1\);\n {2}show\(\[1, 2\]\.map\(\(n\) =>\s+n \* 2\)\);\n\}/);
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

  it('says how to run it elsewhere, where ts-node has to be told more', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'sfbulk-saved-'));
    const { output } = await runLines('1', `.save-script ${elsewhere}/flow.ts`);
    rmSync(elsewhere, { recursive: true });
    expect(output).to.include(`npx ts-node -T -O '{"module":"nodenext"`).and.include(`${elsewhere}/flow.ts\n`);
  });

  it('can be completed', async () => {
    const person = await sitDown();
    await person.type('.save-s', /-s$/);
    expect(await person.type('\t', /cript$/)).to.include('cript');
    await person.leave();
  });
});
