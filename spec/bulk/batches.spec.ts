import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import { ConnectionException, InputException, RefusedException, type BatchData } from '../../lib';
import { type Operation } from '../../lib/bulk';
import { BATCHES, withBatch, withJob } from '../helpers/bulks';
import { exchange, lostConnection, type Sent } from '../helpers/exchange';
import { FakeClock } from '../helpers/fake-clock';
import { rejection } from '../helpers/rejection';
import { useNock } from '../helpers/use-nock';
import { asyncError, batchInfo, batchInfoList, BATCH_ID, JOB_ID, SECOND_BATCH_ID, SESSION_ID } from '../helpers/wire';

function answerBatch(values = {}): Sent {
  return exchange({ method: 'POST', path: BATCHES, status: 201, reply: batchInfo(values) });
}

/** What was sent, whether it was compressed on its way or not. */
function textOf({ headers, body }: Sent): string {
  return headers['content-encoding'] === 'gzip' ? gunzipSync(Buffer.from(body, 'hex')).toString() : body;
}

describe('batchCreate', () => {
  useNock();

  const loads: [Operation, string][] = [
    ['insert', 'FirstName,LastName\nGrace,"Hopp, née ""M"""\n'],
    ['update', 'Id,Title\r\n003QQ000000Ij5BYAS,#N/A\r\n'],
    ['upsert', 'Legacy_Key__c,LastName\nK-1,Turi\n'],
    ['delete', 'Id\n003QQ000000Ij5BYAS\n'],
    ['hardDelete', 'Id\n003QQ000000Ij5CYAS'],
  ];
  for (const [operation, csv] of loads) {
    it(`sends the CSV of ${operation} as it stands`, async () => {
      const bulk = await withJob({ operation, job: operation === 'upsert' ? { externalIdFieldName: 'X__c' } : {} });
      const sent = answerBatch();
      const batches = await bulk.batchCreate(csv);
      expect(sent.body).to.equal(csv);
      expect(sent.headers).to.include({ 'content-type': 'text/csv; charset=UTF-8', 'x-sfdc-session': SESSION_ID });
      expect(batches).to.have.lengthOf(1);
    });
  }

  for (const operation of ['query', 'queryAll'] as const) {
    it(`sends the SOQL of ${operation} as plain text`, async () => {
      const bulk = await withJob({ operation });
      const soql = "SELECT Id, Name FROM Contact WHERE Name LIKE 'Zoë & %'";
      const sent = answerBatch();
      await bulk.batchCreate(soql);
      expect(sent.body).to.equal(soql);
      expect(sent.headers['content-type']).to.equal('text/csv; charset=UTF-8');
    });
  }

  it('gives the batch with numbers, dates and nulls', async () => {
    const bulk = await withJob();
    answerBatch();
    expect(await bulk.batchCreate('LastName\nHopp\n')).to.deep.equal([
      {
        id: BATCH_ID,
        jobId: JOB_ID,
        state: 'Queued',
        stateMessage: null,
        createdDate: new Date('2026-01-02T03:04:06Z'),
        systemModstamp: new Date('2026-01-02T03:04:06Z'),
        numberRecordsProcessed: 0,
        numberRecordsFailed: 0,
        totalProcessingTime: 0,
        apiActiveProcessingTime: 0,
        apexProcessingTime: 0,
      },
    ]);
  });

  it('looks for a batch whose outcome is not known, and takes it over where the service has it', async () => {
    const clock = new FakeClock();
    const bulk = await withJob({ clock });
    lostConnection({ method: 'POST', path: BATCHES });
    exchange({ method: 'GET', path: BATCHES, reply: batchInfoList({ state: 'Queued' }) });
    exchange({ method: 'GET', path: `${BATCHES}/${BATCH_ID}/request`, reply: 'LastName\nHopp\n' });
    expect((await bulk.batchCreate('LastName\nHopp\n')).map(({ id }) => id)).to.deep.equal([BATCH_ID]);
    expect(clock.sleeps).to.deep.equal([1_000]);
    expect(bulk.usage.byOperation['create batch']).to.equal(1);
  });

  it('sends a batch again only after it was looked for twice, and was not there', async () => {
    const clock = new FakeClock();
    const bulk = await withJob({ clock });
    exchange({ method: 'POST', path: BATCHES, status: 503, reply: 'busy' });
    exchange({ method: 'GET', path: BATCHES, reply: batchInfoList(), times: 2 });
    exchange({ method: 'POST', path: BATCHES, status: 201, reply: batchInfo() });
    expect(await bulk.batchCreate('LastName\nHopp\n')).to.have.length(1);
    expect(clock.sleeps).to.deep.equal([1_000, 5_000]);
  });

  it('knows that a batch was never sent, when the host was never reached', async () => {
    const bulk = await withJob({ retries: 1 });
    lostConnection({ method: 'POST', path: BATCHES, times: 2 }, 'ECONNREFUSED');
    const error = await rejection(bulk.batchCreate('LastName\nHopp\n'), ConnectionException);
    expect(error.outcomeUnknown).to.equal(false);
  });

  it('says the code and the text of a refusal, and that no batch is in', async () => {
    const bulk = await withJob();
    const reply = asyncError('InvalidJobState', 'Job is closed');
    exchange({ method: 'POST', path: BATCHES, status: 400, reply });
    const error = await rejection(bulk.batchCreate('LastName\nHopp\n'), RefusedException);
    expect(error).to.include({ code: 'InvalidJobState', jobId: JOB_ID });
    expect(error.message).to.equal('InvalidJobState: Job is closed; not taken: row 1');
    expect(error.batchesIn).to.deep.equal([]);
  });

  it('says which batches are in, when a later one is refused', async () => {
    const bulk = await withJob({ concurrency: 1 });
    answerBatch();
    exchange({ method: 'POST', path: BATCHES, status: 400, reply: asyncError('ExceededQuota', 'no more') });
    const rows = `LastName\n${'Hopp\n'.repeat(25_000)}`;
    const error = await bulk.batchCreate(rows).catch((reason: unknown) => reason);
    expect(error).to.have.property('batchesIn').that.deep.equals([BATCH_ID]);
    expect(error).to.have.property('message').that.includes(`sent before it: ${BATCH_ID}`);
  });

  it('sends no batch of data that cannot be cut', async () => {
    const bulk = await withJob();
    const error = await rejection(bulk.batchCreate('LastName\n"Hopp\n'), InputException);
    expect(error.row).to.equal(1);
    expect(error.batchesIn).to.deep.equal([]);
  });

  const nonsense: [string, unknown][] = [
    ['nothing', undefined],
    ['null', null],
    ['a number', 42],
    ['an object', { LastName: 'Hopp' }],
    ['no rows', []],
    ['no text', ''],
    ['lines', ['LastName', 'Hopp']],
  ];
  for (const [what, data] of nonsense) {
    it(`refuses ${what} before anything is sent`, async () => {
      const bulk = await withJob();
      const error = await rejection(bulk.batchCreate(data as BatchData), InputException);
      expect(error.advice).to.be.a('string');
      expect(bulk.usage.batches).to.equal(0);
    });
  }

  const soqls: [string, unknown][] = [
    ['rows', [{ Id: '003' }]],
    ['no text', '  '],
    ['nothing', undefined],
    ['more than the service takes', `SELECT Id FROM Contact WHERE Id IN (${"'003QQ000000Ij5BYAS',".repeat(5_000)})`],
  ];
  for (const [what, soql] of soqls) {
    it(`refuses ${what} for SOQL before anything is sent`, async () => {
      const bulk = await withJob({ operation: 'query' });
      await rejection(bulk.batchCreate(soql as string), InputException);
      expect(bulk.usage.batches).to.equal(0);
    });
  }
});

