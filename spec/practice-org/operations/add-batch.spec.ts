import { expect } from 'chai';
import { gzipSync } from 'node:zlib';
import { CSV, errorBody, JSON_TYPE, NAMESPACE, valueOf, Visit, XML } from '../support/exchange';

const ONE = { body: 'LastName\nHopp\n', type: CSV };
const CLOSED = { body: '<x><state>Closed</state></x>', type: XML };

describe('Adding a batch', () => {
  let visit: Visit;
  let job: string;
  beforeEach(async () => {
    visit = await Visit.start();
    job = await visit.jobId({ operation: 'insert', object: 'Contact' });
  });
  afterEach(() => visit.stop());

  describe('what it reads and writes', () => {
    it('answers at once, with every element in its place', async () => {
      const answer = await visit.post(`/job/${job}/batch`, ONE);
      expect(answer.status).to.equal(201);
      expect(answer.headers['content-type']).to.equal('application/xml');
      const id = valueOf(answer, 'id') ?? '';
      expect(id).to.match(/^751\w{15}$/);
      expect(answer.body).to.equal(
        `<?xml version="1.0" encoding="UTF-8"?><batchInfo\n   xmlns="${NAMESPACE}">\n <id>${id}</id>\n <jobId>${job}</jobId>\n` +
          ' <state>Queued</state>\n <createdDate>2026-01-06T08:00:00.000Z</createdDate>\n' +
          ' <systemModstamp>2026-01-06T08:00:00.000Z</systemModstamp>\n <numberRecordsProcessed>0</numberRecordsProcessed>\n' +
          ' <numberRecordsFailed>0</numberRecordsFailed>\n <totalProcessingTime>0</totalProcessingTime>\n' +
          ' <apiActiveProcessingTime>0</apiActiveProcessingTime>\n <apexProcessingTime>0</apexProcessingTime>\n</batchInfo>\n',
      );
    });

    it('answers for a JSON job in JSON', async () => {
      const json = await visit.jobId({ operation: 'insert', object: 'Contact', contentType: 'JSON' });
      const answer = await visit.post(`/job/${json}/batch`, { body: '[{"LastName":"Hopp"}]', type: JSON_TYPE });
      expect(answer.body).to.match(
        /^\{"apexProcessingTime":0,"apiActiveProcessingTime":0,"createdDate":"[^"]+\+0000","id":"751\w{15}","jobId":"750\w{15}","numberRecordsFailed":0,"numberRecordsProcessed":0,"state":"Queued","stateMessage":null,"systemModstamp":"[^"]+","totalProcessingTime":0\}$/,
      );
    });

    it('takes a body that is zipped by gzip', async () => {
      const sent = { body: gzipSync('LastName\nZipped\n'), type: CSV, headers: { 'Content-Encoding': 'gzip' } };
      const batch = await visit.batchId(job, sent);
      expect((await visit.get(`/job/${job}/batch/${batch}/request`)).body).to.equal('LastName\nZipped\n');
    });

    it('takes `text/csv, charset=UTF-8`', async () => {
      const answer = await visit.post(`/job/${job}/batch`, { ...ONE, type: 'text/csv, charset=UTF-8' });
      expect(answer.status).to.equal(201);
    });
  });

  describe('what it refuses', () => {
    it('another content type, repeating what was sent', async () => {
      const answer = await visit.post(`/job/${job}/batch`, { body: 'x', type: 'text/cs; charset=UTF-8' });
      const message = 'Unsupported content type: text/cs; charset=UTF-8';
      expect(answer.body).to.equal(errorBody('UnsupportedContentType', message));
    });

    it('a batch for a job that is closed', async () => {
      await visit.post(`/job/${job}`, CLOSED);
      const answer = await visit.post(`/job/${job}/batch`, ONE);
      const message = "Failed to create batch, since the Job is not Open. Current job state is 'Closed'";
      expect(answer.body).to.equal(errorBody('InvalidJobState', message));
    });

    it('a batch for a job that has been open for a day', async () => {
      await visit.org.clock.advance('23 h');
      const { accessToken } = visit.org.accessToken();
      const headers = { 'X-SFDC-Session': accessToken };
      expect((await visit.post(`/job/${job}/batch`, { ...ONE, headers })).status).to.equal(201);
      await visit.org.clock.advance('1 h');
      expect(valueOf(await visit.post(`/job/${job}/batch`, { ...ONE, headers }), 'exceptionCode')).to.equal(
        'InvalidJobState',
      );
    });

    it('nothing at all', async () => {
      const answer = await visit.post(`/job/${job}/batch`, { body: '', type: CSV });
      expect(valueOf(answer, 'exceptionCode')).to.equal('InvalidBatch');
    });

    it('more than 10,000,000 characters, zipped ones too', async () => {
      const message = 'Failed to read request. Exceeded max size limit of 10000000';
      const fits = `LastName\n${'x'.repeat(10_000_000 - 9)}`;
      expect((await visit.post(`/job/${job}/batch`, { body: fits, type: CSV })).status).to.equal(201);
      const answer = await visit.post(`/job/${job}/batch`, { body: `${fits}x`, type: CSV });
      expect(answer.body).to.equal(errorBody('InvalidBatch', message));
      const headers = { 'Content-Encoding': 'gzip' };
      const bomb = await visit.post(`/job/${job}/batch`, {
        body: gzipSync(Buffer.alloc(40_000_000)),
        type: CSV,
        headers,
      });
      expect(bomb.body).to.equal(errorBody('InvalidBatch', message));
    });

    it('a body that is not what its encoding says', async () => {
      const sent = { ...ONE, headers: { 'Content-Encoding': 'gzip' } };
      expect(valueOf(await visit.post(`/job/${job}/batch`, sent), 'exceptionCode')).to.equal('ClientInputError');
    });

    it('another version than the job was made with', async () => {
      const path = `/services/async/60.0/job/${job}/batch`;
      const headers = { 'X-SFDC-Session': visit.session, 'Content-Type': CSV };
      const answer = await visit.ask({ method: 'POST', path, body: ONE.body, headers });
      expect(valueOf(answer, 'exceptionCode')).to.equal('InvalidVersion');
    });
  });

  describe('what it does', () => {
    const states = async (): Promise<(string | undefined)[]> => {
      const { body } = await visit.get(`/job/${job}/batch`);
      return Array.from(body.matchAll(/<state>(\w+)</g), ([, state]) => state);
    };

    it('moves a batch from Queued by InProgress to Completed as time goes by', async () => {
      await visit.batchId(job, ONE);
      const seen = [await states()];
      await visit.org.clock.advance('1 s');
      seen.push(await states());
      await visit.org.clock.advance('1 s');
      seen.push(await states());
      expect(seen).to.deep.equal([['Queued'], ['InProgress'], ['Completed']]);
    });

    it('looks at the data only then', async () => {
      const batch = await visit.batchId(job, { body: 'LastName,Nmae\nHopp,x\n', type: CSV });
      await visit.org.clock.advance('1 min');
      const answer = await visit.get(`/job/${job}/batch/${batch}`);
      expect(answer.body).to.contain(
        ' <state>Failed</state>\n <stateMessage>InvalidBatch : Field name not found : Nmae</stateMessage>\n <createdDate>',
      );
    });

    const failures: readonly [string, string | (() => string), string][] = [
      [
        'a quote within a value',
        'LastName\na"b\n',
        'Failed to parse CSV. Found unescaped quote. A value with quote should be within a quote',
      ],
      [
        'a blank before a quote',
        'FirstName,LastName\n"a", "b"\n',
        'Failed to parse CSV. Found unescaped quote. A value with quote should be within a quote',
      ],
      [
        'a byte order mark before a quote',
        '\uFEFF"LastName"\n"a"\n',
        'Failed to parse CSV. Found unescaped quote. A value with quote should be within a quote',
      ],
      ['a header and nothing else', 'LastName\n', 'Records not found'],
      [
        '10,001 records, the header counted',
        () => `LastName\n${'x\n'.repeat(10_001)}`,
        'Exceeded number of records: 10002. Number of records should be less than or equal to 10001',
      ],
    ];
    for (const [what, body, message] of failures) {
      it(`fails the batch for ${what}`, async () => {
        const batch = await visit.batchId(job, { body: typeof body === 'string' ? body : body(), type: CSV });
        await visit.org.clock.advance('1 min');
        const answer = await visit.get(`/job/${job}/batch/${batch}`);
        expect(valueOf(answer, 'state')).to.equal('Failed');
        expect(valueOf(answer, 'stateMessage')).to.equal(`InvalidBatch : ${message}`);
      });
    }

    it('takes 10,000 records', async () => {
      const batch = await visit.batchId(job, { body: `LastName\n${'x\n'.repeat(10_000)}`, type: CSV });
      await visit.org.clock.advance('1 min');
      expect(valueOf(await visit.get(`/job/${job}/batch/${batch}`), 'numberRecordsProcessed')).to.equal('10000');
    });

    it('works on the batches of serial jobs one after another, whichever job they are of', async () => {
      const serial = { operation: 'insert', object: 'Contact', concurrencyMode: 'Serial' };
      const jobs = [await visit.jobId(serial), await visit.jobId(serial)];
      for (const id of jobs) await visit.batchId(id, ONE);
      await visit.org.clock.advance('1 s');
      const inProgress = async () =>
        Promise.all(jobs.map(async (id) => valueOf(await visit.get(`/job/${id}`), 'numberBatchesInProgress')));
      expect(await inProgress()).to.deep.equal(['1', '0']);
      await visit.org.clock.advance('2 s');
      expect(await inProgress()).to.deep.equal(['0', '1']);
    });

    it('counts a batch even when it is refused', async () => {
      await visit.post(`/job/${job}`, CLOSED);
      await visit.post(`/job/${job}/batch`, ONE);
      const limits = JSON.parse((await visit.rest('/services/data/v66.0/limits')).body) as Record<string, unknown>;
      expect(limits.DailyBulkApiBatches).to.deep.equal({ Max: 15_000, Remaining: 14_999 });
    });
  });
});
