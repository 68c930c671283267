import { expect } from 'chai';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sitDown, type Person } from './support/terminals';

describe('The line of progress', () => {
  let folder: string;
  let person: Person;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sfbulk-progress-'));
    person = await sitDown();
  });

  afterEach(async () => {
    await person.leave();
    rmSync(folder, { recursive: true });
  });

  it('shows how an upload comes on, and is gone with it', async () => {
    await person.enter("bulk.jobCreate('insert', 'Contact')");
    const from = person.screen.raw.length;
    const shown = await person.enter("bulk.batchCreate('LastName\\nHopp\\nTuri\\nLove\\n', { maxRecords: 1 })");
    expect(shown).to.match(/0 of 1 batch sent, 0 rows, \d s[^]*3 of 3 batches sent, 3 rows, \d s/);
    expect(person.screen.raw.slice(from)).to.include(' s\r\u001B[Kid  ');
  });

  it('shows how results are read, and not where their rows are printed', async () => {
    await person.enter("bulk.jobCreate('query', 'Contact')");
    await person.enter("bulk.batchCreate('SELECT Id FROM Contact LIMIT 2')");
    await person.enter('bulk.jobWait()');
    const file = JSON.stringify(join(folder, 'found.csv'));
    expect(await person.enter(`bulk.jobDownload(${file})`)).to.match(/1 of 1 batch read, 2 rows, \d+ s/);
    expect(await person.enter('bulk.jobReceipt()')).to.match(/1 of 1 batch read, 2 rows, \d+ s/);
    const rows = await person.enter('for await (const { Id } of bulk.jobRecords()) console.log(Id)');
    expect(rows.match(/003\w{15}/g)).to.have.length(2);
    expect(rows).not.to.include(' read');
  });

  it('shows how a load goes on after a crash, and how it is worked on', async () => {
    const journal = JSON.stringify(join(folder, 'load.journal'));
    const file = JSON.stringify(join(folder, 'contacts.csv'));
    writeFileSync(join(folder, 'contacts.csv'), `LastName\n${'Hopp\n'.repeat(30)}`);
    await person.enter(`bulk = new Bulk({ journal: ${journal}, concurrency: 1 })`);
    await person.enter('bulk.login(org.accessToken())');
    await person.enter("bulk.jobCreate('insert', 'Contact')");
    await person.enter('const cut = new AbortController()');
    const cutting =
      '{ maxRecords: 10, signal: cut.signal, onProgress: ({ batches }) => batches.ended === 1 && cut.abort() }';
    expect(await person.enter(`bulk.batchCreateFromCsv(${file}, ${cutting})`)).to.include('AbortError');

    expect(await person.enter(`bulk = await Bulk.resume(${journal})`)).to.include('Bulk (not logged in');
    expect(await person.enter('bulk.login(org.accessToken())')).to.match(/3 of 3 batches sent, 30 rows, \d+ s/);
    expect(await person.enter('bulk.jobWait()')).to.match(/3 of 3 batches, 30 rows, \d+ s/);
    expect(await person.enter('bulk.jobReceipt()')).to.match(/succeeded +30/);
  });

  it('shows that as well where the credentials are given at once', async () => {
    const journal = JSON.stringify(join(folder, 'load.journal'));
    await person.enter(`bulk = new Bulk({ journal: ${journal} }); bulk.login(org.accessToken())`);
    await person.enter("bulk.jobCreate('insert', 'Contact')");
    const resumed = await person.enter(`bulk = await Bulk.resume(${journal}, { credentials: org.accessToken() })`);
    expect(resumed).to.include('Bulk (logged in to http');
    expect(await person.enter('bulk.jobStatus()')).to.match(/insert +Contact +Open/);
  });
});
