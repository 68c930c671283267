import { expect } from 'chai';
import { InputException, RefusedException, type Bulk } from '../../lib';
import { signedIn } from '../helpers/bulks';
import { rejection } from '../helpers/rejection';
import { useNock } from '../helpers/use-nock';
import { JOB_ID, USER_ID } from '../helpers/wire';
import {
  endLoad,
  fault,
  INGEST,
  ingestInfo,
  ingestJob,
  json,
  LOAD,
  LOAD_ID,
  page,
  QUERY,
  QUERY_ID,
  queryInfo,
  RESULTS,
  results,
  SECOND_LOAD_ID,
  withJob,
  withLoad,
} from './service';

const SECOND_LOAD = `${INGEST}/${SECOND_LOAD_ID}`;

async function withTwoLoads(): Promise<Bulk> {
  const bulk = await withLoad();
  json({ method: 'POST', path: INGEST, reply: ingestJob({ id: SECOND_LOAD_ID }) });
  await bulk.batchCreate('LastName\nTuri\n');
  return bulk;
}

const asked = (state: string): string => ingestInfo({ id: SECOND_LOAD_ID, state });

describe('A job of several 2.0 loads', () => {
  useNock();

  it('is made without a request', async () => {
    const bulk = await signedIn({ api: '2.0' });
    const job = await bulk.jobCreate('insert', 'Contact');
    expect(job).to.include({ operation: 'insert', object: 'Contact', state: 'Open', apiVersion: '66.0' });
    expect(bulk.usage.calls).to.equal(0);
  });

  it('is asked for all of them, and for none that has ended', async () => {
    const bulk = await withTwoLoads();
    const first = json({ method: 'GET', path: LOAD, reply: ingestInfo({ numberRecordsProcessed: 1 }) });
    json({ method: 'GET', path: SECOND_LOAD, reply: asked('UploadComplete') });
    expect(await bulk.jobIsCompleted()).to.equal(false);
    json({ method: 'GET', path: SECOND_LOAD, reply: asked('InProgress') });
    expect(await bulk.jobIsCompleted()).to.equal(false);
    json({ method: 'GET', path: SECOND_LOAD, reply: asked('Failed') });
    expect(await bulk.jobIsCompleted()).to.equal(true);
    expect(await bulk.jobIsCompleted()).to.equal(true);
    expect(first.count).to.equal(1);
  });

  it('is not completed while one is in a state that nobody knows yet', async () => {
    const bulk = await withLoad();
    json({ method: 'GET', path: LOAD, reply: ingestInfo({ state: 'Pondering' }) });
    expect(await bulk.jobIsCompleted()).to.equal(false);
  });

  it('counts what became of them', async () => {
    const bulk = await withTwoLoads();
    endLoad({ numberRecordsProcessed: 3, numberRecordsFailed: 1 });
    json({ method: 'GET', path: SECOND_LOAD, reply: asked('InProgress') });
    expect(await bulk.jobStatus()).to.include({
      state: 'Open',
      numberBatchesTotal: 2,
      numberBatchesCompleted: 1,
      numberBatchesInProgress: 1,
      numberRecordsProcessed: 3,
      numberRecordsFailed: 1,
      totalProcessingTime: 1484,
    });
  });

  it('tells each by its id, with times as dates', async () => {
    const bulk = await withTwoLoads();
    endLoad({ numberRecordsProcessed: 3, numberRecordsFailed: 1 });
    json({ method: 'GET', path: SECOND_LOAD, reply: asked('Aborted') });
    const status = await bulk.batchStatus();
    expect(Object.keys(status)).to.deep.equal([LOAD_ID, SECOND_LOAD_ID]);
    expect(status[LOAD_ID]).to.deep.include({
      state: 'Completed',
      stateMessage: null,
      numberRecordsProcessed: 3,
      numberRecordsFailed: 1,
      createdDate: new Date('2026-01-02T03:04:05Z'),
    });
    expect(status[SECOND_LOAD_ID]?.state).to.equal('NotProcessed');
  });

  it('gives the reason of one that failed to each of its rows', async () => {
    const bulk = await withLoad({ csv: 'Nmae\nHopp\nTuri\n' });
    endLoad({ state: 'Failed', errorMessage: 'InvalidBatch : Field name not found : Nmae', numberRecordsProcessed: 0 });
    const { [LOAD_ID]: rows } = await bulk.batchResult<'insert'>();
    const error = { statusCode: 'InvalidBatch', message: 'Field name not found : Nmae', fields: [] };
    expect(rows?.map(({ success, errors }) => ({ success, errors }))).to.deep.equal([
      { success: false, errors: [error] },
      { success: false, errors: [error] },
    ]);
  });

  it('is closed without a request, and stays readable', async () => {
    const bulk = await withLoad();
    expect((await bulk.jobClose()).state).to.equal('Closed');
    endLoad();
    results({ successful: '"sf__Id","sf__Created",LastName\n"1","true","Hopp"\n' });
    expect(await bulk.batchResult<'insert'>(LOAD_ID)).to.have.length(1);
  });

  it('is aborted by aborting what has not ended', async () => {
    const bulk = await withTwoLoads();
    endLoad();
    json({ method: 'GET', path: SECOND_LOAD, reply: asked('InProgress') });
    const sent = json({ method: 'PATCH', path: SECOND_LOAD, reply: ingestJob({ state: 'Aborted' }) });
    expect((await bulk.jobAbort()).state).to.equal('Aborted');
    expect(JSON.parse(sent.body)).to.deep.equal({ state: 'Aborted' });
  });

  it('is aborted to the end when one of them ends meanwhile', async () => {
    const bulk = await withTwoLoads();
    json({ method: 'GET', path: LOAD, reply: ingestInfo({ state: 'InProgress' }) });
    json({ method: 'GET', path: SECOND_LOAD, reply: asked('InProgress') });
    const reply = fault('INVALIDJOBSTATE', 'Aborting already Completed Job not allowed');
    json({ method: 'PATCH', path: LOAD, status: 400, reply });
    const second = json({ method: 'PATCH', path: SECOND_LOAD, reply: ingestJob({ state: 'Aborted' }) });
    await bulk.jobAbort();
    expect(second.count).to.equal(1);
  });

  it('is taken off the server with all of them', async () => {
    const bulk = await withTwoLoads();
    json({ method: 'DELETE', path: LOAD, status: 404, reply: fault('NOT_FOUND', 'It is gone already') });
    const second = json({ method: 'DELETE', path: SECOND_LOAD, status: 204 });
    await bulk.jobDelete();
    expect(second.count).to.equal(1);
    expect((await bulk.jobCreate('insert', 'Account')).object).to.equal('Account');
  });

  it('stays while it is worked on', async () => {
    const bulk = await withLoad();
    const text = 'Error encountered when deleting the job because the job is not terminated';
    json({ method: 'DELETE', path: LOAD, status: 400, reply: fault('API_ERROR', text) });
    const error = await rejection(bulk.jobDelete(), RefusedException);
    expect(error).to.include({ code: 'API_ERROR', message: `API_ERROR: ${text}` });
    endLoad();
    expect(await bulk.jobIsCompleted()).to.equal(true);
  });
});

