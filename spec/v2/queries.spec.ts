import { PassThrough } from 'node:stream';
import { expect } from 'chai';
import { AccountingException, InputException, RefusedException, UnexpectedReplyException, type Bulk } from '../../lib';
import { collect } from '../helpers/bytes';
import { exchange } from '../helpers/exchange';
import { rejection } from '../helpers/rejection';
import { useNock } from '../helpers/use-nock';
import {
  endQuery,
  fault,
  json,
  page,
  QUERY,
  QUERY_ID,
  queryInfo,
  queryJob,
  RESULTS,
  withJob,
  withQuery,
} from './service';

const PAGES = `${QUERY}/${QUERY_ID}/resultPages`;
const url = (locator: string): { resultUrl: string } => ({ resultUrl: `${RESULTS}?locator=${locator}` });
const csv = (...ids: number[]): string => ['"Id"', ...ids.map((id) => `"${id}"`), ''].join('\n');

async function idsOf(rows: AsyncIterable<{ Id?: unknown }>): Promise<unknown[]> {
  return (await collect(rows)).map(({ Id }) => Id);
}

function recordsOf(bulk: Bulk): Promise<unknown[]> {
  return bulk.batchResult(QUERY_ID);
}

describe('A 2.0 query', () => {
  useNock();

  for (const operation of ['query', 'queryAll'] as const) {
    it(`is one request: ${operation}`, async () => {
      const bulk = await withJob({ operation, job: { columnDelimiter: 'TAB', lineEnding: 'CRLF' } });
      const sent = json({ method: 'POST', path: QUERY, reply: queryJob({ operation }) });
      const batches = await bulk.batchCreate('SELECT Id FROM Contact');
      expect(JSON.parse(sent.body)).to.deep.equal({
        operation,
        query: 'SELECT Id FROM Contact',
        contentType: 'CSV',
        columnDelimiter: 'TAB',
        lineEnding: 'CRLF',
      });
      expect(batches.map(({ id, state }) => [id, state])).to.deep.equal([[QUERY_ID, 'Queued']]);
    });
  }

  it('is refused when it is made, where its SOQL is wrong', async () => {
    const bulk = await withJob({ operation: 'query' });
    const reply = fault('MALFORMED_QUERY', "unexpected token: 'FORM'");
    json({ method: 'POST', path: QUERY, status: 400, reply });
    const error = await rejection(bulk.batchCreate('SELECT Id FORM Contact'), RefusedException);
    expect(error).to.include({ code: 'MALFORMED_QUERY', status: 400, request: `POST ${QUERY}` });
    expect(error.message).to.include("unexpected token: 'FORM'");
  });

  it('finds no rows where there are none', async () => {
    const bulk = await withQuery();
    endQuery(0);
    page(RESULTS, { csv: '"Id","Name"\n', count: 0 });
    expect(await recordsOf(bulk)).to.deep.equal([]);
  });

  it('finds no rows where there is no content', async () => {
    const bulk = await withQuery();
    endQuery(0);
    exchange({ method: 'GET', path: RESULTS, status: 204 });
    expect(await recordsOf(bulk)).to.deep.equal([]);
  });

  it('gives its text with the header once', async () => {
    const bulk = await withQuery();
    endQuery(3);
    page(RESULTS, { csv: csv(1, 2), locator: 'UGFnZTI', count: 2 });
    page(`${RESULTS}?locator=UGFnZTI`, { csv: csv(3), count: 1 });
    expect(await bulk.batchResultText()).to.deep.equal({ [QUERY_ID]: csv(1, 2, 3) });
  });

  it('is not taken for one that found nothing when its result comes empty', async () => {
    const bulk = await withQuery();
    endQuery(3);
    page(RESULTS, { csv: '' });
    expect((await rejection(bulk.jobDownload(new PassThrough()), AccountingException)).message).to.include('has 0');
  });

  it('says why it failed, where the service says so', async () => {
    const bulk = await withQuery();
    const reply = queryInfo({ state: 'Failed', errorMessage: 'InvalidBatch : Failed to process query' });
    json({ method: 'GET', path: `${QUERY}/${QUERY_ID}`, reply });
    const error = await rejection(recordsOf(bulk), RefusedException);
    expect(error).to.include({ code: 'InvalidBatch', batchId: QUERY_ID });
    expect(error.message).to.include('Failed to process query');
  });
});

