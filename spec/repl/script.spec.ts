import { expect } from 'chai';
import { runLines } from './support/terminals';

describe('Lines that are piped in', () => {
  it('are evaluated one after the other, each promise awaited, and print their results and nothing else', async () => {
    const { exitCode, output, errors } = await runLines(
      "bulk.jobCreate('insert', 'Campaign')",
      "bulk.batchCreate([{ Name: 'Spring' }, { Name: 'Summer' }])",
      'bulk.jobWait()',
      'bulk.batchResult()',
      'bulk.jobClose()',
    );
    expect(errors).to.equal('');
    expect(exitCode).to.equal(0);
    expect(output).to.match(/^id .*operation .*object/);
    expect(output).to.match(/insert +Campaign +Open/);
    expect(output).to.include('2 rows: 2 succeeded (2 created), 0 failed');
    expect(output).to.match(/insert +Campaign +Closed +1 +2 +0\n$/);
    expect(output).not.to.include('>');
  });

  it('may print by themselves: to the output with console.log, to the errors with console.error', async () => {
    const { exitCode, output, errors } = await runLines(
      "await bulk.jobCreate('query', 'Contact'); await bulk.batchCreate('SELECT Name FROM Contact LIMIT 2')",
      'await bulk.jobWait(); undefined',
      'for await (const row of bulk.jobRecords()) console.log(row.Name)',
      "console.error('to', 'stderr')",
    );
    expect(exitCode).to.equal(0);
    expect(output).to.match(/Queued.*\nGrace Hopp\nAlan Turi\n$/);
    expect(errors).to.equal('to stderr\n');
  });

  it('stop at the first that throws, say which one it was, and exit with 1', async () => {
    const { exitCode, output, errors } = await runLines('1 + 1', '', "bulk.batchCreate('Id')", '2 + 2');
    expect(exitCode).to.equal(1);
    expect(output).to.equal('2\n');
    expect(errors).to.match(
      /^In line 3:\nOutOfOrderException: batchCreate\(\) needs a job: call jobCreate\(\) first\n/,
    );
    expect(errors).to.include("→ For example: await bulk.jobCreate('insert', 'Contact').");
  });

  it('tell of what is thrown while another line waits, and exit with 1', async () => {
    const { exitCode, output, errors } = await runLines(
      "setImmediate(() => { throw new Error('late') })",
      "Promise.reject(new Error('stray')); undefined",
      'new Promise((resolve) => setImmediate(() => setImmediate(resolve)))',
      "'went on'",
    );
    expect(errors).to.include('Error: late\n').and.include('Error: stray\n');
    expect(output).to.include('went on');
    expect(exitCode).to.equal(1);
  });

  it('may be parts of one statement, which is named by its first line', async () => {
    const good = await runLines('const sum = [1, 2, 3].reduce(', '  (a, b) => a + b,', '  0)', 'sum');
    expect(good.output).to.equal('6\n');
    const bad = await runLines('1', 'const sum = [1, 2].map(() => {', "  throw new TypeError('no sum') })");
    expect(bad.errors).to.equal('In line 2:\nTypeError: no sum\n');
  });

  it('that end in the middle of a statement are an error', async () => {
    const { exitCode, errors } = await runLines('1', 'bulk.jobCreate(');
    expect(exitCode).to.equal(1);
    expect(errors).to.equal('In line 2:\nSyntaxError: the script ends in the middle of a statement\n');
  });

  it('may await, and use the last result and the last error', async () => {
    const { output } = await runLines(
      'const five = await Promise.resolve(5)',
      'five',
      '_ * 2',
      "await Promise.reject(new Error('passing')).catch(() => _ + 1)",
      'undefined',
      '_',
    );
    expect(output).to.equal('5\n10\n11\n11\n');
  });

  it('are no script of the prompt’s commands only: those work too, and a wrong one is an error', async () => {
    const good = await runLines('.mode json', 'bulk.usage', '.mode', '.exit', 'not.reached');
    expect(good).to.include({ exitCode: 0, errors: '' });
    expect(good.output).to.equal('{\n  "calls": 0,\n  "batches": 0,\n  "byOperation": {}\n}\njson\n');
    const bad = await runLines('.mdoe json');
    expect(bad.errors).to.equal('In line 1:\nUsageError: There is no .mdoe; .help lists what there is\n');
    expect(bad.exitCode).to.equal(1);
  });

  it('print a receipt as the page of text that it is', async () => {
    const { output } = await runLines(
      "bulk.jobCreate('insert', 'Campaign')",
      "bulk.batchCreate([{ Name: 'Spring' }])",
      'bulk.jobWait()',
      'bulk.jobReceipt()',
    );
    expect(output).to.match(/\nrows {11}1\nsucceeded {6}1 \(1 created\)\n/);
  });

  it('cannot be asked for a password', async () => {
    const { errors, exitCode } = await runLines('.login');
    expect(errors).to.include('a script calls bulk.login({ accessToken: process.env.…');
    expect(exitCode).to.equal(1);
  });

  it('print whole tables, however long and wide', async () => {
    const { output } = await runLines("Array.from({ length: 300 }, (_, n) => ({ n, text: 'x'.repeat(300) }))");
    expect(output.split('\n')).to.have.length(2 + 300 + 1 + 1);
    expect(output).to.include('x'.repeat(300));
  });

  it('see the classes of the process, so that a Date is a Date to the library', async () => {
    const { output } = await runLines(
      "bulk.jobCreate('insert', 'Campaign')",
      "bulk.batchCreate([{ Name: 'Spring', StartDate: new Date(Date.UTC(2026, 2, 1)) }])",
      'bulk.batchRequest(Object.keys(await bulk.batchStatus())[0])',
    );
    expect(output).to.include('Spring,2026-03-01T00:00:00.000Z');
  });

  it('play the demo without being asked to go on', async () => {
    const { output, errors, exitCode } = await runLines('.demo');
    expect({ errors, exitCode }).to.deep.equal({ errors: '', exitCode: 0 });
    expect(output).to.include("demo> bulk.jobCreate('insert', 'Contact')");
    expect(output).to.include('3 rows: 2 succeeded (2 created), 1 failed');
    expect(output).to.include('REQUIRED_FIELD_MISSING (LastName)');
    expect(output).to.match(/003\w{15} +Ada Lovelace/);
  });
});
