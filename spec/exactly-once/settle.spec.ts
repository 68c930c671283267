import { expect } from 'chai';
import { AccountingException, ConnectionException, UnsettledException } from '../../lib';
import { type PracticeOrg, type PracticeOrgOptions } from '../../lib/practice-org';
import { type BatchData, type BatchInfo, type Bulk, type BulkOptions } from '../../lib';
import { anotherBulk, practise } from '../flow/practice';
import { collect } from '../helpers/bytes';
import { rejection } from '../helpers/rejection';
import { contactsIn, csvOf, EMPTY_ORG, nameOf, namesOf } from './rows';

const POST = { '1.0': 'POST /job/:id/batch', '2.0': 'POST /jobs/ingest' } as const;

describe('A batch whose answer is lost', () => {
  let org: PracticeOrg;
  let bulk: Bulk;

  async function begin(options: BulkOptions = {}, orgOptions: PracticeOrgOptions = {}): Promise<void> {
    ({ org, bulk } = await practise({ org: { ...EMPTY_ORG, ...orgOptions }, bulk: options }));
    await bulk.jobCreate('insert', 'Contact');
  }
  const posts = (): number => org.requests.filter(({ method, path }) => method === 'POST' && isPost(path)).length;
  /** What the first request would have done, by somebody else. */
  async function arriveLate(api: '1.0' | '2.0', jobId: string, data: BatchData): Promise<BatchInfo[]> {
    const other = await anotherBulk(org, { api });
    if (api === '1.0') await other.jobAttach(jobId);
    else await other.jobCreate('insert', 'Contact');
    const batches = await other.batchCreate(data);
    await other.jobWait();
    return batches;
  }
  afterEach(() => org.stop());

  for (const api of ['1.0', '2.0'] as const) {
    for (const fault of ['drop-reply', 'cut-body'] as const) {
      it(`is found on the server and not sent again: ${api}, ${fault}`, async () => {
        await begin({ api });
        org.faults.add({ on: POST[api], do: fault });
        const [batch] = await bulk.batchCreate(csvOf(3));
        await bulk.jobWait();
        expect(posts()).to.equal(1);
        expect(Object.keys(await bulk.batchStatus())).to.deep.equal([batch?.id]);
        expect(contactsIn(org)).to.deep.equal(namesOf(3));
        expect((await bulk.jobReceipt()).succeeded).to.equal(3);
      });
    }
    for (const fault of ['drop-request', 'unavailable'] as const) {
      it(`is sent again, once, when the server does not have it: ${api}, ${fault}`, async () => {
        await begin({ api });
        org.faults.add({ on: POST[api], do: fault });
        await bulk.batchCreate(csvOf(3));
        await bulk.jobWait();
        expect(posts()).to.equal(2);
        expect(contactsIn(org)).to.deep.equal(namesOf(3));
      });
    }

    it(`is an error that names its rows, when it arrives after it was sent again: ${api}`, async () => {
      await begin({ api });
      await bulk.batchCreate([{ LastName: 'Once' }]);
      org.faults.add({ on: POST[api], do: 'drop-request' });
      const rows = [{ LastName: 'Late' }, { LastName: 'Later' }];
      const [batch] = await bulk.batchCreate(rows);
      await bulk.jobWait();
      expect((await bulk.jobReceipt()).succeeded).to.equal(3);

      const [late] = await arriveLate(api, batch?.jobId ?? '', rows);
      await bulk.jobWait();
      const error = await rejection(bulk.jobReceipt(), AccountingException);
      expect(error.message).to.equal('The request with rows 2 to 3 arrived late, after it had been taken for lost');
      expect(error.batchId).to.equal(late?.id);
    });

    it(`is told from another that holds the same rows, when both are lost at the same time: ${api}`, async () => {
      await begin({ api, concurrency: 4 });
      org.faults.add({ on: POST[api], do: 'drop-reply', times: 2 });
      const rows = [{ LastName: 'Twin' }];
      const batches = (await Promise.all([bulk.batchCreate(rows), bulk.batchCreate(rows)])).flat();
      await bulk.jobWait();
      expect(new Set(batches.map(({ id }) => id)).size).to.equal(2);
      expect(contactsIn(org)).to.deep.equal(['Twin', 'Twin']);
    });

    it(`is told from another that holds the same rows and arrived, when it did not: ${api}`, async () => {
      await begin({ api });
      await bulk.batchCreate([{ LastName: 'Twin' }]);
      org.faults.add({ on: POST[api], do: 'drop-request' });
      await bulk.batchCreate([{ LastName: 'Twin' }]);
      await bulk.jobWait();
      expect(contactsIn(org)).to.deep.equal(['Twin', 'Twin']);
    });

    it(`is an error that keeps the job, when the server cannot be reached any more: ${api}`, async () => {
      await begin({ api, retries: 1 });
      org.faults.add({ on: '*', do: 'drop-request', times: 100 });
      const error = await rejection(bulk.batchCreate([{ LastName: 'Lost' }]), ConnectionException);
      expect(error.message).to.include('row 1');
      org.faults.clear();
      await bulk.batchCreate([{ LastName: 'Found' }]);
      await bulk.jobWait();
      expect(contactsIn(org)).to.deep.equal(['Found']);
    });
  }

  it('is looked for in no job of 2.0 that holds more rows than were sent', async () => {
    await begin({ api: '2.0' });
    const other = await anotherBulk(org, { api: '2.0' });
    await other.jobCreate('insert', 'Contact');
    await other.batchCreate([{ LastName: 'Two' }, { LastName: 'Three' }]);
    await other.jobWait();
    org.faults.add({ on: POST['2.0'], do: 'drop-request' });
    const before = org.requests.length;
    await bulk.batchCreate([{ LastName: 'One' }]);
    const asked = org.requests.slice(before).filter(({ path }) => path.includes('Results'));
    expect(asked).to.deep.equal([]);
    await bulk.jobWait();
    expect(contactsIn(org).sort()).to.deep.equal(['One', 'Three', 'Two']);
  });

  it('is found by 2.0 though its object was spelled in another case', async () => {
    await begin({ api: '2.0' });
    await bulk.jobClose();
    await bulk.jobCreate('insert', 'contact');
    org.faults.add({ on: POST['2.0'], do: 'drop-reply' });
    await bulk.batchCreate(csvOf(3));
    await bulk.jobWait();
    expect(posts()).to.equal(1);
    expect(contactsIn(org)).to.deep.equal(namesOf(3));
  });

  it('is in doubt on 2.0 when a job holds as many rows, with values that the org may have made of them', async () => {
    await begin({ api: '2.0' });
    const [theirs] = await arriveLate('2.0', '', [{ LastName: 'Rounded' }]);
    await bulk.batchCreate([{ LastName: 'Before' }]);
    org.faults.add({ on: POST['2.0'], do: 'drop-request' });
    const error = await rejection(bulk.batchCreate([{ LastName: 'Lost' }]), UnsettledException);
    expect(error.message).to.match(
      /^It is not known whether the last batch arrived: job \w+ was made since, or up to five minutes before, and holds as many rows /,
    );
    expect(error.message).to.include('row 2');
    expect(error.batchId).to.equal(theirs?.id);
    await bulk.jobWait();
    expect(contactsIn(org)).to.deep.equal(['Before', 'Rounded']);
  });

  it('is no reason to doubt another on 2.0 that is looked for at the same time', async () => {
    await begin({ api: '2.0' });
    org.faults.add({ on: POST['2.0'], do: 'drop-request' });
    org.faults.add({ on: POST['2.0'], do: 'drop-reply', after: 1 });
    await bulk.batchCreate(csvOf(2), { maxRecords: 1 });
    await bulk.jobWait();
    expect(posts()).to.equal(3);
    expect(contactsIn(org)).to.deep.equal(namesOf(2));
    expect(await bulk.jobReceipt()).to.include({ rows: 2, succeeded: 2 });
  });

  it('keeps its place among the others, four at a time, with every second answer lost', async () => {
    await begin({ concurrency: 4 });
    org.faults.add({ on: 'addBatch', do: 'drop-reply', chance: 0.5, times: 100 });
    async function* pieces(): AsyncGenerator<{ LastName: string }> {
      for (let row = 1; row <= 60; row++) yield await Promise.resolve({ LastName: nameOf(row) });
    }
    for (let piece = 0; piece < 3; piece++) await bulk.batchCreate(pieces());
    await bulk.jobWait();
    const rows: string[] = [];
    for await (const { row, input } of bulk.jobOutcomes()) rows.push(`${row} ${input?.LastName as string}`);
    expect(rows).to.deep.equal(Array.from({ length: 180 }, (_, at) => `${at + 1} ${nameOf((at % 60) + 1)}`));
    expect(contactsIn(org)).to.have.length(180);
  });

  it('is nothing that is guessed, when the server does not show what it holds', async () => {
    await begin();
    org.faults.add({ on: 'addBatch', do: 'drop-reply' });
    org.faults.add({ on: 'getBatchRequest', do: 'quota', times: 100 });
    const error = await rejection(bulk.batchCreate(csvOf(3)), ConnectionException);
    expect(error.message).to.include('; and asking for it failed: ExceededQuota: ');
    expect(error.jobId).to.match(/^750/);
    expect(posts()).to.equal(1);
    expect(error.message).to.include('no answer says that rows 1 to 3 arrived');
  });

  it('of a query is found, too, and its rows come once', async () => {
    ({ org, bulk } = await practise());
    await bulk.jobCreate('query', 'Account');
    org.faults.add({ on: 'addBatch', do: 'drop-reply' });
    await bulk.batchCreate('SELECT Name FROM Account');
    await bulk.jobWait();
    const { rows } = org.store.query({ soql: 'SELECT Id FROM Account', includeDeleted: false });
    expect((await bulk.jobReceipt()).rows).to.equal(rows.length);
    expect(posts()).to.equal(1);
  });

  it('of a query is an error, when it arrives after it was sent again, and its rows are not read twice', async () => {
    ({ org, bulk } = await practise());
    const { id } = await bulk.jobCreate('query', 'Account');
    org.faults.add({ on: 'addBatch', do: 'drop-request' });
    await bulk.batchCreate('SELECT Name FROM Account');
    await arriveLate('1.0', id, 'SELECT Name FROM Account');
    const error = await rejection(collect(bulk.jobRecords()), AccountingException);
    expect(error.message).to.include('arrived late');
  });
});

describe('The three steps of a large 2.0 load', () => {
  let org: PracticeOrg;
  afterEach(() => org.stop());

  for (const step of ['createIngestJob', 'uploadData', 'updateIngestJob']) {
    for (const fault of ['drop-request', 'drop-reply', 'cut-body', 'unavailable'] as const) {
      it(`hold every row once, whatever befalls ${step}: ${fault}`, async () => {
        const practice = await practise({ org: EMPTY_ORG, bulk: { api: '2.0' } });
        ({ org } = practice);
        const { bulk } = practice;
        await bulk.jobCreate('insert', 'Contact');
        org.faults.add({ on: step, do: fault });
        await bulk.batchCreate(namesOf(600).map((LastName) => ({ LastName, Description: 'x'.repeat(200) })));
        await bulk.jobWait();
        expect((await bulk.jobReceipt()).succeeded).to.equal(600);
        expect(contactsIn(org)).to.deep.equal(namesOf(600));
      });
    }
  }
});

function isPost(path: string): boolean {
  return /\/job\/\w+\/batch$|\/jobs\/ingest$/.test(path);
}