describe('A 2.0 job that somebody else made', () => {
  useNock();

  it('is taken over: a load', async () => {
    const bulk = await signedIn({ api: '2.0' });
    const info = { operation: 'upsert', externalIdFieldName: 'Key__c', columnDelimiter: 'PIPE', apiVersion: 58 };
    json({ method: 'GET', path: LOAD, reply: ingestInfo({ ...info, numberRecordsProcessed: 1 }) });
    expect(await bulk.jobAttach(LOAD_ID)).to.include({
      id: LOAD_ID,
      operation: 'upsert',
      externalIdFieldName: 'Key__c',
      createdById: USER_ID,
      apiVersion: '58.0',
      numberRecordsProcessed: 1,
    });
    const job = LOAD.replace('v66.0', 'v58.0');
    json({ method: 'GET', path: job, reply: ingestInfo({ ...info, numberRecordsProcessed: 1 }) });
    results({
      job,
      successful: '"sf__Id"|"sf__Created"|Key__c\n"1"|"true"|"a,b"\n',
      failed: '"sf__Id"|"sf__Error"|Key__c\n',
      unprocessed: 'Key__c\n',
    });
    const rows = await bulk.batchResult<'upsert'>(LOAD_ID);
    expect(rows.map(({ record }) => record?.Key__c)).to.deep.equal(['a,b']);
  });

  it('is taken over: a query', async () => {
    const bulk = await signedIn({ api: '2.0' });
    json({ method: 'GET', path: `${INGEST}/${QUERY_ID}`, status: 404, reply: fault('NOT_FOUND', 'no such load') });
    const path = `${QUERY}/${QUERY_ID}`;
    json({ method: 'GET', path, reply: queryInfo({ numberRecordsProcessed: 1 }), times: 2 });
    await bulk.jobAttach(QUERY_ID);
    page(RESULTS, { csv: '"Id"\n"1"\n' });
    expect(await bulk.batchResult<'query'>(QUERY_ID)).to.deep.equal([{ Id: '1' }]);
  });

  it('is refused where it speaks 1.0', async () => {
    const bulk = await signedIn({ api: '2.0' });
    json({ method: 'GET', path: `${INGEST}/${JOB_ID}`, reply: ingestInfo({ id: JOB_ID, jobType: 'Classic' }) });
    const error = await rejection(bulk.jobAttach(JOB_ID), InputException);
    expect(error.message).to.equal(`Job ${JOB_ID} needs Bulk API 1.0`);
  });

  it('is refused where its id is none', async () => {
    const bulk = await withJob();
    const { id } = await bulk.jobClose();
    const error = await rejection(bulk.jobAttach(id), InputException);
    expect(error.message).to.equal(`"${id}" is not the id of a job`);
  });

  it('is refused where there is none', async () => {
    const bulk = await signedIn({ api: '2.0' });
    const reply = fault('NOT_FOUND', 'The requested resource does not exist');
    json({ method: 'GET', path: LOAD, status: 404, reply });
    json({ method: 'GET', path: `${QUERY}/${LOAD_ID}`, status: 404, reply });
    const error = await rejection(bulk.jobAttach(LOAD_ID), RefusedException);
    expect(error).to.include({ code: 'NOT_FOUND', status: 404, jobId: LOAD_ID });
  });
});
