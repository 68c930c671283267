import { expect } from 'chai';
import { OutOfOrderException } from '../lib';
import { Bulk, BulkException, sleep } from '../lib/python';
import { BATCHES, JOB, JOBS } from './helpers/bulks';
import { exchange, ORG } from './helpers/exchange';
import { FakeClock } from './helpers/fake-clock';
import { rejection } from './helpers/rejection';
import { useNock } from './helpers/use-nock';
import {
  batchInfo,
  batchInfoList,
  BATCH_ID,
  jobInfo,
  JOB_ID,
  loginResponse,
  resultList,
  SESSION_ID,
} from './helpers/wire';

const RESULT = `${BATCHES}/${BATCH_ID}/result`;
const CSV = { 'Content-Type': 'text/csv' };

async function withBatch(operation: 'insert' | 'query', data: string): Promise<Bulk> {
  const bulk = new Bulk({ clock: new FakeClock(), onWarning: () => undefined });
  await bulk.login({ accessToken: SESSION_ID, instanceUrl: ORG });
  exchange({ method: 'POST', path: JOBS, status: 201, reply: jobInfo({ operation }) });
  await bulk.job_create(operation, 'Contact');
  exchange({ method: 'POST', path: BATCHES, status: 201, reply: batchInfo() });
  expect(await bulk.batch_create(data)).to.deep.equal([BATCH_ID]);
  return bulk;
}

function endBatch(records: number): void {
  const list = batchInfoList({ state: 'Completed', numberRecordsProcessed: records });
  exchange({ method: 'GET', path: BATCHES, reply: list });
}

describe('sfbulk/python', () => {
  useNock();

  it('signs in as Python does', async () => {
    const path = '/services/Soap/u/64.0';
    const sent = exchange({ origin: 'https://login.salesforce.com', method: 'POST', path, reply: loginResponse() });
    const bulk = new Bulk({ onWarning: () => undefined });
    await bulk.login('ada@example.com', 'password', 'TOKEN');
    expect(sent.body).to.include('<urn:password>passwordTOKEN</urn:password>');
  });

  it('gives every status as text, by batch id', async () => {
    const bulk = await withBatch('insert', 'LastName\nHopp\n');
    endBatch(1);
    expect(await bulk.batch_status()).to.deep.equal({
      [BATCH_ID]: {
        id: BATCH_ID,
        jobId: JOB_ID,
        state: 'Completed',
        stateMessage: '',
        createdDate: '2026-01-02T03:04:06.000Z',
        systemModstamp: '2026-01-02T03:04:06.000Z',
        numberRecordsProcessed: '1',
        numberRecordsFailed: '0',
        totalProcessingTime: '0',
        apiActiveProcessingTime: '0',
        apexProcessingTime: '0',
      },
    });
  });

  it('gives results as CSV lines: the header first, an empty string last', async () => {
    const bulk = await withBatch('insert', 'LastName\nHopp\n\nTuri\n');
    const failed = '"","false","false","A_B:not ""true""\ntwo:F --"';
    const reply = `"Id","Success","Created","Error"\n"003","true","true",""\n${failed}\n`;
    endBatch(2);
    exchange({ method: 'GET', path: RESULT, reply, headers: CSV });
    expect(await bulk.batch_result()).to.deep.equal({
      [BATCH_ID]: ['"Id","Success","Created","Error"', '"003","true","true",""', failed, ''],
    });
    endBatch(2);
    exchange({ method: 'GET', path: RESULT, reply, headers: CSV });
    expect(await bulk.batch_result(true)).to.deep.equal({
      [BATCH_ID]: ['"Id","Success","Created","Error"', failed, ''],
    });
  });

  it('gives the records of a query as lines, with line breaks inside them', async () => {
    const bulk = await withBatch('query', 'SELECT Id, Name FROM Contact');
    endBatch(2);
    exchange({ method: 'GET', path: RESULT, reply: resultList('752a', '752b') });
    exchange({ method: 'GET', path: `${RESULT}/752a`, reply: '"Id","Name"\n"1","a\nb"\n', headers: CSV });
    exchange({ method: 'GET', path: `${RESULT}/752b`, reply: '"Id","Name"\n"2","c"\n', headers: CSV });
    expect(await bulk.batch_result()).to.deep.equal({ [BATCH_ID]: ['"Id","Name"', '"1","a\nb"', '"2","c"', ''] });
  });

  it('closes the job, and tells when it is completed', async () => {
    const bulk = await withBatch('insert', 'LastName\nHopp\n');
    exchange({ method: 'GET', path: BATCHES, reply: batchInfoList({ state: 'InProgress' }) });
    expect(await bulk.job_is_completed()).to.equal(false);
    endBatch(1);
    expect(await bulk.job_is_completed()).to.equal(true);
    exchange({ method: 'POST', path: JOB, reply: jobInfo({ state: 'Closed' }) });
    expect((await bulk.job_close()).state).to.equal('Closed');
  });

  it('names the field of an upsert in third place', async () => {
    const bulk = new Bulk();
    await bulk.login({ accessToken: SESSION_ID, instanceUrl: ORG });
    const sent = exchange({ method: 'POST', path: JOBS, status: 201, reply: jobInfo({ operation: 'upsert' }) });
    await bulk.job_create('upsert', 'Contact', 'Key__c');
    expect(sent.body).to.include('<externalIdFieldName>Key__c</externalIdFieldName>');
  });

  it('throws the same errors', async () => {
    const error = await rejection(new Bulk().job_create('insert', 'Contact'), OutOfOrderException);
    expect(error).to.be.instanceOf(BulkException);
  });

  it('sleeps as Python does, and may be woken', async () => {
    const reason = new Error('enough');
    await sleep(0);
    const long = sleep(3_600, AbortSignal.abort(reason)).catch((error: unknown) => error);
    expect(await long).to.equal(reason);
  });
});