describe('The pages of a 2.0 query', () => {
  useNock();

  it('are asked for one after the other, each of the size that is wanted', async () => {
    const bulk = await withQuery();
    endQuery(3);
    page(`${RESULTS}?maxRecords=2`, { csv: csv(1, 2), locator: 'UGFnZTI', count: 2 });
    page(`${RESULTS}?locator=UGFnZTI&maxRecords=2`, { csv: csv(3), count: 1 });
    expect(await idsOf(bulk.jobRecords({ maxRecords: 2 }))).to.deep.equal(['1', '2', '3']);
  });

  it('tell where the next one begins, so that reading can go on from there', async () => {
    const bulk = await withQuery();
    const told: (string | null)[] = [];
    endQuery(3);
    page(RESULTS, { csv: csv(1), locator: 'a+b/c=', count: 1 });
    page(`${RESULTS}?locator=a%2Bb%2Fc%3D`, { csv: csv(2, 3), count: 2 });
    await collect(bulk.jobRecords({ onLocator: (locator) => told.push(locator) }));
    expect(told).to.deep.equal(['a+b/c=', null]);
    page(`${RESULTS}?locator=a%2Bb%2Fc%3D`, { csv: csv(2, 3), count: 2 });
    expect(await idsOf(bulk.jobRecords({ locator: told[0] ?? '' }))).to.deep.equal(['2', '3']);
  });

  it('are not asked for before they are wanted', async () => {
    const bulk = await withQuery();
    endQuery(3);
    const first = page(RESULTS, { csv: csv(1), locator: 'UGFnZTI', count: 1 });
    for await (const { Id } of bulk.jobRecords()) {
      expect(Id).to.equal('1');
      break;
    }
    expect(first.count).to.equal(1);
  });

  it('throw when one holds fewer rows than it says', async () => {
    const bulk = await withQuery();
    endQuery(2);
    page(RESULTS, { csv: csv(1), count: 2 });
    const error = await rejection(recordsOf(bulk), AccountingException);
    expect(error.message).to.equal('A page of results should have 2 rows, and has 1');
  });

  it('throw when one names itself as the next', async () => {
    const bulk = await withQuery();
    endQuery(3);
    page(RESULTS, { csv: csv(1), locator: 'UGFnZTI' });
    page(`${RESULTS}?locator=UGFnZTI`, { csv: csv(2), locator: 'UGFnZTI' });
    const error = await rejection(recordsOf(bulk), UnexpectedReplyException);
    expect(error.batchId).to.equal(QUERY_ID);
    expect(error.message).to.include('one that was read already');
  });

  it('throw when they go in a circle', async () => {
    const bulk = await withQuery();
    endQuery(9);
    page(RESULTS, { csv: csv(1), locator: 'aB1' });
    page(`${RESULTS}?locator=aB1`, { csv: csv(2), locator: 'cD2' });
    page(`${RESULTS}?locator=cD2`, { csv: csv(3), locator: 'aB1' });
    expect((await rejection(recordsOf(bulk), UnexpectedReplyException)).batchId).to.equal(QUERY_ID);
  });

  it('say so when the version is not that of the job', async () => {
    const bulk = await withQuery();
    endQuery(1);
    exchange({ method: 'GET', path: RESULTS, status: 409, reply: fault('API_VERSION_MISMATCH', 'use v60.0') });
    const error = await rejection(recordsOf(bulk), RefusedException);
    expect(error).to.include({ status: 409, message: 'API_VERSION_MISMATCH: use v60.0' });
  });
});

