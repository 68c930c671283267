import { expect } from 'chai';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { Command } from 'commander';
import { addPort } from '../../lib/cli/commands/port';

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
    expect(summary).to.equal('Everything was translated.\n');
    expect(exitCode).to.equal(0);
  });

  it('sums up, by line, what a person should look at', async () => {
    const { code, summary } = await port('x = 1\nimport pandas\n');
    expect(code).to.include('//   import pandas');
    expect(summary).to.include('  line 2: the module "pandas" has no counterpart here\n');
  });
});
