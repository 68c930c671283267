import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { CommandRun } from './command-run';

/** What a command printed that signs in nowhere. */
async function dryRun(words: readonly string[], stdin = ''): Promise<{ output: string; errors: string }> {
  const run = new CommandRun([...words, '--dry-run']);
  run.stdin.end(stdin);
  expect(await run.exitCode, run.errors.text).to.equal(0);
  return { output: run.output.text, errors: run.errors.text };
}

describe('A dry run', () => {
  let home: string;
  let path: string;

  before(() => {
    home = mkdtempSync(join(tmpdir(), 'sfbulk-cli-'));
    path = join(home, 'contacts.csv');
    writeFileSync(path, 'FirstName,LastName\nGrace,"Hopp, the first"\nAlan,\n');
  });
  after(() => {
    rmSync(home, { recursive: true });
  });

  it('shows the job, each batch and the end as they would go out, the session masked, and sends nothing', async () => {
    const words = ['upsert', 'Contact', path, '--external-id', 'LastName', '--batch-size', '1'];
    const { output, errors } = await dryRun(words);
    const [job = '', first = '', second = '', end = '', ...rest] = output.split(/^(?=# )/m);
    expect(rest).to.deep.equal([]);
    expect(job)
      .to.match(/^# create job\nPOST \/services\/async\/66\.0\/job\n/)
      .and.include('\nX-SFDC-Session: ***\n')
      .and.include('<externalIdFieldName>LastName</externalIdFieldName>');
    expect(first)
      .to.match(/^# create batch 1: 1 row, 43 bytes\nPOST \/services\/async\/66\.0\/job\/JOB_ID\/batch\n/)
      .and.include('\nContent-Type: text/csv; charset=UTF-8\n')
      .and.match(/\n\nFirstName,LastName\nGrace,"Hopp, the first"\n\n$/);
    expect(second).to.match(/^# create batch 2: 1 row, 25 bytes\n[^]*\n\nFirstName,LastName\nAlan,\n\n$/);
    expect(end).to.match(/^# close job\nPOST [^]*<state>Closed<\/state>/);
    expect(errors).to.equal('2 rows → 2 batches, 6 calls and 3 for the results; nothing was sent\n');
  });

  it('shows the requests of 2.0 as well', async () => {
    const { output, errors } = await dryRun(['insert', 'Contact', path, '--api', '2.0']);
    expect(output)
      .to.match(/^# create batch 1: 2 rows, 49 bytes\nPOST \/services\/data\/v66\.0\/jobs\/ingest\n/)
      .and.include('\nAuthorization: Bearer ***\n')
      .and.include('{"object":"Contact","operation":"insert","contentType":"CSV"');
    expect(errors).to.equal('2 rows → 1 batch, 2 calls and 3 for the results; nothing was sent\n');
    const careful = await dryRun(['insert', 'Contact', path, '--api', '2.0', '--journal', join(home, 'journal')]);
    expect(careful.output.match(/^(POST|PUT|PATCH) .*$/gm)).to.deep.equal([
      'POST /services/data/v66.0/jobs/ingest',
      'PUT /services/data/v66.0/jobs/ingest/JOB_ID/batches',
      'PATCH /services/data/v66.0/jobs/ingest/JOB_ID',
    ]);
  });

  it('shows the beginning of what is long, and how much follows', async () => {
    const { output } = await dryRun(['insert', 'Account', '-'], `Name\n${'Große Sägen\n'.repeat(9_000)}`);
    const [, shown = '', more = ''] = /\n\n(Name\n[^]*)\n… and ([\d,]+) bytes more\n/.exec(output) ?? [];
    expect(shown.split('\n')).to.have.length(10);
    expect(Buffer.byteLength(shown) + Number(more.replaceAll(',', ''))).to.equal(5 + 9_000 * 14);
    expect(output).to.include('\nContent-Encoding: gzip\n');
  });

  it('of a query shows what is asked, before what depends on the answers', async () => {
    const soql = "SELECT Id FROM Contact WHERE Name = 'Größe'";
    const { output, errors } = await dryRun(['query', soql, '--all', '--pk-chunking', '5000']);
    const [job = '', batch = '', end = '', ...rest] = output.split(/^(?=# )/m);
    expect(rest).to.deep.equal([]);
    expect(job)
      .to.include('\nSforce-Enable-PKChunking: chunkSize=5000\n')
      .and.include('<operation>queryAll</operation><object>Contact</object>');
    expect(batch).to.equal(
      '# create batch 1: 45 bytes\nPOST /services/async/66.0/job/JOB_ID/batch\nSforce-Call-Options: client=sfbulk\n' +
        `Content-Type: text/csv; charset=UTF-8\nX-SFDC-Session: ***\nAccept-Encoding: gzip\n\n${soql}\n\n`,
    );
    expect(end).to.match(/^# close job\n/);
    expect(errors).to.equal('3 calls, and those that wait and fetch the rows; nothing was sent\n');
  });

  it('of a query is told as JSON, by API 2.0 as well, and takes the query from stdin', async () => {
    const { output } = await dryRun(['query', '-', '--api', '2.0', '--json'], 'SELECT Id FROM Lead');
    const { plan, requests } = JSON.parse(output) as { plan: object; requests: object[] };
    expect(plan).to.deep.equal({ calls: 1 });
    expect(requests).to.have.length(1);
    expect(requests[0]).to.deep.include({ method: 'POST', path: '/services/data/v66.0/jobs/query' });
  });

  it('of a query refuses what could not be sent', async () => {
    const run = new CommandRun(['query', 'SELECT Id FROM Lead', '--pk-chunking', '--api', '2.0', '--dry-run']);
    expect(await run.exitCode).to.equal(2);
    expect(run.errors.text).to.include('--pk-chunking needs Bulk API 1.0');
  });

  it('is told as JSON, when that is asked for', async () => {
    const { output } = await dryRun(['insert', 'Contact', path, '--json', '--batch-size', '1']);
    const { plan, requests } = JSON.parse(output) as { plan: object; requests: { path: string }[] };
    expect(plan).to.include({ rows: 2, batches: 2, calls: 6, callsForResults: 3 });
    expect(requests).to.have.length(4);
    expect(requests[1]).to.deep.include({ operation: 'create batch', batch: { number: 1, rows: 1, bytes: 43 } });
  });
});
