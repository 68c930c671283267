import { expect } from 'chai';
import { ABORT, bulkError, INSERT, NOT_FOUND, V2Visit } from '../../support/v2-visit';

interface List {
  readonly done: boolean;
  readonly records: readonly Readonly<Record<string, unknown>>[];
  readonly nextRecordsUrl: string | null;
}

describe('Listing jobs', () => {
  let visit: V2Visit;
  const ids: Record<string, string> = {};
  before(async () => {
    visit = await V2Visit.start({ jobListRows: 2 });
    ids.load = await visit.run(INSERT, 'LastName\nHopp\n');
    ids.open = await visit.jobId({ ...INSERT, columnDelimiter: 'TAB' });
    ids.query = await visit.query('SELECT Id FROM Contact');
    ids.classic = await visit.visit.jobId({ operation: 'insert', object: 'Lead', concurrencyMode: 'Serial' });
    const chunked = { 'Sforce-Enable-PKChunking': 'true' };
    ids.chunked = await visit.visit.jobId({ operation: 'query', object: 'Lead' }, chunked);
  });
  after(() => visit.stop());

  const list = async (path: string): Promise<List> => JSON.parse((await visit.ask(`GET ${path}`)).body) as List;
  const all = async (path: string): Promise<unknown[]> => {
    const found: unknown[] = [];
    for (let next: string | null = path; next !== null;) {
      const { records, nextRecordsUrl, done }: List = await list(next);
      expect(records.length).to.be.lessThan(3);
      expect(done).to.equal(nextRecordsUrl === null);
      found.push(...records.map(({ id }) => id));
      next = nextRecordsUrl?.replace('/services/data/v66.0', '') ?? null;
    }
    return found;
  };

  it('tells of each what it is, without counters', async () => {
    const { body } = await visit.ask('GET /jobs/ingest?jobType=V2Ingest');
    const job = (id: string | undefined, state: string, rest: string): string =>
      `{"id":"${id}","operation":"insert","object":"Contact","createdById":"005QQ0000000001YAA","createdDate":"·",` +
      `"systemModstamp":"·","state":"${state}","concurrencyMode":"Parallel","contentType":"CSV","apiVersion":66.0,` +
      `"jobType":"V2Ingest",${rest}}`;
    const url = `services/data/v66.0/jobs/ingest/${ids.open}/batches`;
    expect(body.replace(/"2026[^"]*"/g, '"·"')).to.equal(
      `{"done":true,"records":[${job(ids.load, 'JobComplete', '"lineEnding":"LF","columnDelimiter":"COMMA"')},` +
        `${job(ids.open, 'Open', `"contentUrl":"${url}","lineEnding":"LF","columnDelimiter":"TAB"`)}],"nextRecordsUrl":null}`,
    );
  });

  it('shows the jobs of 1.0 beside those of its own kind, page by page', async () => {
    expect(await all('/jobs/ingest')).to.have.members([ids.load, ids.open, ids.classic, ids.chunked]);
    expect(await all('/jobs/query/')).to.have.members([ids.query, ids.classic, ids.chunked]);
  });

  it('calls them Classic, and knows their own words', async () => {
    const { records } = await list('/jobs/query?jobType=Classic');
    expect(records[0]).to.include({ id: ids.classic, state: 'Open', jobType: 'Classic', concurrencyMode: 'Serial' });
    expect(records[0]).not.to.have.any.keys('lineEnding', 'columnDelimiter', 'contentUrl');
  });

  it('finds by type, by mode and by PK chunking', async () => {
    expect(await all('/jobs/query?jobType=V2Query')).to.deep.equal([ids.query]);
    expect(await all('/jobs/ingest?jobType=classic')).to.have.members([ids.classic, ids.chunked]);
    expect(await all('/jobs/ingest?jobType=BigObjectIngest')).to.deep.equal([]);
    expect(await all('/jobs/query?concurrencyMode=serial')).to.deep.equal([ids.classic]);
    expect(await all('/jobs/ingest?isPkChunkingEnabled=true')).to.deep.equal([ids.chunked]);
    expect(await all('/jobs/query?isPkChunkingEnabled=false&concurrencyMode=parallel')).to.deep.equal([ids.query]);
  });

  it('finds no PK chunking in a job that loads, whatever its header said', async () => {
    const other = await V2Visit.start();
    const header = { 'Sforce-Enable-PKChunking': 'true' };
    const load = await other.visit.jobId({ operation: 'insert', object: 'Lead' }, header);
    const lists = await Promise.all(
      ['true', 'false'].map((value) => other.ask(`GET /jobs/ingest?isPkChunkingEnabled=${value}`)),
    );
    await other.stop();
    expect(lists.map(({ body }) => body.includes(load))).to.deep.equal([false, true]);
  });

  it('goes on where it was, whatever has come since', async () => {
    const { nextRecordsUrl } = await list('/jobs/ingest');
    expect(nextRecordsUrl).to.match(/^\/services\/data\/v66\.0\/jobs\/ingest\?queryLocator=01g\w{15}-2$/);
    const late = await visit.jobId(INSERT);
    const { records } = await list(nextRecordsUrl?.replace('/services/data/v66.0', '') ?? '');
    await visit.ask(`PATCH /jobs/ingest/${late}`, ABORT);
    await visit.ask(`DELETE /jobs/ingest/${late}`);
    expect(records.map(({ id }) => id)).to.deep.equal([ids.classic, ids.chunked]);
  });

  it('refuses locators and values that it does not know', async () => {
    const locator = bulkError('INVALID_QUERY_LOCATOR', 'invalid query locator');
    expect((await visit.ask('GET /jobs/ingest?queryLocator=01gQQ0000000000AAA-2')).body).to.equal(locator);
    expect((await visit.ask('GET /jobs/ingest?queryLocator=x')).body).to.equal(locator);
    expect((await visit.ask('GET /jobs/ingest?jobType=V3')).status).to.equal(400);
  });

  it('gives the counters of a job of 1.0 to whoever asks for that job', async () => {
    expect(await visit.info(ids.classic ?? '')).to.include({
      jobType: 'Classic',
      numberRecordsProcessed: 0,
      retries: 0,
    });
  });
});

