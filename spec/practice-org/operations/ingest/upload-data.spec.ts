import { expect } from 'chai';
import { request as httpRequest } from 'node:http';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { ABORT, bulkError, COMPLETE, INSERT, NOT_FOUND, V2Visit } from '../../support/v2-visit';

const ONE = 'LastName\nHopp\n';

describe('Uploading the data of a job', () => {
  let visit: V2Visit;
  let job: string;
  beforeEach(async () => {
    visit = await V2Visit.start();
    job = await visit.jobId(INSERT);
  });
  afterEach(() => visit.stop());

  const put = (body: string | Buffer, told = {}) => visit.ask(`PUT /jobs/ingest/${job}/batches`, { body, ...told });

  /** The org has begun to read when it says that the body may come: what is done `meanwhile` comes in between. */
  const upload = (meanwhile: () => Promise<void>): Promise<string> =>
    new Promise((resolve, reject) => {
      const path = `/services/data/v66.0/jobs/ingest/${job}/batches`;
      const authorization = `Bearer ${visit.visit.session}`;
      const headers = { Authorization: authorization, 'Content-Type': 'text/csv', Expect: '100-continue' };
      const request = httpRequest(new URL(path, visit.org.url), { method: 'PUT', headers, agent: false });
      request.on('error', reject).on('response', (reply) => {
        text(reply).then(resolve, reject);
      });
      request.on('continue', () => {
        meanwhile().then(() => request.end(ONE), reject);
      });
      request.flushHeaders();
    });

  describe('what it reads and writes', () => {
    it('answers 201 with nothing in it', async () => {
      const answer = await put(ONE);
      expect([answer.status, answer.body]).to.deep.equal([201, '']);
    });

    it('takes a charset in the content type, and a body that is zipped', async () => {
      const type = 'text/csv; charset=UTF-8';
      const answer = await put(gzipSync(ONE), { type, headers: { 'Content-Encoding': 'gzip' } });
      await visit.ask(`PATCH /jobs/ingest/${job}`, COMPLETE);
      await visit.org.clock.advance('1 min');
      expect(answer.status).to.equal(201);
      expect(await visit.result(job, 'successfulResults')).to.contain('"Hopp"');
    });

    it('leaves the job open, now with counters', async () => {
      const before = await visit.info(job);
      await put(ONE);
      const after = await visit.info(job);
      expect(before).not.to.have.property('numberRecordsProcessed');
      expect(after).to.include({ state: 'Open', numberRecordsProcessed: 0, numberRecordsFailed: 0 });
    });
  });

  describe('what it refuses', () => {
    it('a second upload', async () => {
      await put(ONE);
      const answer = await put(ONE);
      const message =
        `Found multiple contents for job: <${job}>, please 'Close' / 'Abort' / 'Delete' the current Job then create a ` +
        "new Job and make sure you only do 'PUT' once on a given Job.";
      expect([answer.status, answer.body]).to.deep.equal([400, bulkError('INVALIDJOB', message)]);
    });

    it('one into a job that is complete, or aborted', async () => {
      await visit.ask(`PATCH /jobs/ingest/${job}`, COMPLETE);
      const message = "Failed to upload data, since the Job is not Open. Current job state is 'UploadComplete'";
      expect((await put(ONE)).body).to.equal(bulkError('INVALIDJOBSTATE', message));
      await visit.ask(`PATCH /jobs/ingest/${job}`, ABORT);
      expect((await put(ONE)).body).to.contain("Current job state is 'Aborted'");
    });

    it('one whose job was aborted while it came in', async () => {
      const answer = await upload(async () => {
        await visit.ask(`PATCH /jobs/ingest/${job}`, ABORT);
      });
      expect(answer).to.contain("Current job state is 'Aborted'");
    });

    it('other types than CSV', async () => {
      expect((await put('{}')).status).to.equal(415);
    });

    it('a job that is not there, and one of another kind', async () => {
      const query = await visit.jobId({ operation: 'query', query: 'SELECT Id FROM Contact' });
      const classic = await visit.visit.jobId({ operation: 'insert', object: 'Contact' });
      for (const id of ['750QQ0000000000', query, classic]) {
        expect((await visit.ask(`PUT /jobs/ingest/${id}/batches`, { body: ONE })).body).to.equal(NOT_FOUND);
      }
    });

    it('more than 100 MB, whether it says so or not', async () => {
      const body = Buffer.alloc(100_000_001, 'x');
      const message = 'Failed to read request. Exceeded max size limit of 100000000';
      const announced = await put(body, { type: 'text/csv' });
      expect(announced.body).to.equal(bulkError('INVALIDBATCH', message));
      const zipped = await put(gzipSync(body, { level: 1 }), {
        type: 'text/csv',
        headers: { 'Content-Encoding': 'gzip' },
      });
      expect(zipped.body).to.equal(bulkError('INVALIDBATCH', message));
      expect((await put(body.subarray(1), { type: 'text/csv' })).status).to.equal(201);
    });

    it('a body that is not what its encoding says', async () => {
      const answer = await put(ONE, { headers: { 'Content-Encoding': 'gzip' } });
      expect(answer.body).to.contain('"errorCode":"CLIENTINPUTERROR"');
    });
  });

  describe('what it does', () => {
    it('keeps the data untouched until the upload is complete', async () => {
      await put(ONE);
      await visit.org.clock.advance('1 h');
      expect(await visit.info(job)).to.include({ state: 'Open', numberRecordsProcessed: 0 });
    });
  });
});
