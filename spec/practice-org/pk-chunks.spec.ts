import { expect } from 'chai';
import { CSV, resultIds, valueOf, Visit } from './support/exchange';

const HEADER = 'Sforce-Enable-PKChunking';

interface Listed {
  readonly id: string;
  readonly state: string;
}

describe('PK chunking', () => {
  let visit: Visit;
  before(async () => {
    visit = await Visit.start({ sampleRecords: false });
    const body = `LastName\n${Array.from({ length: 25 }, (_, index) => `Name ${index}\n`).join('')}`;
    await visit.run({ operation: 'insert', object: 'Contact' }, { body, type: CSV });
  });
  after(() => visit.stop());

  const chunked = async (soql: string, header: string): Promise<{ job: string; batches: Listed[] }> => {
    const job = await visit.jobId({ operation: 'query', object: 'Contact' }, { [HEADER]: header });
    await visit.batchId(job, { body: soql, type: CSV });
    await visit.org.clock.advance('1 min');
    const { body } = await visit.get(`/job/${job}/batch`);
    const batches = Array.from(body.matchAll(/<id>(\w+)<[^]*?<state>(\w+)</g), ([, id = '', state = '']) => ({
      id,
      state,
    }));
    return { job, batches };
  };

  const rows = async (job: string, batches: readonly Listed[]): Promise<string[]> => {
    const found = [];
    for (const { id } of batches) {
      const [file = ''] = resultIds((await visit.get(`/job/${job}/batch/${id}/result`)).body);
      found.push(...(await visit.get(`/job/${job}/batch/${id}/result/${file}`)).body.split('\n').slice(1, -1));
    }
    return found;
  };

  it('leaves the batch that was sent unprocessed and finds every record once in its chunks', async () => {
    const { job, batches } = await chunked('SELECT Id FROM Contact', 'chunkSize=10');
    const [parent, ...chunks] = batches;
    expect(parent?.state).to.equal('NotProcessed');
    expect(chunks.map(({ state }) => state)).to.deep.equal(['Completed', 'Completed', 'Completed']);
    expect(new Set(await rows(job, chunks))).to.have.lengthOf(25);
    const info = await visit.get(`/job/${job}`);
    expect([valueOf(info, 'numberBatchesTotal'), valueOf(info, 'numberBatchesCompleted')]).to.deep.equal(['3', '3']);
  });

  it('adds the bounds to the condition that was there', async () => {
    const { job, batches } = await chunked(
      "SELECT Id FROM Contact WHERE LastName = 'where' OR LastName = 'Name 1'",
      'true; chunkSize=20;',
    );
    const request = await visit.get(`/job/${job}/batch/${batches[1]?.id ?? ''}/request`);
    expect(request.body).to.match(
      /^SELECT Id FROM Contact WHERE \(LastName = 'where' OR LastName = 'Name 1'\) AND Id >= '003\w{12,15}' AND Id < '003\w{12,15}'$/,
    );
    expect(await rows(job, batches.slice(1, 2))).to.have.lengthOf(1);
  });

  it('begins at the row that was asked for', async () => {
    const all = await chunked('SELECT Id FROM Contact', 'TRUE');
    const ids = await rows(all.job, all.batches.slice(1));
    const start = ids[19]?.replaceAll('"', '') ?? '';
    const { job, batches } = await chunked('SELECT Id FROM Contact', `chunkSize=10; startRow=${start}`);
    expect(await rows(job, batches.slice(1))).to.deep.equal(ids.slice(19));
  });

  it('is silently left out for a sorted query, one that filters by an id, and when it is switched off', async () => {
    const states = async (soql: string, header: string): Promise<string[]> =>
      (await chunked(soql, header)).batches.map(({ state }) => state);
    expect(await states('SELECT Id FROM Contact ORDER BY LastName', 'chunkSize=10')).to.deep.equal(['Completed']);
    expect(await states("SELECT Id FROM Contact WHERE AccountId = '001QQ0000000001'", 'chunkSize=10')).to.deep.equal([
      'Completed',
    ]);
    expect(await states('SELECT Id FROM Contact', 'FALSE')).to.deep.equal(['Completed']);
  });

  it('fails a query with another clause, and one that is wrong in itself', async () => {
    for (const soql of ['SELECT Id FROM Contact LIMIT 5', 'SELECT Nme FROM Contact']) {
      expect((await chunked(soql, 'chunkSize=10')).batches.map(({ state }) => state)).to.deep.equal(['Failed']);
    }
  });

  it('refuses chunks of more than 250,000', async () => {
    const answer = await visit.createJob({ operation: 'query', object: 'Contact' }, { [HEADER]: 'chunkSize=250001' });
    expect(valueOf(answer, 'exceptionCode')).to.equal('InvalidJob');
  });

  it('counts each chunk against the day', async () => {
    const remaining = async (): Promise<number> => {
      const { body } = await visit.rest('/services/data/v66.0/limits');
      return (JSON.parse(body) as { DailyBulkApiBatches: { Remaining: number } }).DailyBulkApiBatches.Remaining;
    };
    const before = await remaining();
    await chunked('SELECT Id FROM Contact', 'chunkSize=10');
    expect(before - (await remaining())).to.equal(4);
  });
});
