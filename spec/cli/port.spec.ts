import { expect } from 'chai';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { Command } from 'commander';
import { addPort } from '../../lib/cli/commands/port';
import { CommandRun, ended, type Ended } from './command-run';

/** What the command writes, given the script on stdin. */
async function port(script: string): Promise<{ code: string; summary: string; exitCode: number | undefined }> {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const program = new Command();
  let exitCode: number | undefined;
  const end = (code: number): void => {
    exitCode = code;
  };
  addPort(program, { terminal: { stdin, stdout, stderr, env: {}, signal: new AbortController().signal }, end });
  stdin.end(script);
  await program.parseAsync(['port', '-'], { from: 'user' });
  stdout.end();
  stderr.end();
  return { code: await text(stdout), summary: await text(stderr), exitCode };
}

describe('The command port', () => {
  it('reads Python and writes TypeScript', async () => {
    const { code, summary, exitCode } = await port("print 'done'\n");
    expect(code).to.include("console.log('done');");
    expect(summary).to.match(/^Everything was translated\.\n/);
    expect(exitCode).to.equal(0);
  });

  it('says how the result is run, and what it reads from the environment', async () => {
    const { summary } = await port(
      "import os\nprint(os.environ['SF_USER'], os.environ.get('SF_TOKEN'), os.getenv('HOME'))\n",
    );
    expect(summary).to.include('\n  npx ts-node -T ').and.to.include(' script.ts\n');
    expect(summary).to.match(/It reads from the environment: SF_USER, SF_TOKEN, HOME\n$/);
  });

  it('sums up, by line and column, what was not translated, and tells the shell', async () => {
    const { code, summary, exitCode } = await port('x = 1\nimport pandas\ny = x + pandas.z\n');
    expect(code).to.include('//   import pandas');
    expect(summary).to.include('stdin:2:1: TODO: the module "pandas" has no counterpart here\n');
    expect(summary).to.include('stdin:3:9: TODO: ').and.to.include('2 places were not translated');
    expect(exitCode).to.equal(1);
  });

  it('writes into a file, never over the script; what cannot be written is a 2, and - is stdout', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sfbulk-port-'));
    const script = join(folder, 'load.py');
    writeFileSync(script, 'print(1)\n');
    const run = (output: string): Promise<Ended> => ended(new CommandRun(['port', script, '--output', output]));
    const over = await run(script);
    expect(over).to.include({ exitCode: 2, output: '' });
    expect(over.errors).to.equal('--output would write over the script: give it another name\n');
    expect(await run(join(folder, 'nowhere', 'load.ts'))).to.include({ exitCode: 2, output: '' });
    expect((await run('-')).output).to.include('console.log(1);');
    const written = await run(join(folder, 'my load.ts'));
    expect(written.errors).to.include(` '${join(folder, 'my load.ts')}'\n`);
    expect(readFileSync(join(folder, 'my load.ts'), 'utf8')).to.include('console.log(1);');
    expect(readFileSync(script, 'utf8')).to.equal('print(1)\n');
    rmSync(folder, { recursive: true });
  });

  it('is content with what only asks for a look', async () => {
    const { summary, exitCode } = await port("print('a'.encode('utf-8'))\n");
    expect(summary).to.match(/^stdin:1:7: text is Unicode [^\n]*\nEverything was translated/);
    expect(exitCode).to.equal(0);
  });

  it('ports no half of what is no Python: it stands in the output as a comment, and the shell hears of it', async () => {
    const { code, summary, exitCode } = await port('a = 1\nif a\n    delete(a)\nelse:\n    keep(a)\nprint a\n');
    expect(code).to.include(
      '// TODO: this is not Python\n  //   if a\n  //       delete(a)\n  //   else:\n  //       keep(a)\n',
    );
    expect(code.replace(/ *\/\/.*/g, '')).to.not.match(/delete|keep/);
    expect(code).to.include('console.log(a);');
    expect(summary).to.match(/^stdin:2:\d+: SyntaxError: this is not Python\n1 place was not translated/);
    expect(exitCode).to.equal(2);
  });
});