describe('Parallel pages of a 2.0 query', () => {
  useNock();

  for (const [name, next] of [
    ['nextRecordsUrl', `/services/data/v66.0/jobs/query/${QUERY_ID}/resultpages?locator=eF3`],
    ['nextRecordUrl', `/services/data/v66.0/jobs/query/${QUERY_ID}/resultPages?locator=eF3`],
  ] as const) {
    it(`are given in their order, list after list, the rest by ${name}`, async () => {
      const bulk = await withQuery();
      endQuery(4);
      const lists = { resultPages: [url('aB1'), url('cD2')], [name]: next, done: false };
      json({ method: 'GET', path: PAGES, reply: JSON.stringify(lists) });
      const rest = { resultPages: [url('gH4')], done: true };
      json({ method: 'GET', path: `${PAGES}?locator=eF3`, reply: JSON.stringify(rest) });
      page(`${RESULTS}?locator=aB1`, { csv: csv(1, 2), locator: 'cD2', count: 2 });
      page(`${RESULTS}?locator=cD2`, { csv: csv(3), locator: 'gH4', count: 1 });
      page(`${RESULTS}?locator=gH4`, { csv: csv(4), count: 1 });
      expect(await idsOf(bulk.jobRecords({ parallel: 2 }))).to.deep.equal(['1', '2', '3', '4']);
    });
  }

  it('are none where there are no rows', async () => {
    const bulk = await withQuery();
    endQuery(0);
    json({ method: 'GET', path: PAGES, reply: '{"resultPages":[],"done":true}' });
    expect(await idsOf(bulk.jobRecords({ parallel: 4 }))).to.deep.equal([]);
  });

  it('throw what went wrong with one of them, after the rows before it', async () => {
    const bulk = await withQuery();
    endQuery(2);
    json({ method: 'GET', path: PAGES, reply: JSON.stringify({ resultPages: [url('aB1'), url('cD2')], done: true }) });
    page(`${RESULTS}?locator=aB1`, { csv: csv(1), locator: 'cD2' });
    json({ method: 'GET', path: `${RESULTS}?locator=cD2`, status: 404, reply: fault('NOT_FOUND', 'gone') });
    const seen: unknown[] = [];
    const reading = (async () => {
      for await (const { Id } of bulk.jobRecords({ parallel: 2 })) seen.push(Id);
    })();
    await rejection(reading, RefusedException);
    expect(seen).to.deep.equal(['1']);
  });

  it('throw when their list goes in a circle', async () => {
    const bulk = await withQuery();
    endQuery(9);
    const nextRecordsUrl = `${PAGES}?locator=eF3`;
    const reply = JSON.stringify({ resultPages: [], nextRecordsUrl, done: false });
    for (const path of [PAGES, nextRecordsUrl]) json({ method: 'GET', path, reply });
    const error = await rejection(collect(bulk.jobRecords({ parallel: 2 })), UnexpectedReplyException);
    expect(error.batchId).to.equal(QUERY_ID);
  });

  it('throw when a page that the list leaves out is missing', async () => {
    const bulk = await withQuery();
    endQuery(2);
    json({ method: 'GET', path: PAGES, reply: JSON.stringify({ resultPages: [url('aB1')], done: true }) });
    page(`${RESULTS}?locator=aB1`, { csv: csv(1) });
    const error = await rejection(collect(bulk.jobRecords({ parallel: 2 })), AccountingException);
    expect(error.message).to.include('should have 2 results, and has 1');
  });

  for (const options of [{ maxRecords: 10 }, { locator: 'aB1' }]) {
    const name = Object.keys(options)[0] ?? '';
    it(`do not go with ${name}`, async () => {
      const bulk = await withQuery();
      endQuery(1);
      const error = await rejection(collect(bulk.jobRecords({ parallel: 2, ...options })), InputException);
      expect(error).to.include({ field: name, message: `parallel and ${name} do not go together` });
    });
  }
});
