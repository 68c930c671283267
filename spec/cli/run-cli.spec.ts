import { expect } from 'chai';
import { createServer, type Server } from 'node:net';
import { Bulk } from '../../lib/index';
import { CommandRun } from './command-run';

describe('The command line', () => {
  it('without a command is the REPL', async () => {
    const run = new CommandRun([]);
    run.stdin.end("bulk.jobCreate('query', 'Contact')\nbulk.nonsense()\n");
    expect(await run.exitCode).to.equal(1);
    expect(run.output.text).to.match(/query +Contact +Open/);
    expect(run.errors.text).to.include('In line 2:');
  });

  it('tells its version, which is the package’s', async () => {
    const run = new CommandRun(['--version']);
    expect(await run.exitCode).to.equal(0);
    expect(run.output.text).to.match(/^\d+\.\d+\.\d+\n$/);
  });

  it('helps, with examples for each command', async () => {
    const run = new CommandRun(['--help']);
    expect(await run.exitCode).to.equal(0);
    expect(run.output.text)
      .to.include('practice-org')
      .and.match(/\nExamples:\n {2}sfbulk insert /);
    const more = new CommandRun(['practice-org', '--help']);
    expect(await more.exitCode).to.equal(0);
    expect(more.output.text).to.include('Examples:').and.include('--port 8080');
  });

  it('says what is wrong with the words that it was given, and exits with 2', async () => {
    const unknown = new CommandRun(['practise']);
    expect(await unknown.exitCode).to.equal(2);
    expect(unknown.errors.text).to.include("unknown command 'practise'");
    const port = new CommandRun(['practice-org', '--port', 'high']);
    expect(await port.exitCode).to.equal(2);
    expect(port.errors.text).to.include('A port is a number from 0 to 65535');
  });
});

describe('sfbulk practice-org', () => {
  it('runs an org that can be logged in to with what it prints, until Ctrl-C', async () => {
    const run = new CommandRun(['practice-org', '--port', '0']);
    const text = await run.output.until(/Ctrl-C stops it/);
    const bulk = new Bulk({ onWarning: () => undefined });
    const loginUrl = found(/listens at (\S+)/, text);
    const info = await bulk.login({
      loginUrl,
      username: found(/user name +(\S+)/, text),
      password: found(/password +(\S+)/, text),
      securityToken: found(/security token +(\S+)/, text),
    });
    expect(info.instanceUrl).to.equal(loginUrl);
    run.ctrlC.abort();
    expect(await run.exitCode).to.equal(0);
    expect(run.output.text).to.include('has stopped');
  });

  it('prints what lets the commands work on it', async () => {
    const run = new CommandRun(['practice-org', '--port', '0']);
    const text = await run.output.until(/Ctrl-C stops it/);
    const variables = [...text.matchAll(/(SF_\w+)='([^']+)'/g)].map(
      ([, name = '', value = '']) => [name, value] as const,
    );
    const env = Object.fromEntries(variables);
    const query = new CommandRun(['query', found(/sfbulk query '([^']+)'/, text)], { env });
    expect(await query.exitCode, query.errors.text).to.equal(0);
    expect(query.output.text).to.match(/^"Id","Name"\n"003/);
    run.ctrlC.abort();
    await run.exitCode;
  });

  it('prints a curl line that creates a job', async () => {
    const run = new CommandRun(['practice-org', '--port', '0']);
    const text = await run.output.until(/Ctrl-C stops it/);
    const [, session = '', body = '', url = ''] =
      /curl -H 'X-SFDC-Session: (\S+)' -H 'Content-Type: application\/json' -d '(\S+)' (\S+)/.exec(text) ?? [];
    const headers = { 'X-SFDC-Session': session, 'Content-Type': 'application/json' };
    const reply = await fetch(url, { method: 'POST', headers, body });
    expect(reply.status).to.equal(201);
    run.ctrlC.abort();
    await run.exitCode;
  });

  it('says so when its port is in use', async () => {
    const other = await listening();
    const { port } = other.address() as { port: number };
    const run = new CommandRun(['practice-org', '--port', String(port)]);
    expect(await run.exitCode).to.equal(2);
    expect(run.errors.text).to.include(`Port ${port} is in use`);
    other.close();
  });
});

function found(pattern: RegExp, text: string): string {
  return pattern.exec(text)?.[1] ?? '';
}

function listening(): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      resolve(server);
    });
  });
}
