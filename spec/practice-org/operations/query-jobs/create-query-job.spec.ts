import { expect } from 'chai';
import { idIn, JSON_TYPE } from '../../support/exchange';
import { ABORT, bulkError, NOT_FOUND, V2Visit } from '../../support/v2-visit';

const ASK = { operation: 'query', query: 'SELECT Id, Name FROM Account' };

describe('Creating a query job', () => {
  let visit: V2Visit;
  before(async () => {
    visit = await V2Visit.start();
  });
  after(() => visit.stop());

  describe('what it reads and writes', () => {
    it('answers with a job whose upload is complete, key by key', async () => {
      const answer = await visit.create({ ...ASK, columnDelimiter: 'TAB', lineEnding: 'CRLF', contentType: 'CSV' });
      const id = idIn(answer);
      expect(answer.status).to.equal(200);
      expect(answer.body).to.equal(
        `{"id":"${id}","operation":"query","object":"Account","createdById":"005QQ0000000001YAA",` +
          '"createdDate":"2026-01-06T08:00:00.000+0000","systemModstamp":"2026-01-06T08:00:00.000+0000",' +
          '"state":"UploadComplete","concurrencyMode":"Parallel","contentType":"CSV","apiVersion":66.0,' +
          '"lineEnding":"CRLF","columnDelimiter":"TAB"}',
      );
    });

    it('tells of a job that is complete how much it has found', async () => {
      const id = await visit.query('SELECT Id FROM Account LIMIT 2');
      const { body } = await visit.ask(`GET /jobs/query/${id}`);
      expect(body).to.match(
        /"state":"JobComplete",.*"apiVersion":66\.0,"jobType":"V2Query","lineEnding":"LF","columnDelimiter":"COMMA","numberRecordsProcessed":2,"retries":0,"totalProcessingTime":1000,"isPkChunkingSupported":true\}$/,
      );
    });
  });

  describe('what it refuses', () => {
    const refusals: readonly [string, string, RegExp][] = [
      [
        'a field that is not there',
        'SELECT Idd FROM Account',
        /"INVALID_FIELD","message":".*No such column 'Idd' on ent/,
      ],
      [
        'an object that is not there',
        'SELECT Id FROM Nothing',
        /"INVALID_TYPE","message":".*sObject type 'Nothing' is not/,
      ],
      ['what is no query', 'SELEC Id', /"MALFORMED_QUERY"/],
      ['nothing', '', /"MALFORMED_QUERY"/],
      [
        'groups',
        'SELECT Name FROM Account GROUP BY Name',
        /"API_ERROR","message":"GROUP BY not supported in Bulk Query"/,
      ],
      ['an offset', 'SELECT Name FROM Account LIMIT 5 OFFSET 5', /"API_ERROR","message":"OFFSET not supported in Bulk/],
      [
        'compound fields',
        'SELECT BillingAddress FROM Account',
        /"API_ERROR","message":"Selecting compound data not supported in Bulk Query"/,
      ],
      ['too long a text', `SELECT Id FROM Account WHERE Name = '${'x'.repeat(100_000)}'`, /"MALFORMED_QUERY"/],
    ];
    for (const [what, query, pattern] of refusals) {
      it(what, async () => {
        const answer = await visit.create({ ...ASK, query });
        expect(answer.status).to.equal(400);
        expect(answer.body).to.match(pattern);
      });
    }

    it('operations that load, unknown keys, other types', async () => {
      expect((await visit.create({ ...ASK, operation: 'insert' })).body).to.contain('accepted: [query, queryAll]');
      expect((await visit.create({ ...ASK, object: 'Account' })).body).to.contain('Unrecognized field \\"object\\"');
      const told = { body: JSON.stringify(ASK), type: 'text/csv' };
      expect((await visit.ask('POST /jobs/query', told)).status).to.equal(415);
    });

    it('versions before 47.0', async () => {
      expect((await visit.create(ASK, '46.0')).body).to.equal(NOT_FOUND);
      expect((await visit.create(ASK, '47.0')).status).to.equal(200);
    });

    it("more jobs than the day's allocation has", async () => {
      const poor = await V2Visit.start({ queryJobsPerDay: 1 });
      const first = await poor.create(ASK);
      const second = await poor.create(ASK);
      const limits = JSON.parse((await poor.ask('GET /limits')).body) as Record<string, object>;
      await poor.stop();
      expect(first.status).to.equal(200);
      const message = 'Max bulk v2 query jobs (1) per 24 hrs has been reached (2)';
      expect([second.status, second.body]).to.deep.equal([400, bulkError('LIMIT_EXCEEDED', message)]);
      expect(limits.DailyBulkV2QueryJobs).to.deep.equal({ Max: 1, Remaining: 0 });
    });

    it('to abort or delete it at the wrong time', async () => {
      const id = await visit.jobId(ASK);
      const notYet = 'Error encountered when deleting the job because the job is not terminated';
      expect((await visit.ask(`DELETE /jobs/query/${id}`)).body).to.equal(bulkError('API_ERROR', notYet));
      const complete = { body: '{"state":"UploadComplete"}', type: JSON_TYPE };
      expect((await visit.ask(`PATCH /jobs/query/${id}`, complete)).body).to.contain('accepted: [Aborted]');
      await visit.org.clock.advance('1 min');
      const tooLate = bulkError('INVALIDJOBSTATE', 'Aborting already Completed Job not allowed');
      expect((await visit.ask(`PATCH /jobs/query/${id}`, ABORT)).body).to.equal(tooLate);
    });
  });

  describe('what it does', () => {
    it('moves from UploadComplete by InProgress to JobComplete as time goes by', async () => {
      const id = await visit.jobId(ASK);
      const seen = [(await visit.info(id, 'query')).state];
      for (const _ of ['queue', 'work']) {
        await visit.org.clock.advance('1 s');
        seen.push((await visit.info(id, 'query')).state);
      }
      expect(seen).to.deep.equal(['UploadComplete', 'InProgress', 'JobComplete']);
    });

    it('stays aborted, whether it waited or was under way', async () => {
      for (const delay of [0, 1500]) {
        const id = await visit.jobId(ASK);
        await visit.org.clock.advance(delay);
        const answer = await visit.ask(`PATCH /jobs/query/${id}`, ABORT);
        await visit.org.clock.advance('1 min');
        expect(answer.body).to.contain(
          '"state":"Aborted","concurrencyMode":"Parallel","contentType":"CSV","apiVersion":66.0}',
        );
        expect(await visit.info(id, 'query')).to.include({ state: 'Aborted' });
      }
    });

    it('finds deleted records when it is told to query all', async () => {
      const insert = await visit.run({ operation: 'insert', object: 'Lead' }, 'LastName,Company\nGone,Acme\n');
      const [, id = ''] = /\n"(\w+)"/.exec(await visit.result(insert, 'successfulResults')) ?? [];
      await visit.run({ operation: 'delete', object: 'Lead' }, `Id\n${id}\n`);
      const query = "SELECT Id FROM Lead WHERE LastName = 'Gone'";
      const counts = [];
      for (const operation of ['query', 'queryAll']) {
        counts.push((await visit.info(await visit.query(query, { operation }), 'query')).numberRecordsProcessed);
      }
      expect(counts).to.deep.equal([0, 1]);
    });

    it('is gone with its results when it is deleted', async () => {
      const id = await visit.query('SELECT Id FROM Account');
      const answer = await visit.ask(`DELETE /jobs/query/${id}`);
      expect([answer.status, answer.body]).to.deep.equal([204, '']);
      expect((await visit.ask(`GET /jobs/query/${id}`)).body).to.equal(NOT_FOUND);
      expect((await visit.ask(`GET /jobs/query/${id}/results`)).body).to.equal(NOT_FOUND);
    });
  });
});
