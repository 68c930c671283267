import { expect } from 'chai';
import { InputException, RefusedException, type Bulk } from '../../lib';
import { type PracticeOrg } from '../../lib/practice-org';
import { rejection } from '../helpers/rejection';
import { anotherBulk, practise } from './practice';

async function load(bulk: Bulk): Promise<string> {
  const { id } = await bulk.jobCreate('insert', 'Contact');
  const [batch] = await bulk.batchCreate([{ LastName: 'Hopp' }, { FirstName: 'Alan' }]);
  await bulk.jobWait();
  await bulk.jobClose();
  // On 2.0 it is the batch that the server knows as a job.
  return id.startsWith('750') ? id : (batch?.id ?? '');
}

async function query(bulk: Bulk): Promise<string> {
  const { id } = await bulk.jobCreate('query', 'Account');
  const [batch] = await bulk.batchCreate('SELECT Id, Name FROM Account ORDER BY Name LIMIT 3');
  await bulk.jobWait();
  await bulk.jobClose();
  return id.startsWith('750') ? id : (batch?.id ?? '');
}

const results = async (bulk: Bulk): Promise<unknown[]> => Object.values(await bulk.batchResult()).flat();

describe('One org, by two APIs', () => {
  let org: PracticeOrg;
  let on1: Bulk;
  let on2: Bulk;
  let another: (api: '1.0' | '2.0') => Promise<Bulk>;

  before(async () => {
    ({ org, bulk: on1 } = await practise());
    another = (api) => anotherBulk(org, { api });
    on2 = await another('2.0');
  });
  after(() => org.stop());

  it('lists the jobs of both, whichever is spoken', async () => {
    const made = [await load(on1), await load(on2), await query(on1), await query(on2)];
    for (const bulk of [on1, on2]) {
      const jobs = await bulk.jobList();
      const types = made.map((id) => jobs.find((job) => job.id === id)?.jobType);
      expect(types).to.deep.equal(['Classic', 'V2Ingest', 'Classic', 'V2Query']);
    }
    const queries = await on1.jobList({ jobType: 'V2Query' });
    expect(queries.map(({ id }) => id)).to.deep.equal([made[3]]);
  });

  for (const api of ['1.0', '2.0'] as const) {
    it(`lets another program take over a load and read its results: ${api}`, async () => {
      const maker = await another(api);
      const id = await load(maker);
      const taker = await another(api);
      expect(await taker.jobAttach(id)).to.include({ id, operation: 'insert', object: 'Contact' });
      expect(await taker.jobIsCompleted()).to.equal(true);
      expect(await taker.jobStatus()).to.include({ numberRecordsProcessed: 2, numberRecordsFailed: 1 });
      expect(await results(taker)).to.have.deep.members(await results(maker));
    });

    it(`lets another program take over a query and read its rows: ${api}`, async () => {
      const maker = await another(api);
      const id = await query(maker);
      const taker = await another(api);
      await taker.jobAttach(id);
      expect(await results(taker))
        .to.have.length(3)
        .and.to.deep.equal(await results(maker));
    });
  }

  it('says which API a job speaks that is taken over by the other', async () => {
    const id = await load(on1);
    const error = await rejection(on2.jobAttach(id), InputException);
    expect(error.message).to.equal(`Job ${id} needs Bulk API 1.0`);
  });

  it('forgets a job that is taken off the server', async () => {
    const bulk = await another('2.0');
    const id = await load(bulk);
    await bulk.jobDelete();
    const error = await rejection(bulk.jobAttach(id), RefusedException);
    expect(error).to.include({ code: 'NOT_FOUND', status: 404 });
    expect((await on1.jobList()).map((job) => job.id)).not.to.include(id);
  });

  it('reads a query in pages, side by side, and on from where it was left', async () => {
    const bulk = await another('2.0');
    await bulk.jobCreate('query', 'Contact');
    await bulk.batchCreate('SELECT Id FROM Contact ORDER BY Id');
    await bulk.jobWait();
    const read = async (options: Parameters<Bulk['jobRecords']>[0]): Promise<unknown[]> => {
      const ids: unknown[] = [];
      for await (const { Id } of bulk.jobRecords(options)) ids.push(Id);
      return ids;
    };
    const all = await read({});
    const locators: (string | null)[] = [];
    expect(await read({ maxRecords: 5, onLocator: (locator) => locators.push(locator) })).to.deep.equal(all);
    expect(locators).to.have.length(Math.ceil(all.length / 5));
    expect(locators.at(-1)).to.equal(null);
    expect(await read({ maxRecords: 5, locator: locators[1] ?? '' })).to.deep.equal(all.slice(10));
    expect(await read({ parallel: 3 })).to.deep.equal(all);
  });

  it('stops what has not ended', async () => {
    const bulk = await another('2.0');
    await bulk.jobCreate('insert', 'Contact');
    const [batch] = await bulk.batchCreate([{ LastName: 'Hopp' }]);
    expect((await bulk.jobAbort()).state).to.equal('Aborted');
    expect((await bulk.batchStatus())[batch?.id ?? '']?.state).to.equal('NotProcessed');
    expect(await results(bulk))
      .to.have.length(1)
      .and.to.have.nested.property('[0].success', false);
  });
});
