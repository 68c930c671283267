import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { ConnectionException, RefusedException, type Bulk } from '../../lib';
import { selectedColumns } from '../../lib/bulk/reading/selected-columns';
import { type PracticeOrg } from '../../lib/practice-org';
import { anotherBulk, practise } from '../flow/practice';
import { rejection } from '../helpers/rejection';

for (const api of ['1.0', '2.0'] as const) {
  describe(`jobDownload, by API ${api}`, () => {
    let org: PracticeOrg;
    let bulk: Bulk;
    let home: string;

    const query = async (soql: string): Promise<string> => {
      await bulk.jobCreate('query', 'Contact');
      const [batch] = await bulk.batchCreate(soql);
      await bulk.jobWait();
      const { id } = await bulk.jobClose();
      return api === '1.0' ? id : (batch?.id ?? '');
    };

    beforeEach(async () => {
      ({ org, bulk } = await practise({ bulk: { api } }));
      home = mkdtempSync(join(tmpdir(), 'sfbulk-'));
    });
    afterEach(async () => {
      rmSync(home, { recursive: true });
      await org.stop();
    });

    it('writes rows into a stream as into a file, and leaves the stream open', async () => {
      await query('SELECT Id, Account.Name FROM Contact LIMIT 3');
      const stream = new PassThrough();
      expect(await bulk.jobDownload(stream)).to.equal(3);
      stream.end('and more');
      const path = join(home, 'found.csv');
      expect(await bulk.jobDownload(path)).to.equal(3);
      expect(await text(stream)).to.equal(`${readFileSync(path, 'utf8')}and more`);
    });

    it('leaves a file as it was, and makes none, when there is nothing to be had', async () => {
      await query('SELECT Id FROM Contact LIMIT 3');
      const [there, none] = [join(home, 'found.csv'), join(home, 'none.csv')];
      writeFileSync(there, 'precious');
      org.faults.add({ on: api === '1.0' ? 'getResultSet' : 'getQueryResults', do: 'drop-request', times: 99 });
      for (const path of [there, none]) await rejection(bulk.jobDownload(path), ConnectionException);
      expect(readFileSync(there, 'utf8')).to.equal('precious');
      expect(existsSync(none)).to.equal(false);
    });

    it('writes the header alone where no row is found, also of a job that another has made', async () => {
      const job = await query("SELECT Id, Account.Name FROM Contact WHERE LastName = 'Nobody'");
      const attached = await anotherBulk(org, { api });
      await attached.jobAttach(job);
      for (const each of [bulk, attached]) {
        const path = join(home, 'found.csv');
        expect(await each.jobDownload(path)).to.equal(0);
        expect(readFileSync(path, 'utf8')).to.equal('"Id","Account.Name"\n');
      }
    });
  });
}

describe('jobDownload of batches of which one has failed', () => {
  let org: PracticeOrg;
  let bulk: Bulk;

  beforeEach(async () => {
    ({ org, bulk } = await practise());
    await bulk.jobCreate('query', 'Contact');
    await bulk.batchCreate('SELECT Id FROM Contact LIMIT 3');
    await bulk.batchCreate('SELECT Nmae FROM Contact');
    await bulk.jobWait();
  });
  afterEach(() => org.stop());

  it('leaves a file as it was', async () => {
    const home = mkdtempSync(join(tmpdir(), 'sfbulk-'));
    const path = join(home, 'found.csv');
    writeFileSync(path, 'precious');
    const error = await rejection(bulk.jobDownload(path), RefusedException);
    const left = readFileSync(path, 'utf8');
    rmSync(home, { recursive: true });
    expect(error.message).to.include('has no result');
    expect(left).to.equal('precious');
  });

  it('writes nothing into a stream', async () => {
    const stream = new PassThrough();
    await rejection(bulk.jobDownload(stream), RefusedException);
    expect(await text(stream.end())).to.equal('');
  });
});

describe('The columns that a SELECT names', () => {
  it('are its fields, along lookups as well', () => {
    expect(selectedColumns('select Id,\n Owner.Profile.Name from Account')).to.deep.equal(['Id', 'Owner.Profile.Name']);
  });

  it('are none where they are not named one by one', () => {
    for (const list of ['FIELDS(ALL)', 'Id, (SELECT Id FROM Contacts)', 'toLabel(Status)', 'Id i']) {
      expect(selectedColumns(`SELECT ${list} FROM Account`)).to.deep.equal([]);
    }
    expect(selectedColumns('Id')).to.deep.equal([]);
  });
});