describe('batchCreateFromCsv', () => {
  useNock();
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sfbulk-'));
  });
  after(() => rm(folder, { recursive: true }));

  async function file(content: string | Buffer): Promise<string> {
    const path = join(folder, 'contacts.csv');
    await writeFile(path, content);
    return path;
  }

  it('cuts a file into batches, each with the header, in the order of the rows', async () => {
    const bulk = await withJob({ concurrency: 1 });
    const first = answerBatch();
    const second = answerBatch({ id: SECOND_BATCH_ID });
    const path = await file('\uFEFFLastName,Title\nHopp,"a\nb"\nTuri,\nLove,x');
    const batches = await bulk.batchCreateFromCsv(path, 2);
    expect(batches.map(({ id }) => id)).to.deep.equal([BATCH_ID, SECOND_BATCH_ID]);
    expect([first.body, second.body]).to.deep.equal(['LastName,Title\nHopp,"a\nb"\nTuri,\n', 'LastName,Title\nLove,x']);
  });

  it('puts 10,000 rows into a batch unless told otherwise', async () => {
    const bulk = await withJob({ concurrency: 1 });
    const sent = [answerBatch(), answerBatch({ id: SECOND_BATCH_ID })];
    await bulk.batchCreateFromCsv(await file(`LastName\n${'Hopp\n'.repeat(10_001)}`));
    expect(sent.map((one) => textOf(one).split('\n').length - 2)).to.deep.equal([10_000, 1]);
  });

  it('names the file, the row and the batches that are in, when a row cannot be sent', async () => {
    const bulk = await withJob({ concurrency: 1 });
    answerBatch();
    // More than is read at a time, so that the first batch has gone when the row is met.
    const path = await file(`LastName,Description\n${`Hopp,${'x'.repeat(200)}\n`.repeat(10_500)}one,two,three\n`);
    const error = await rejection(bulk.batchCreateFromCsv(path), InputException);
    expect(error.message).to.include('Row 10501 of contacts.csv').and.include('has 3 fields, the header has 2');
    expect(error.message).to.include(`sent before it: ${BATCH_ID}`);
    expect(error.row).to.equal(10_501);
    expect(error.batchesIn).to.deep.equal([BATCH_ID]);
  });

  const useless: [string, string, string][] = [
    ['an empty file', '', 'it is empty'],
    ['a header alone', 'LastName\n', 'no rows below it'],
    ['blank lines', '\n\n\n', 'it is empty'],
  ];
  for (const [what, content, text] of useless) {
    it(`refuses ${what} before anything is sent`, async () => {
      const bulk = await withJob();
      const error = await rejection(bulk.batchCreateFromCsv(await file(content)), InputException);
      expect(error.message).to.include('contacts.csv').and.include(text);
    });
  }
});