describe('Deleting a job that loads', () => {
  let visit: V2Visit;
  beforeEach(async () => {
    visit = await V2Visit.start();
  });
  afterEach(() => visit.stop());

  const remove = (id: string) => visit.ask(`DELETE /jobs/ingest/${id}`);

  it('is refused while it is open or under way', async () => {
    const message = 'Error encountered when deleting the job because the job is not terminated';
    const open = await visit.jobId(INSERT);
    expect((await remove(open)).body).to.equal(bulkError('API_ERROR', message));
    const underWay = await visit.load(INSERT, 'LastName\nHopp\n');
    await visit.org.clock.advance('1 s');
    expect((await remove(underWay)).body).to.equal(bulkError('API_ERROR', message));
  });

  it('leaves nothing of it but its records', async () => {
    const id = await visit.run(INSERT, 'LastName\nKept\n');
    const answer = await remove(id);
    expect([answer.status, answer.body]).to.deep.equal([204, '']);
    expect(answer.headers).not.to.have.any.keys('content-length', 'transfer-encoding');
    expect((await visit.ask(`GET /jobs/ingest/${id}`)).body).to.equal(NOT_FOUND);
    expect((await visit.ask(`GET /jobs/ingest/${id}/successfulResults`)).body).to.equal(NOT_FOUND);
    expect((await remove(id)).body).to.equal(NOT_FOUND);
    expect(await visit.rows("SELECT Id FROM Contact WHERE LastName = 'Kept'")).to.have.lengthOf(1);
  });

  it('before its turn means that its turn never comes', async () => {
    const id = await visit.load(INSERT, 'LastName\nNever\n');
    expect((await remove(id)).status).to.equal(204);
    await visit.org.clock.advance('1 min');
    expect(await visit.rows("SELECT Id FROM Contact WHERE LastName = 'Never'")).to.deep.equal([]);
  });

  it('is for jobs of 2.0 only', async () => {
    const classic = await visit.visit.jobId({ operation: 'insert', object: 'Contact' });
    expect((await remove(classic)).body).to.equal(NOT_FOUND);
    const query = await visit.query('SELECT Id FROM Contact');
    expect((await remove(query)).body).to.equal(NOT_FOUND);
  });
});
