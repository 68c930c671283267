import { expect } from 'chai';
import { CSV, errorBody, JSON_TYPE, valueOf, Visit } from './support/exchange';

const BATCH = { body: 'LastName\nHopp\n', type: CSV };

describe('What an org may use up', () => {
  it("refuses batches past the day's allocation, until the first of them is a day old", async () => {
    const visit = await Visit.start({ batchesPerDay: 2, sessionTimeout: '10 days' });
    const job = await visit.jobId({ operation: 'insert', object: 'Contact' });
    const first = [
      (await visit.post(`/job/${job}/batch`, BATCH)).status,
      (await visit.post(`/job/${job}/batch`, BATCH)).status,
    ];
    const third = await visit.post(`/job/${job}/batch`, BATCH);
    await visit.org.clock.advance('25 h');
    const next = await visit.jobId({ operation: 'insert', object: 'Contact' });
    const later = await visit.post(`/job/${next}/batch`, BATCH);
    await visit.stop();
    expect(first).to.deep.equal([201, 201]);
    expect(third.body).to.equal(errorBody('ExceededQuota', 'ApiBatchItems Limit exceeded'));
    expect(later.status).to.equal(201);
  });

  it('counts every call, tells how many, and refuses them in the manner of each API when they are spent', async () => {
    const visit = await Visit.start({ apiRequestsPerDay: 2 });
    await visit.createJob({ operation: 'insert', object: 'Lead' });
    const last = await visit.rest('/services/data/v66.0/limits');
    const rest = await visit.rest('/services/data/v66.0/limits');
    const bulk = await visit.get('/job/750QQ0000000000');
    await visit.stop();
    expect(last.headers['sforce-limit-info']).to.equal('api-usage=2/2');
    expect(rest.status).to.equal(403);
    expect(rest.body).to.equal('[{"message":"TotalRequests Limit exceeded.","errorCode":"REQUEST_LIMIT_EXCEEDED"}]');
    expect(valueOf(bulk, 'exceptionCode')).to.equal('ExceededQuota');
  });

  it('counts calls that are refused, and those that lead nowhere, and tells so on each', async () => {
    const visit = await Visit.start({ apiRequestsPerDay: 3 });
    const headers = { Authorization: `Bearer ${visit.session}` };
    const answers = [
      await visit.rest('/services/data/v66.0/jobs/ingest/750QQ0000000zzz'),
      await visit.rest('/services/data/v66.0/nowhere'),
      await visit.ask({ method: 'PUT', path: '/services/data/v66.0/limits', headers }),
      await visit.rest('/services/data/v66.0/limits'),
    ];
    const unknown = await visit.rest('/services/data/v66.0/nowhere', { Authorization: 'Bearer x' });
    await visit.stop();
    expect(answers.map(({ status }) => status)).to.deep.equal([404, 404, 405, 403]);
    const usage = answers.map((answer) => answer.headers['sforce-limit-info']);
    expect(usage).to.deep.equal(['api-usage=1/3', 'api-usage=2/3', 'api-usage=3/3', 'api-usage=3/3']);
    expect([unknown.status, unknown.headers['sforce-limit-info']]).to.deep.equal([401, undefined]);
  });

  it('ends a session after two hours of silence, and not while it is used', async () => {
    const visit = await Visit.start();
    const job = await visit.jobId({ operation: 'insert', object: 'Lead', contentType: 'JSON' });
    await visit.org.clock.advance('119 min');
    const used = await visit.get(`/job/${job}`);
    await visit.org.clock.advance('119 min');
    const again = await visit.get(`/job/${job}`);
    await visit.org.clock.advance('2 h');
    const xml = await visit.get(`/job/${job}`);
    const json = await visit.get(`/job/${job}`, { 'Content-Type': JSON_TYPE });
    const rest = await visit.rest('/services/data/v66.0/limits');
    const asXml = await visit.rest('/services/data/v66.0/limits', { Accept: 'application/xml' });
    await visit.stop();
    expect([used.status, again.status]).to.deep.equal([200, 200]);
    expect([xml.status, xml.body]).to.deep.equal([400, errorBody('InvalidSessionId', 'Invalid session id')]);
    expect(json.body).to.equal('{"exceptionCode":"InvalidSessionId","exceptionMessage":"Invalid session id"}');
    expect([rest.status, rest.headers['www-authenticate']]).to.deep.equal([401, 'Token']);
    expect(rest.body).to.equal('[{"message":"Session expired or invalid","errorCode":"INVALID_SESSION_ID"}]');
    expect(asXml.body).to.contain('<Errors><Error><errorCode>INVALID_SESSION_ID</errorCode>');
  });

  it('forgets a job and its results after seven days, though nobody makes another', async () => {
    const visit = await Visit.start({ sessionTimeout: '30 days' });
    const { job, batch } = await visit.run({ operation: 'insert', object: 'Contact' }, BATCH);
    const seen = [];
    for (const wait of ['167 h', '1 h']) {
      await visit.org.clock.advance(wait);
      const bulk = await visit.get(`/job/${job}/batch/${batch}/result`);
      const rest = await visit.rest(`/services/data/v66.0/jobs/ingest/${job}`);
      const list = await visit.rest('/services/data/v66.0/jobs/ingest');
      seen.push([bulk.status, rest.status, list.body.includes(job)]);
    }
    await visit.stop();
    expect(seen).to.deep.equal([
      [200, 200, true],
      [400, 404, false],
    ]);
  });

  it('forgets nothing of a busy day: a job with 150 batches counts them all', async () => {
    const visit = await Visit.start({ sampleRecords: false });
    const job = await visit.jobId({ operation: 'insert', object: 'Contact' });
    for (let index = 0; index < 150; index += 1) await visit.post(`/job/${job}/batch`, BATCH);
    await visit.org.clock.advance('1 min');
    const info = await visit.get(`/job/${job}`);
    await visit.stop();
    expect([valueOf(info, 'numberBatchesCompleted'), valueOf(info, 'numberRecordsProcessed')]).to.deep.equal([
      '150',
      '150',
    ]);
  });
});

