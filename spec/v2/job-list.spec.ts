import { expect } from 'chai';
import { InputException, UnexpectedReplyException } from '../../lib';
import { signedIn } from '../helpers/bulks';
import { rejection } from '../helpers/rejection';
import { useNock } from '../helpers/use-nock';
import { JOB_ID, USER_ID } from '../helpers/wire';
import { INGEST, ingestJob, json, LOAD_ID, QUERY, QUERY_ID, SECOND_LOAD_ID } from './service';

/** A list, or a part of one. */
function listOf(jobs: string[], rest: object = { done: true, nextRecordsUrl: null }): string {
  return JSON.stringify({ ...rest, records: jobs.map((job) => JSON.parse(job) as unknown) });
}

const at = (time: string): string => `2026-01-02T${time}.000+0000`;
const load = ingestJob({ state: 'JobComplete', jobType: 'V2Ingest', createdDate: at('03:00:00') });
const query = ingestJob({ id: QUERY_ID, operation: 'query', jobType: 'V2Query', createdDate: at('03:02:00') });
const classic = ingestJob({ id: JOB_ID, state: 'Closed', jobType: 'Classic', createdDate: at('03:01:00') });

describe('The list of jobs', () => {
  useNock();

  for (const api of ['1.0', '2.0'] as const) {
    it(`holds the jobs of both APIs, each once, newest first, whichever is spoken: ${api}`, async () => {
      const bulk = await signedIn({ api });
      json({ method: 'GET', path: INGEST, reply: listOf([load, classic]) });
      json({ method: 'GET', path: QUERY, reply: listOf([classic, query]) });
      const jobs = await bulk.jobList();
      expect(jobs.map(({ id }) => id)).to.deep.equal([QUERY_ID, JOB_ID, LOAD_ID]);
      expect(jobs[2]).to.deep.equal({
        id: LOAD_ID,
        jobType: 'V2Ingest',
        operation: 'insert',
        object: 'Contact',
        state: 'JobComplete',
        createdById: USER_ID,
        createdDate: new Date('2026-01-02T03:00:00Z'),
        systemModstamp: new Date('2026-01-02T03:04:05Z'),
        apiVersion: '66.0',
        contentType: 'CSV',
        concurrencyMode: 'Parallel',
      });
    });
  }

  it('is read to its end, page after page', async () => {
    const bulk = await signedIn();
    const nextRecordsUrl = `${INGEST}?queryLocator=01gQQ000000Lc4TYAS-1000`;
    json({ method: 'GET', path: `${INGEST}?jobType=V2Ingest`, reply: listOf([load], { done: false, nextRecordsUrl }) });
    json({ method: 'GET', path: nextRecordsUrl, reply: listOf([ingestJob({ id: SECOND_LOAD_ID })]) });
    const jobs = await bulk.jobList({ jobType: 'V2Ingest' });
    expect(jobs.map(({ id }) => id)).to.have.members([LOAD_ID, SECOND_LOAD_ID]);
  });

  it('throws when its pages go in a circle', async () => {
    const bulk = await signedIn();
    const nextRecordsUrl = `${INGEST}?queryLocator=01gQQ000000Lc4TYAS-1000`;
    for (const path of [INGEST, nextRecordsUrl]) {
      json({ method: 'GET', path, reply: listOf([load], { done: false, nextRecordsUrl }) });
    }
    const error = await rejection(bulk.jobList(), UnexpectedReplyException);
    expect(error.message).to.equal('A page of jobs names one that was read already as the next one');
  });

  for (const [filter, path] of [
    [{ jobType: 'V2Query' }, `${QUERY}?jobType=V2Query`],
    [{ jobType: 'Classic', isPkChunkingEnabled: true }, `${QUERY}?jobType=Classic&isPkChunkingEnabled=true`],
    [
      { jobType: 'BigObjectIngest', isPkChunkingEnabled: false },
      `${INGEST}?jobType=BigObjectIngest&isPkChunkingEnabled=false`,
    ],
    [{ concurrencyMode: 'serial', jobType: undefined }, `${QUERY}?concurrencyMode=serial`],
  ] as const) {
    it(`asks one address for ${JSON.stringify(filter)}`, async () => {
      const bulk = await signedIn();
      json({ method: 'GET', path, reply: listOf([query]) });
      expect(await bulk.jobList(filter)).to.have.length(1);
    });
  }

  for (const nextRecordsUrl of [null, 'https://elsewhere.example.com/services/data/v66.0/jobs/ingest?queryLocator=x']) {
    it(`throws rather than end early, or go elsewhere, when it goes on at ${nextRecordsUrl ?? 'nowhere'}`, async () => {
      const bulk = await signedIn();
      json({ method: 'GET', path: INGEST, reply: listOf([load], { done: false, nextRecordsUrl }) });
      const error = await rejection(bulk.jobList(), UnexpectedReplyException);
      expect(error.message).to.equal('The list of jobs goes on, and does not say where');
    });
  }

  it('throws rather than be empty, when the answer has none', async () => {
    const bulk = await signedIn();
    json({ method: 'GET', path: INGEST, reply: '{"records":null}' });
    const error = await rejection(bulk.jobList(), UnexpectedReplyException);
    expect(error.message).to.equal('The answer has no list of jobs');
  });

  it('needs API version 41.0', async () => {
    const bulk = await signedIn({ apiVersion: 40 });
    const error = await rejection(bulk.jobList(), InputException);
    expect(error.message).to.equal('jobList() needs API version 41.0 or newer, and this is 40.0');
  });

  it('has loads alone before API version 47.0', async () => {
    const bulk = await signedIn({ apiVersion: 46 });
    json({ method: 'GET', path: INGEST.replace('66', '46'), reply: listOf([load]) });
    expect(await bulk.jobList()).to.have.length(1);
    const error = await rejection(bulk.jobList({ jobType: 'V2Query' }), InputException);
    expect(error.message).to.equal('A list of queries needs API version 47.0 or newer, and this is 46.0');
  });
});
