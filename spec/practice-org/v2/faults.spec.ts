import { expect } from 'chai';
import { ABORT, bulkError, COMPLETE, INSERT, V2Visit } from '../support/v2-visit';
import { type Answer, idIn } from '../support/exchange';

const DATA = `LastName\n${Array.from({ length: 300 }, (_, at) => `Fault${at}\n`).join('')}`;

describe('Faults on demand, in 2.0', () => {
  let visit: V2Visit;
  beforeEach(async () => {
    visit = await V2Visit.start({ shuffleResults: false });
  });
  afterEach(() => visit.stop());

  const outcome = async (answer: Promise<Answer>): Promise<string> =>
    answer.then(
      ({ status }) => String(status),
      () => 'no answer',
    );
  const jobs = async (): Promise<string[]> =>
    Array.from((await visit.ask('GET /jobs/ingest')).body.matchAll(/"state":"(\w+)"/g), ([, state = '']) => state);

  it('drop the reply after a job was made', async () => {
    visit.org.faults.add({ on: 'createIngestJob', do: 'drop-reply' });
    expect(await outcome(visit.create(INSERT))).to.equal('no answer');
    expect(await jobs()).to.deep.equal(['Open']);
  });

  it('drop the reply after an upload: the next one is one too many', async () => {
    const id = await visit.jobId(INSERT);
    visit.org.faults.add({ on: 'PUT /jobs/ingest/:id/batches', do: 'drop-reply' });
    const upload = () => visit.ask(`PUT /jobs/ingest/${id}/batches`, { body: DATA });
    expect(await outcome(upload())).to.equal('no answer');
    expect((await upload()).body).to.contain('Found multiple contents for job');
  });

  it('drop the request before an upload: the next one is the first', async () => {
    const id = await visit.jobId(INSERT);
    visit.org.faults.add({ on: 'uploadData', do: 'drop-request' });
    const upload = () => visit.ask(`PUT /jobs/ingest/${id}/batches`, { body: DATA });
    expect(await outcome(upload())).to.equal('no answer');
    expect(await outcome(upload())).to.equal('201');
  });

  it('drop the reply after the upload was said to be complete', async () => {
    const id = await visit.jobId(INSERT);
    visit.org.faults.add({ on: 'updateIngestJob', do: 'drop-reply' });
    expect(await outcome(visit.ask(`PATCH /jobs/ingest/${id}`, COMPLETE))).to.equal('no answer');
    expect(await visit.info(id)).to.include({ state: 'UploadComplete' });
  });

  it('cut results off, make the org unavailable, end the session', async () => {
    const id = await visit.run(INSERT, DATA);
    const read = () => visit.ask(`GET /jobs/ingest/${id}/successfulResults`);
    const seen = [];
    for (const what of ['cut-body', 'unavailable', 'expire-session'] as const) {
      visit.org.faults.add({ on: 'getSuccessfulResults', do: what });
      seen.push(await outcome(read()));
    }
    expect(seen).to.deep.equal(['no answer', '503', '401']);
  });

  it('spend the allocation of query jobs', async () => {
    visit.org.faults.add({ on: 'createQueryJob', do: 'quota' });
    const answer = await visit.create({ operation: 'query', query: 'SELECT Id FROM Contact' });
    const message = 'Max bulk v2 query jobs (10000) per 24 hrs has been reached (0)';
    expect(answer.body).to.equal(bulkError('LIMIT_EXCEEDED', message));
  });

  it('fail a job after some of its records, and leave the others unprocessed', async () => {
    visit.org.faults.add({ on: 'batch 1', do: 'fail-batch', records: 200 });
    const id = await visit.run(INSERT, DATA);
    const info = await visit.info(id);
    expect(info).to.include({ state: 'Failed', numberRecordsProcessed: 200, numberRecordsFailed: 0 });
    expect(info.errorMessage).to.equal('InvalidBatch : InternalServerError : The batch could not be finished');
    expect((await visit.result(id, 'successfulResults')).split('\n')).to.have.lengthOf(200 + 2);
    expect((await visit.result(id, 'unprocessedrecords')).split('\n').slice(0, 2)).to.deep.equal([
      'LastName',
      'Fault200',
    ]);
  });

  it('strike the job that was named, and no other', async () => {
    visit.org.faults.add({ on: 'job 2', do: 'lock-row', records: 2 });
    const counts = [];
    for (let times = 0; times < 3; times += 1) {
      counts.push((await visit.info(await visit.run(INSERT, DATA))).numberRecordsFailed);
    }
    expect(counts).to.deep.equal([0, 2, 0]);
  });

  it('fail a query', async () => {
    visit.org.faults.add({ on: 'batch 1', do: 'fail-batch' });
    const id = await visit.query('SELECT Id FROM Contact');
    const info = await visit.info(id, 'query');
    expect(info).to.include({ state: 'Failed' });
    expect(info).not.to.have.property('errorMessage');
    expect((await visit.ask(`GET /jobs/query/${id}/results`)).status).to.equal(400);
  });

  it('put a job back, up to twenty times for a load', async () => {
    visit.org.faults.add({ on: 'job 1', do: 'retry-batch', times: 20 });
    expect(await visit.info(await visit.run(INSERT, DATA))).to.include({ state: 'JobComplete', retries: 20 });
    visit.org.faults.add({ on: 'job 2', do: 'retry-batch', times: 21 });
    const failed = await visit.info(await visit.run(INSERT, DATA));
    expect(failed).to.include({ state: 'Failed', errorMessage: 'InvalidBatch : Timeout : Processing took too long' });
  });

  it('put nothing back of a job that was aborted', async () => {
    visit.org.faults.add({ on: 'job 1', do: 'retry-batch' });
    const id = await visit.load(INSERT, DATA);
    await visit.org.clock.advance(1500);
    await visit.ask(`PATCH /jobs/ingest/${id}`, ABORT);
    await visit.org.clock.advance('1 min');
    expect(await visit.info(id)).to.include({ state: 'Aborted', numberRecordsProcessed: 0 });
    expect(await visit.result(id, 'unprocessedrecords')).to.equal(DATA);
    expect(await visit.rows("SELECT Id FROM Contact WHERE LastName LIKE 'Fault%'")).to.deep.equal([]);
  });

  it('count a job that was put back as under way', async () => {
    visit.org.faults.add({ on: 'job 1', do: 'retry-batch' });
    const id = idIn(await visit.create(INSERT));
    await visit.ask(`PUT /jobs/ingest/${id}/batches`, { body: DATA });
    await visit.ask(`PATCH /jobs/ingest/${id}`, COMPLETE);
    await visit.org.clock.advance('2 s');
    expect(await visit.info(id)).to.include({ state: 'InProgress', retries: 1, numberRecordsProcessed: 0 });
  });
});
