import { expect } from 'chai';
import { InputException, OutOfOrderException, type Bulk } from '../../lib';
import { BATCHES, JOB, newBulk, signedIn, withBatch, withJob } from '../helpers/bulks';
import { exchange } from '../helpers/exchange';
import { rejection } from '../helpers/rejection';
import { useNock } from '../helpers/use-nock';
import { batchInfoList, BATCH_ID, jobInfo, JOB_ID } from '../helpers/wire';

const CALLS: Record<string, (bulk: Bulk) => Promise<unknown>> = {
  jobStatus: (bulk) => bulk.jobStatus(),
  jobIsCompleted: (bulk) => bulk.jobIsCompleted(),
  jobWait: (bulk) => bulk.jobWait(),
  jobClose: (bulk) => bulk.jobClose(),
  jobAbort: (bulk) => bulk.jobAbort(),
  batchCreate: (bulk) => bulk.batchCreate('LastName\nHopp\n'),
  batchCreateFromCsv: (bulk) => bulk.batchCreateFromCsv('contacts.csv'),
  batchStatus: (bulk) => bulk.batchStatus(),
  batchResult: (bulk) => bulk.batchResult(),
  batchResultText: (bulk) => bulk.batchResultText(),
  batchRequest: (bulk) => bulk.batchRequest(BATCH_ID),
};

describe('a call before its time', () => {
  useNock();

  for (const [method, call] of Object.entries(CALLS)) {
    it(`says to call login() first: ${method}`, async () => {
      const error = await rejection(call(newBulk()), OutOfOrderException);
      expect(error.message).to.equal(`${method}() needs a session: call login() first`);
    });

    it(`says to call jobCreate() first: ${method}`, async () => {
      const error = await rejection(call(await signedIn()), OutOfOrderException);
      expect(error.message).to.equal(`${method}() needs a job: call jobCreate() first`);
    });
  }

  it('says to call login() first: jobCreate', async () => {
    const error = await rejection(newBulk().jobCreate('insert', 'Contact'), OutOfOrderException);
    expect(error.message).to.include('login()');
    expect(error.advice).to.include('bulk.login(');
  });

  it('says which job is in the way of a second, and how to end it', async () => {
    const bulk = await withJob();
    const error = await rejection(bulk.jobCreate('query', 'Account'), OutOfOrderException);
    expect(error.message).to.include(JOB_ID).and.include('jobClose()').and.include('jobAbort()');
    expect(error.jobId).to.equal(JOB_ID);
  });

  it('lets one job be opened at a time, where an await was forgotten', async () => {
    const bulk = await signedIn();
    exchange({ method: 'POST', path: JOB.slice(0, JOB.lastIndexOf('/')), status: 201, reply: jobInfo() });
    const first = bulk.jobCreate('insert', 'Contact');
    const error = await rejection(bulk.jobCreate('insert', 'Contact'), OutOfOrderException);
    expect(error.message).to.include('await jobCreate()');
    expect((await first).id).to.equal(JOB_ID);
  });

  for (const method of ['batchCreate', 'batchCreateFromCsv', 'jobClose']) {
    it(`says that a closed job takes no ${method}`, async () => {
      const bulk = await withJob();
      exchange({ method: 'POST', path: JOB, reply: jobInfo({ state: 'Closed' }) });
      await bulk.jobClose();
      const error = await rejection(CALLS[method]?.(bulk) ?? Promise.resolve(), OutOfOrderException);
      expect(error.message).to.include('is Closed');
      expect(error.advice).to.include('jobCreate()');
    });
  }

  it('says that a query takes SOQL, not a file', async () => {
    const bulk = await withJob({ operation: 'query' });
    const error = await rejection(bulk.batchCreateFromCsv('contacts.csv'), OutOfOrderException);
    expect(error.message).to.include('batchCreate()');
  });

  for (const method of ['batchResult', 'batchResultText']) {
    it(`says to wait, when a batch has not ended: ${method}`, async () => {
      const bulk = await withBatch();
      exchange({ method: 'GET', path: BATCHES, reply: batchInfoList({ state: 'InProgress' }) });
      const error = await rejection(CALLS[method]?.(bulk) ?? Promise.resolve(), OutOfOrderException);
      expect(error.message).to.equal(`Batch ${BATCH_ID} is InProgress: call jobWait() before its result`);
      expect(error).to.include({ jobId: JOB_ID, batchId: BATCH_ID });
    });
  }
});

describe('an argument that makes no sense', () => {
  useNock();

  for (const id of ['', '.', '..', undefined, 751]) {
    it(`is refused before anything is sent: batchRequest(${String(id)})`, async () => {
      const bulk = await withJob();
      const error = await rejection(bulk.batchRequest(id as string), InputException);
      expect(error.message).to.include('is not an id');
    });
  }

  it('never climbs out of its place in the address', async () => {
    const bulk = await withJob();
    const sent = exchange({ method: 'GET', path: `${BATCHES}/..%2F..%2F%3Fx%23y/request`, reply: 'a' });
    await bulk.batchRequest('../../?x#y');
    expect(sent.count).to.equal(1);
  });

  const waits: [string, unknown][] = [
    ['a number', 10],
    ['null', null],
    ['an interval of nothing', { interval: 0 }],
    ['an interval before now', { interval: -1 }],
    ['an interval in words', { interval: '10' }],
    ['a timeout that is no number', { timeout: NaN }],
    ['a misspelt option', { intervall: 10 }],
  ];
  for (const [what, given] of waits) {
    it(`is refused before anything is sent: jobWait with ${what}`, async () => {
      const bulk = await withJob();
      await rejection(bulk.jobWait(given as object), InputException);
      expect(bulk.usage.calls).to.equal(1);
    });
  }

  const paths: [string, unknown, string][] = [
    ['a file that is not there', 'no-such-file.csv', 'no-such-file.csv'],
    ['a folder', '.', 'not a file'],
    ['no path', undefined, 'undefined'],
  ];
  for (const [what, path, text] of paths) {
    it(`is refused before anything is sent: batchCreateFromCsv with ${what}`, async () => {
      const bulk = await withJob();
      const error = await rejection(bulk.batchCreateFromCsv(path as string), InputException);
      expect(error.message).to.include(text);
    });
  }

  for (const records of [0, -1, 1.5, 10_001, NaN]) {
    it(`is refused before anything is sent: batches of ${records} records`, async () => {
      const bulk = await withJob();
      const error = await rejection(bulk.batchCreateFromCsv(__filename, records), InputException);
      expect(error.field).to.equal('maxRecords');
    });
  }
});