describe('batchStatus and jobIsCompleted', () => {
  useNock();

  it('give every batch in one request, ours first in the order in which they were added', async () => {
    const bulk = await withJob({ concurrency: 1 });
    answerBatch({ id: SECOND_BATCH_ID });
    await bulk.batchCreate('LastName\nHopp\n');
    answerBatch({ id: BATCH_ID });
    await bulk.batchCreate('LastName\nTuri\n');
    const foreign = '751QQ000000Cd20YAS';
    const list = [foreign, BATCH_ID, SECOND_BATCH_ID].map((id) => ({ id, state: 'Completed' }));
    exchange({ method: 'GET', path: BATCHES, reply: batchInfoList(...list) });
    const status = await bulk.batchStatus();
    expect(Object.keys(status)).to.deep.equal([SECOND_BATCH_ID, BATCH_ID, foreign]);
    expect(status[BATCH_ID]?.state).to.equal('Completed');
  });

  it('read a list of one, a list of none, and a list in JSON', async () => {
    const bulk = await withJob();
    exchange({ method: 'GET', path: BATCHES, reply: batchInfoList({}) });
    expect(Object.keys(await bulk.batchStatus())).to.deep.equal([BATCH_ID]);
    exchange({ method: 'GET', path: BATCHES, reply: batchInfoList() });
    expect(await bulk.batchStatus()).to.deep.equal({});
    const reply = JSON.stringify({ batchInfo: [{ id: BATCH_ID, jobId: JOB_ID, state: 'Failed', stateMessage: null }] });
    exchange({ method: 'GET', path: BATCHES, reply, headers: { 'Content-Type': 'application/json' } });
    expect((await bulk.batchStatus())[BATCH_ID]).to.include({ state: 'Failed', stateMessage: null });
  });

  it('pass on why they are refused', async () => {
    const bulk = await withJob();
    const reply = asyncError('InvalidJob', 'gone');
    exchange({ method: 'GET', path: BATCHES, status: 400, reply, times: 2 });
    expect((await rejection(bulk.batchStatus(), RefusedException)).code).to.equal('InvalidJob');
    expect((await rejection(bulk.jobIsCompleted(), RefusedException)).code).to.equal('InvalidJob');
  });

  const spellings = ['NotProcessed', 'Not Processed', 'NOT_PROCESSED'];
  for (const state of spellings) {
    it(`take "${state}" for the one state that it is`, async () => {
      const bulk = await withBatch();
      exchange({ method: 'GET', path: BATCHES, reply: batchInfoList({ state }), times: 2 });
      expect((await bulk.batchStatus())[BATCH_ID]?.state).to.equal('NotProcessed');
      expect(await bulk.jobIsCompleted()).to.equal(true);
    });
  }

  const completed: [boolean, string[]][] = [
    [true, ['Completed', 'Failed']],
    [true, ['NotProcessed', 'Completed']],
    [false, ['Completed', 'Queued']],
    [false, ['InProgress', 'Failed']],
    [false, ['Completed', 'StateOfTheFuture']],
  ];
  for (const [is, states] of completed) {
    it(`${is ? 'are' : 'are not'} completed with ${states.join(' and ')}`, async () => {
      const bulk = await withBatch();
      const list = states.map((state, at) => ({ id: at === 0 ? BATCH_ID : SECOND_BATCH_ID, state }));
      exchange({ method: 'GET', path: BATCHES, reply: batchInfoList(...list) });
      expect(await bulk.jobIsCompleted()).to.equal(is);
    });
  }

  it('are not completed while a batch that was added is missing from the list', async () => {
    const bulk = await withBatch();
    exchange({ method: 'GET', path: BATCHES, reply: batchInfoList({ id: SECOND_BATCH_ID, state: 'Completed' }) });
    expect(await bulk.jobIsCompleted()).to.equal(false);
  });
});

describe('batchRequest', () => {
  useNock();

  it('gives what was sent', async () => {
    const bulk = await withBatch();
    const path = `${BATCHES}/${BATCH_ID}/request`;
    exchange({ method: 'GET', path, reply: 'LastName\nHöpp\n', headers: { 'Content-Type': 'text/csv' } });
    expect(await bulk.batchRequest(BATCH_ID)).to.equal('LastName\nHöpp\n');
  });

  it('passes on why it is refused, with the batch', async () => {
    const bulk = await withBatch();
    const reply = asyncError('InvalidBatch', 'no such batch');
    exchange({ method: 'GET', path: `${BATCHES}/${BATCH_ID}/request`, status: 400, reply });
    const error = await rejection(bulk.batchRequest(BATCH_ID), RefusedException);
    expect(error).to.include({ code: 'InvalidBatch', jobId: JOB_ID, batchId: BATCH_ID });
  });
});
