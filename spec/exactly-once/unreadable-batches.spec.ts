import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import {
  Bulk,
  type BulkException,
  ConnectionException,
  QuotaException,
  SessionException,
  UnexpectedReplyException,
  UnsettledException,
} from '../../lib';
import { clockOf, practise } from '../flow/practice';
import { BATCHES, withJob } from '../helpers/bulks';
import { exchange, lostConnection } from '../helpers/exchange';
import { rejection } from '../helpers/rejection';
import { useNock } from '../helpers/use-nock';
import { asyncError, BATCH_ID, batchInfoList, PROXY_PAGE } from '../helpers/wire';
import { contactsIn, csvOf, EMPTY_ORG, namesOf } from './rows';

const DATA = 'LastName\nHopp\n';

describe('A batch that nobody knows', () => {
  useNock();

  /** One that may be the lost one, and about which the service answers so. */
  async function stranger(answer: { status?: number; reply: string }): Promise<Bulk> {
    const bulk = await withJob({ retries: 0 });
    lostConnection({ method: 'POST', path: BATCHES });
    exchange({ method: 'GET', path: BATCHES, reply: batchInfoList({ id: BATCH_ID }) });
    exchange({ method: 'GET', path: `${BATCHES}/${BATCH_ID}/request`, ...answer });
    return bulk;
  }

  for (const code of ['InvalidBatch', 'NotFound', 'Gone', 'CodeOfTheFuture']) {
    it(`is a doubt when the service says that it does not show it: ${code}`, async () => {
      const bulk = await stranger({ status: 400, reply: asyncError(code, 'Request not available') });
      const error = await rejection(bulk.batchCreate(DATA), UnsettledException);
      expect(error.message).to.include(
        `the service does not show what is in ${BATCH_ID} (${code}: Request not available); `,
      );
    });
  }

  const passing: [string, { status: number; reply: string }][] = [
    ['The session has ended', { status: 400, reply: asyncError('InvalidSessionId', 'x') }],
    ['ExceededQuota: x', { status: 400, reply: asyncError('ExceededQuota', 'x') }],
    ['InvalidUser: x', { status: 400, reply: asyncError('InvalidUser', 'x') }],
    ['InternalServerError: x', { status: 400, reply: asyncError('InternalServerError', 'x') }],
    ['"get batch request" was answered with HTTP 503', { status: 503, reply: PROXY_PAGE }],
    ['"get batch request" was answered with HTTP 404', { status: 404, reply: PROXY_PAGE }],
  ];
  for (const [told, answer] of passing) {
    it(`is none that the service does not show when it cannot be asked for: ${told}`, async () => {
      const bulk = await stranger(answer);
      const error = await rejection(bulk.batchCreate(DATA), ConnectionException);
      expect(error.message).to.match(/^No answer to "create batch"/);
      expect(error.message).to.include('; and asking for it failed: ').and.include(told);
    });
  }
});

describe('A resume that cannot ask what a batch holds', () => {
  const KINDS = [
    ['quota', QuotaException],
    ['unavailable', UnexpectedReplyException],
    ['drop-request', ConnectionException],
    ['expire-session', SessionException],
  ] as const;
  let home = '';
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'sfbulk-unreadable-'));
  });
  afterEach(() => {
    rmSync(home, { recursive: true });
  });

  for (const [fault, kind] of KINDS) {
    it(`says why, and goes on when it is called again: ${fault}`, async () => {
      const journal = join(home, 'journal');
      const source = join(home, 'rows.csv');
      writeFileSync(source, csvOf(3));
      const { org, bulk } = await practise({ org: EMPTY_ORG, bulk: { journal, retries: 0 } });
      const resume = (): Promise<Bulk> =>
        Bulk.resume(journal, { clock: clockOf(org), retries: 0, credentials: org.accessToken() });
      try {
        await bulk.jobCreate('insert', 'Contact');
        org.faults.add({ on: 'addBatch', do: 'drop-reply' });
        org.faults.add({ on: 'listBatches', do: 'drop-request' });
        await rejection(bulk.batchCreateFromCsv(source), ConnectionException);
        org.faults.add({ on: 'getBatchRequest', do: fault });
        await rejection<BulkException>(resume(), kind);
        const resumed = await resume();
        await resumed.jobWait();
        expect(contactsIn(org)).to.deep.equal(namesOf(3));
        expect(await resumed.jobReceipt()).to.include({ rows: 3, succeeded: 3, batches: 1 });
      } finally {
        await org.stop();
      }
    });
  }
});
