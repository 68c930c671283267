import { expect } from 'chai';
import { ABORT, bulkError, COMPLETE, INSERT, V2Visit } from '../../support/v2-visit';

const LINES = (count: number): string => `LastName\n${Array.from({ length: count }, (_, at) => `N${at}\n`).join('')}`;

describe('Changing the state of a job that loads', () => {
  let visit: V2Visit;
  beforeEach(async () => {
    visit = await V2Visit.start();
  });
  afterEach(() => visit.stop());

  const patch = (id: string, told: { body: string; type?: string }) => visit.ask(`PATCH /jobs/ingest/${id}`, told);

  describe('what it reads and writes', () => {
    it('answers with the job, and nothing about its upload', async () => {
      const id = await visit.jobId(INSERT);
      const answer = await patch(id, COMPLETE);
      expect(answer.status).to.equal(200);
      expect(answer.body).to.equal(
        `{"id":"${id}","operation":"insert","object":"Contact","createdById":"005QQ0000000001YAA",` +
          '"createdDate":"2026-01-06T08:00:00.000+0000","systemModstamp":"2026-01-06T08:00:00.000+0000",' +
          '"state":"UploadComplete","concurrencyMode":"Parallel","contentType":"CSV","apiVersion":66.0}',
      );
    });

    it('takes the id in 15 characters', async () => {
      const id = await visit.jobId(INSERT);
      expect((await patch(id.slice(0, 15), ABORT)).body).to.contain(`"id":"${id}"`);
    });
  });

  describe('what it refuses', () => {
    it('to close or abort what has ended', async () => {
      const id = await visit.run(INSERT, LINES(1));
      const closing = bulkError('INVALIDJOBSTATE', 'Closing already Completed Job not allowed');
      const aborting = bulkError('INVALIDJOBSTATE', 'Aborting already Completed Job not allowed');
      expect((await patch(id, COMPLETE)).body).to.equal(closing);
      expect((await patch(id, ABORT)).body).to.equal(aborting);
      const aborted = await visit.jobId(INSERT);
      await patch(aborted, ABORT);
      const again = bulkError('INVALIDJOBSTATE', 'Aborting already Aborted Job not allowed');
      expect((await patch(aborted, ABORT)).body).to.equal(again);
    });

    it('other states, other keys and other types', async () => {
      const id = await visit.jobId(INSERT);
      expect((await patch(id, { body: '{"state":"Closed"}' })).body).to.contain('JSON_PARSER_ERROR');
      expect((await patch(id, { body: '{"state":"Aborted","object":"Lead"}' })).body).to.contain(
        'Unrecognized field \\"object\\" at [line:1, column:20]',
      );
      expect((await patch(id, { body: '{}' })).body).to.equal(bulkError('INVALIDJOB', 'state is required'));
      expect((await patch(id, { ...COMPLETE, type: 'text/plain' })).status).to.equal(415);
      expect(await visit.info(id)).to.include({ state: 'Open' });
    });
  });

  describe('what it does', () => {
    it('moves a job from UploadComplete by InProgress to JobComplete as time goes by', async () => {
      const id = await visit.load(INSERT, LINES(3));
      const seen = [(await visit.info(id)).state];
      for (const _ of ['queue', 'work']) {
        await visit.org.clock.advance('1 s');
        seen.push((await visit.info(id)).state);
      }
      expect(seen).to.deep.equal(['UploadComplete', 'InProgress', 'JobComplete']);
    });

    it('counts what was done, and takes the time for it', async () => {
      const id = await visit.run(INSERT, 'LastName,FirstName\nHopp,Grace\n,Nobody\n');
      const { body } = await visit.ask(`GET /jobs/ingest/${id}`);
      expect(body).to.match(
        /"state":"JobComplete","concurrencyMode":"Parallel","contentType":"CSV","apiVersion":66\.0,"jobType":"V2Ingest","lineEnding":"LF","columnDelimiter":"COMMA","numberRecordsProcessed":2,"numberRecordsFailed":1,"retries":0,"totalProcessingTime":1000,"apiActiveProcessingTime":600,"apexProcessingTime":0\}$/,
      );
    });

    it('completes a job without data, and one with a header only', async () => {
      const empty = await visit.jobId(INSERT);
      await patch(empty, COMPLETE);
      const header = await visit.run(INSERT, 'LastName\n');
      for (const id of [empty, header]) {
        expect(await visit.info(id)).to.include({ state: 'JobComplete', numberRecordsProcessed: 0 });
      }
    });

    const unread = 'Failed to parse CSV. Found unescaped quote. A value with quote should be within a quote';
    const failures: readonly [string, string, string][] = [
      ['a header whose quote nothing closes', '"LastName\na\n', `InvalidBatch : ${unread}`],
      ['a record whose quote nothing closes', 'LastName\n"a\n', `InvalidBatch : InvalidBatch : ${unread}`],
      [
        'a column that is no field',
        'LastName,Nmae\na,b\n',
        'InvalidBatch : InvalidBatch : Field name not found : Nmae',
      ],
      [
        'line endings other than the job said',
        'LastName\r\na\r\n',
        'ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is LF',
      ],
      [
        'a line ending other than the others',
        'LastName\na\nb\r\nc\n',
        'ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is LF',
      ],
    ];
    for (const [what, data, errorMessage] of failures) {
      it(`fails a job for ${what}`, async () => {
        const id = await visit.run(INSERT, data);
        expect(await visit.info(id)).to.include({ state: 'Failed', errorMessage, numberRecordsProcessed: 0 });
        expect(await visit.result(id, 'unprocessedrecords')).to.equal(data);
        expect(await visit.rows("SELECT Id FROM Contact WHERE LastName IN ('a', 'b', 'c')")).to.deep.equal([]);
      });
    }

    it('fails a job of CRLF for a file of LF', async () => {
      const id = await visit.run({ ...INSERT, lineEnding: 'CRLF' }, 'LastName\na\n');
      const errorMessage = 'ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is CRLF';
      expect(await visit.info(id)).to.include({ state: 'Failed', errorMessage });
    });

    it('fails a deletion that has more than ids', async () => {
      const id = await visit.run({ ...INSERT, operation: 'delete' }, 'Id,LastName\n003QQ0000000001,x\n');
      expect((await visit.info(id)).errorMessage).to.match(/InvalidBatch : The 'delete' batch must contain only ids$/);
    });

    it('makes one batch of 10,000 records, and counts it against the day', async () => {
      const id = await visit.run(INSERT, LINES(20_001));
      const limits = JSON.parse((await visit.ask('GET /limits')).body) as Record<string, { Remaining: number }>;
      expect(await visit.info(id)).to.include({ state: 'JobComplete', numberRecordsProcessed: 20_001 });
      expect(limits.DailyBulkApiBatches?.Remaining).to.equal(15_000 - 3);
    });

    it("leaves undone what the day's allocation has no room for", async () => {
      const poor = await V2Visit.start({ batchesPerDay: 1 });
      const id = await poor.run(INSERT, LINES(10_002));
      const info = await poor.info(id);
      const unprocessed = await poor.result(id, 'unprocessedrecords');
      await poor.stop();
      expect(info).to.include({ state: 'Failed', errorMessage: 'ExceededQuota : ApiBatchItems Limit exceeded' });
      expect(info).to.include({ numberRecordsProcessed: 10_000, numberRecordsFailed: 0 });
      expect(unprocessed).to.equal('LastName\nN10000\nN10001\n');
    });

    it('aborts what waits, whole', async () => {
      const id = await visit.load(INSERT, LINES(3));
      await patch(id, ABORT);
      await visit.org.clock.advance('1 min');
      expect(await visit.info(id)).to.include({ state: 'Aborted', numberRecordsProcessed: 0 });
      expect(await visit.result(id, 'unprocessedrecords')).to.equal(LINES(3));
    });

    it('aborts what is under way with as much done as the time has sufficed for', async () => {
      const id = await visit.load(INSERT, LINES(1000));
      await visit.org.clock.advance(1500);
      await patch(id, ABORT);
      const done = (await visit.result(id, 'successfulResults')).split('\n').slice(1, -1);
      const left = (await visit.result(id, 'unprocessedrecords')).split('\n').slice(1, -1);
      await visit.org.clock.advance('1 min');
      expect(await visit.info(id)).to.include({ state: 'Aborted', numberRecordsProcessed: 400 });
      expect(done).to.have.lengthOf(400);
      expect(left).to.deep.equal(Array.from({ length: 600 }, (_, at) => `N${at + 400}`));
      expect(
        await visit.rows("SELECT Id FROM Contact WHERE LastName LIKE 'N%' AND CreatedDate = TODAY"),
      ).to.have.lengthOf(400);
    });
  });
});
