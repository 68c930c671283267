import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { Bulk, ConnectionException, UnsettledException } from '../../lib';
import { clockOf, practise } from '../flow/practice';
import { lostConnection } from '../helpers/exchange';
import { rejection } from '../helpers/rejection';
import { useNock } from '../helpers/use-nock';
import { PROXY_PAGE } from '../helpers/wire';
import { fault, INGEST, ingestInfo, ingestJob, json, LOAD, LOAD_ID, MANY_ROWS, withJob } from '../v2/service';
import { contactsIn, csvOf, EMPTY_ORG, namesOf } from './rows';

describe("A server's job that is gone", () => {
  let home = '';
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'sfbulk-gone-'));
  });
  afterEach(() => {
    rmSync(home, { recursive: true });
  });

  it('is a doubt for who resumes, and its rows are not sent again', async () => {
    const journal = join(home, 'journal');
    const { org, bulk } = await practise({ org: EMPTY_ORG, bulk: { api: '2.0', journal } });
    try {
      await bulk.jobCreate('insert', 'Contact');
      const [batch] = await bulk.batchCreate(csvOf(3));
      await bulk.jobWait();
      // The crash came after the work, and before its answer.
      const begun = readFileSync(journal, 'utf8').split(/(?<=\n)/);
      writeFileSync(journal, begun.filter((line) => !/"(batch created|source ended)"/.test(line)).join(''));
      await bulk.jobDelete();

      const error = await rejection(
        Bulk.resume(journal, { clock: clockOf(org), credentials: org.accessToken() }),
        UnsettledException,
      );
      expect(error.message).to.equal(
        `It is not known whether the last batch arrived: job ${batch?.id} was made for it, and is gone; it has rows 1 to 3`,
      );
      expect(error).to.include({ batchId: batch?.id });
      expect(error.advice).to.include('Look for the rows in the org');
      expect(contactsIn(org)).to.deep.equal(namesOf(3));
    } finally {
      await org.stop();
    }
  });

  describe('for one who waits for an answer', () => {
    useNock();

    /** The answer to its completion is lost, and the next two questions are answered so. */
    async function lost(...answers: { status?: number; reply: string }[]): Promise<Bulk> {
      const bulk = await withJob({ retries: 0 });
      json({ method: 'POST', path: INGEST, reply: ingestJob({ state: 'Open' }) });
      json({ method: 'PUT', path: `${LOAD}/batches`, status: 201 });
      lostConnection({ method: 'PATCH', path: LOAD });
      lostConnection({ method: 'GET', path: LOAD });
      for (const answer of answers) json({ method: 'GET', path: LOAD, ...answer });
      return bulk;
    }

    it('is a doubt', async () => {
      const bulk = await lost({ status: 404, reply: fault('NOT_FOUND', 'The requested resource does not exist') });
      const error = await rejection(bulk.batchCreate(MANY_ROWS), UnsettledException);
      expect(error.message).to.include(`job ${LOAD_ID} was made for it, and is gone`).and.include('rows 1 to 20001');
    });

    it('is not what the page of a proxy says', async () => {
      const bulk = await lost({ status: 404, reply: PROXY_PAGE });
      const error = await rejection(bulk.batchCreate(MANY_ROWS), ConnectionException);
      expect(error.message).to.include('; and asking for it failed: "get batch" was answered with HTTP 404');
    });

    it('is not one that was there when it was asked for', async () => {
      const bulk = await lost({ reply: ingestInfo({ state: 'InProgress' }) });
      expect(await bulk.batchCreate(MANY_ROWS)).to.have.length(1);
    });
  });
});