describe('Calls from web pages', () => {
  let visit: Visit;
  before(async () => {
    visit = await Visit.start({ allowOrigins: ['https://*.example.com', 'http://localhost:8888'] });
  });
  after(() => visit.stop());

  const from = (origin: string) => visit.rest('/services/data/v66.0/limits', { Origin: origin });

  it('are answered when their origin is listed, with what the page may read', async () => {
    const answer = await from('https://app.example.com');
    expect(answer.status).to.equal(200);
    expect(answer.headers['access-control-allow-origin']).to.equal('https://app.example.com');
    expect(answer.headers['access-control-expose-headers']).to.contain('Sforce-Locator');
    expect((await from('http://localhost:8888')).status).to.equal(200);
  });

  it('are refused when it is not', async () => {
    for (const origin of [
      'https://example.com',
      'http://app.example.com',
      'https://app.example.com.evil.example',
      'null',
    ]) {
      expect((await from(origin)).status, origin).to.equal(403);
    }
  });

  it('are asked for beforehand, with the headers that they will have', async () => {
    const path = '/services/async/66.0/job';
    const headers = { Origin: 'https://app.example.com', 'Access-Control-Request-Headers': 'x-sfdc-session' };
    const answer = await visit.ask({ method: 'OPTIONS', path, headers });
    expect(answer.status).to.equal(200);
    expect(answer.headers['access-control-allow-headers']).to.equal('x-sfdc-session');
    expect(answer.headers['access-control-allow-methods']).to.equal('HEAD, GET, POST, PUT, PATCH, DELETE');
    expect(answer.headers['access-control-allow-credentials']).to.equal('false');
  });

  it('see refusals too: a page can tell a dead session from a dead network', async () => {
    const headers = { Origin: 'https://app.example.com', Authorization: 'Bearer dead' };
    const answer = await visit.ask({ path: '/services/data/v66.0/limits', headers });
    expect([answer.status, answer.headers['access-control-allow-origin']]).to.deep.equal([
      401,
      'https://app.example.com',
    ]);
  });
});
