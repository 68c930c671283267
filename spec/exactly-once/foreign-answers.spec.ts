import { expect } from 'chai';
import { OutOfOrderException, ConnectionException, UnexpectedReplyException, type Bulk } from '../../lib';
import { BATCHES, JOB, signedIn, withBatch, withJob } from '../helpers/bulks';
import { exchange, lostConnection } from '../helpers/exchange';
import { rejection } from '../helpers/rejection';
import { INGEST } from '../v2/service';
import { useNock } from '../helpers/use-nock';
import { BATCH_ID, batchInfo, batchInfoList, jobInfo, JOB_ID, SECOND_BATCH_ID } from '../helpers/wire';

const ENDED = { state: 'Completed', numberRecordsProcessed: 1 };

/** What is no list of batches, though it comes with 200. */
const FOREIGN: Record<string, string> = {
  'a page': '<html><body>We are sorry</body></html>',
  'a page that is not closed': '<html><body>We are sorry',
  'JSON of somebody else': '{"status":"ok"}',
  'an empty object': '{}',
  'another list of the service': '<jobInfoList xmlns="http://www.force.com/2009/06/asyncapi/dataload"/>',
  'a batch': batchInfo({ id: BATCH_ID, ...ENDED }),
  'comments before a strange name': `${'<!---->'.repeat(100)}<é/>`,
  'a list of something else': '<batchInfoList><batchInfo><status>ok</status></batchInfo></batchInfoList>',
  'the same in JSON': '{"batchInfo":[{"status":"ok"}]}',
  nothing: '',
};

type Read = (bulk: Bulk) => Promise<unknown>;

async function all(rows: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of rows);
}

const OF_QUERY: Record<string, Read> = {
  jobRecords: (bulk) => all(bulk.jobRecords()),
  jobDownload: (bulk) => bulk.jobDownload('/dev/null'),
  jobReceipt: (bulk) => bulk.jobReceipt(),
  batchResult: (bulk) => bulk.batchResult(),
  batchResultText: (bulk) => bulk.batchResultText(),
};
const OF_LOAD: Record<string, Read> = {
  jobOutcomes: (bulk) => all(bulk.jobOutcomes()),
  jobFailures: (bulk) => bulk.jobFailures('/dev/null'),
  jobReceipt: (bulk) => bulk.jobReceipt(),
  jobRetry: (bulk) => bulk.jobRetry(),
  batchResult: (bulk) => bulk.batchResult(),
  batchResultText: (bulk) => bulk.batchResultText(),
};
const OPERATIONS = { query: OF_QUERY, insert: OF_LOAD } as const;

describe('A list of batches that is none', () => {
  useNock();

  for (const [what, reply] of Object.entries(FOREIGN)) {
    it(`is not taken for an empty one: ${what}`, async () => {
      for (const [operation, calls] of Object.entries(OPERATIONS)) {
        for (const [name, read] of Object.entries(calls)) {
          const bulk = await withJob({ operation: operation as keyof typeof OPERATIONS });
          exchange({ method: 'GET', path: BATCHES, reply });
          const ended = await read(bulk).then(
            () => 'resolved',
            (error: unknown) => error,
          );
          expect(ended, `${name} of ${operation}`).to.be.instanceOf(UnexpectedReplyException);
        }
      }
    });

    it(`stops a batch whose answer is lost, which is not sent again: ${what}`, async () => {
      const bulk = await withJob();
      lostConnection({ method: 'POST', path: BATCHES });
      exchange({ method: 'GET', path: BATCHES, reply });
      const error = await rejection(bulk.batchCreate('LastName\nHopp\n'), ConnectionException);
      expect(error.message).to.match(
        /^No answer to "create \w+" .*; and asking for it failed: "list \w+" was answered with/,
      );
      expect(error.message).to.include('no answer says that row 1 arrived');
    });

    it(`is a poll that has failed: ${what}`, async () => {
      const bulk = await withBatch();
      exchange({ method: 'GET', path: BATCHES, reply });
      exchange({ method: 'GET', path: BATCHES, reply: batchInfoList({ id: BATCH_ID, ...ENDED }) });
      exchange({ method: 'GET', path: JOB, reply: jobInfo() });
      expect((await bulk.jobWait()).id).to.equal(JOB_ID);
    });
  }

  it('is told from one that is empty', async () => {
    const bulk = await signedIn();
    for (const reply of [
      '<batchInfoList\n   xmlns="x" />',
      '<a:batchInfoList xmlns:a="x"></a:batchInfoList>',
      '<?xml version="1.0"?><!-- of <today> --><batchInfoList xmlns="x"/>',
      '{"batchInfo":[]}',
    ]) {
      exchange({ method: 'GET', path: JOB, reply: jobInfo({ state: 'Closed' }) });
      exchange({ method: 'GET', path: BATCHES, reply });
      await bulk.jobAttach(JOB_ID);
      expect((await bulk.jobReceipt()).batches).to.equal(0);
    }
  });
});

describe('A list of batches that lacks one', () => {
  useNock();

  for (const [operation, calls] of Object.entries(OPERATIONS)) {
    for (const [name, read] of Object.entries(calls)) {
      it(`is not taken for whole: ${name} of ${operation}`, async () => {
        const bulk = await withBatch({ operation: operation as keyof typeof OPERATIONS });
        exchange({ method: 'GET', path: BATCHES, reply: batchInfoList({ id: SECOND_BATCH_ID, ...ENDED }) });
        const error = await rejection(read(bulk), OutOfOrderException);
        expect(error.batchId).to.equal(BATCH_ID);
        expect(error.message).to.include("is not in the service's list");
      });
    }
  }
});

describe('A list of results that is none', () => {
  useNock();

  for (const reply of ['<html>We are sorry</html>', '{}', '<results/>', '']) {
    it(`is not taken for an empty one: ${reply}`, async () => {
      const bulk = await withBatch({ operation: 'query' });
      // Some servers count nothing for queries.
      const uncounted = { ...ENDED, numberRecordsProcessed: 0 };
      exchange({ method: 'GET', path: BATCHES, reply: batchInfoList({ id: BATCH_ID, ...uncounted }) });
      exchange({ method: 'GET', path: `${BATCHES}/${BATCH_ID}/result`, reply });
      await rejection(all(bulk.jobRecords()), UnexpectedReplyException).then(({ status }) => {
        expect(status).to.equal(200);
      });
    });
  }
});

describe('A list of jobs that is none', () => {
  useNock();

  for (const reply of ['{}', '{"error":"no"}', '{"records":null}', '{"records":{}}']) {
    it(`stops a load of 2.0 whose answer is lost, which is not sent again: ${reply}`, async () => {
      const bulk = await signedIn({ api: '2.0' });
      await bulk.jobCreate('insert', 'Contact');
      lostConnection({ method: 'POST', path: INGEST });
      exchange({ method: 'GET', path: `${INGEST}?jobType=V2Ingest`, reply });
      const error = await rejection(bulk.batchCreate('LastName\nHopp\n'), ConnectionException);
      expect(error.message).to.match(/^No answer to "create \w+" .*; and asking for it failed: /);
      expect(error.message).to.include('no answer says that row 1 arrived');
    });
  }
});
