import { expect } from 'chai';
import { RefusedException } from '../../lib';
import { BATCHES, JOB, signedIn, withBatch } from '../helpers/bulks';
import { exchange } from '../helpers/exchange';
import { rejection } from '../helpers/rejection';
import { useNock } from '../helpers/use-nock';
import { BATCH_ID, batchInfo, batchInfoList, jobInfo, JOB_ID, resultList, SECOND_BATCH_ID } from '../helpers/wire';

const ORIGINAL = { id: BATCH_ID, state: 'NotProcessed' };
const FIRST = { id: '751QQ000000Ch1AYAS', state: 'Completed', numberRecordsProcessed: 3 };
const SECOND = { id: '751QQ000000Ch2AYAS', state: 'Completed', numberRecordsProcessed: 0 };

const list = (...batches: Parameters<typeof batchInfoList>): void =>
  void exchange({ method: 'GET', path: BATCHES, reply: batchInfoList(...batches) });

function resultSets(batchId: string, sets: Record<string, string>): void {
  exchange({ method: 'GET', path: `${BATCHES}/${batchId}/result`, reply: resultList(...Object.keys(sets)) });
  for (const [id, reply] of Object.entries(sets)) {
    exchange({
      method: 'GET',
      path: `${BATCHES}/${batchId}/result/${id}`,
      reply,
      headers: { 'Content-Type': 'text/csv' },
    });
  }
}

const chunked = () => withBatch({ operation: 'query', job: { pkChunking: true } });

describe('A query with PK chunking', () => {
  useNock();

  it('is waited for until the chunks that the service made have ended, too', async () => {
    const bulk = await chunked();
    list({ ...ORIGINAL, state: 'Queued' });
    expect(await bulk.jobIsCompleted()).to.equal(false);
    list(ORIGINAL, { ...FIRST, state: 'InProgress' });
    expect(await bulk.jobIsCompleted()).to.equal(false);
    list(ORIGINAL, FIRST, SECOND);
    expect(await bulk.jobIsCompleted()).to.equal(true);
  });

  it('gives the rows of the chunks, every result set of each, and takes the original for what it is', async () => {
    const bulk = await chunked();
    list(ORIGINAL, FIRST, SECOND);
    resultSets(FIRST.id, {
      '752QQ000000Ef3Z': '"Id","Name"\n"1","a"\n"2","b"\n',
      '752QQ000000Ef40': '"Id","Name"\n"3","c"\n',
    });
    resultSets(SECOND.id, { '752QQ000000Ef41': 'Records not found for this query' });
    const rows = [];
    for await (const row of bulk.jobRecords()) rows.push(row);
    expect(rows).to.deep.equal([
      { Id: '1', Name: 'a' },
      { Id: '2', Name: 'b' },
      { Id: '3', Name: 'c' },
    ]);
  });

  it('is an error where the chunking itself failed', async () => {
    const bulk = await chunked();
    list({ ...ORIGINAL, state: 'Failed', stateMessage: 'InvalidBatch : Failed to process query' });
    const error = await rejection(bulk.batchResult(), RefusedException);
    expect(error).to.include({ batchId: BATCH_ID, code: 'InvalidBatch' });
  });

  it('is an error where the job was aborted before there were chunks', async () => {
    const bulk = await chunked();
    list(ORIGINAL);
    const error = await rejection(bulk.batchResult(), RefusedException);
    expect(error.batchId).to.equal(BATCH_ID);
    expect(error.advice).to.include('send it again in a new job');
  });

  describe('with a second batch', () => {
    const OTHER = { id: SECOND_BATCH_ID, state: 'NotProcessed' };

    const chunkedTwice = async () => {
      const bulk = await chunked();
      exchange({ method: 'POST', path: BATCHES, status: 201, reply: batchInfo({ id: OTHER.id }) });
      await bulk.batchCreate('SELECT Id FROM Contact');
      list(ORIGINAL, OTHER, FIRST);
      return bulk;
    };

    it('gives the rows of the chunks of both', async () => {
      const bulk = await chunkedTwice();
      exchange({ method: 'GET', path: JOB, reply: jobInfo({ operation: 'query' }) });
      resultSets(FIRST.id, { '752QQ000000Ef3Z': '"Id"\n"1"\n"2"\n"3"\n' });
      expect(Object.keys(await bulk.batchResult())).to.deep.equal([FIRST.id]);
    });

    it('is an error where the job was aborted, since the second may have no chunks', async () => {
      const bulk = await chunkedTwice();
      exchange({ method: 'GET', path: JOB, reply: jobInfo({ operation: 'query', state: 'Aborted' }) });
      expect((await rejection(bulk.batchResult(), RefusedException)).batchId).to.equal(BATCH_ID);
    });
  });
});

describe('A query with PK chunking that somebody else has made', () => {
  useNock();

  const attached = async () => {
    exchange({ method: 'GET', path: JOB, reply: jobInfo({ operation: 'query' }) });
    const bulk = await signedIn();
    await bulk.jobAttach(JOB_ID);
    list(ORIGINAL, FIRST);
    return bulk;
  };

  it('gives the rows of the chunks', async () => {
    const bulk = await attached();
    exchange({ method: 'GET', path: JOB, reply: jobInfo({ operation: 'query', state: 'Closed' }) });
    resultSets(FIRST.id, { '752QQ000000Ef3Z': '"Id"\n"1"\n"2"\n"3"\n' });
    expect(Object.keys(await bulk.batchResult())).to.deep.equal([FIRST.id]);
  });

  it('is an error where it was aborted, since what is unprocessed may be more than the original', async () => {
    const bulk = await attached();
    exchange({ method: 'GET', path: JOB, reply: jobInfo({ operation: 'query', state: 'Aborted' }) });
    expect((await rejection(bulk.batchResult(), RefusedException)).batchId).to.equal(BATCH_ID);
  });
});

describe('A job of somebody else', () => {
  useNock();

  it('is taken over by its id, and read batch by batch', async () => {
    const info = jobInfo({ operation: 'query', state: 'Closed', apiVersion: '58.0' });
    exchange({ method: 'GET', path: JOB, reply: info });
    const bulk = await signedIn();
    expect(await bulk.jobAttach(JOB_ID)).to.include({ operation: 'query', state: 'Closed' });
    const one = `/services/async/58.0/job/${JOB_ID}/batch/${FIRST.id}`;
    exchange({ method: 'GET', path: one, reply: batchInfo(FIRST), times: 2 });
    exchange({ method: 'GET', path: `${one}/result`, reply: resultList('752QQ000000Ef3Z') });
    exchange({ method: 'GET', path: `${one}/result/752QQ000000Ef3Z`, reply: '"Id"\n"1"\n"2"\n"3"\n' });
    expect(await bulk.batchStatus(FIRST.id)).to.include({
      id: FIRST.id,
      state: 'Completed',
      numberRecordsProcessed: 3,
    });
    expect(await bulk.batchResult(FIRST.id)).to.deep.equal([{ Id: '1' }, { Id: '2' }, { Id: '3' }]);
  });

  it('takes batches where it is open', async () => {
    exchange({ method: 'GET', path: JOB, reply: jobInfo({ contentType: 'XML' }) });
    const sent = exchange({ method: 'POST', path: BATCHES, status: 201, reply: batchInfo() });
    const bulk = await signedIn();
    await bulk.jobAttach(JOB_ID);
    await bulk.batchCreate([{ LastName: 'a' }]);
    expect(sent.body).to.include('<sObject><LastName>a</LastName></sObject>');
  });
});
