import { expect } from 'chai';
import { ConnectionException, ServiceException, type Bulk } from '../../lib';
import { lostConnection, type Sent } from '../helpers/exchange';
import { rejection } from '../helpers/rejection';
import { useNock } from '../helpers/use-nock';
import { PROXY_PAGE } from '../helpers/wire';
import { fault, INGEST, ingestInfo, ingestJob, json, LOAD, LOAD_ID, MANY_ROWS, withJob } from '../v2/service';

/** What may befall the question what became of the job. */
const NO_ANSWERS: Record<string, { status: number; reply: string; told: string }> = {
  'too many questions': { status: 429, reply: '', told: 'HTTP 429' },
  'a quota': {
    status: 403,
    reply: fault('REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.'),
    told: 'REQUEST_LIMIT_EXCEEDED: TotalRequests Limit exceeded.',
  },
  'the page of a proxy': { status: 404, reply: PROXY_PAGE, told: 'HTTP 404' },
};

describe('A large 2.0 load that was completed, and whose answer was lost', () => {
  useNock();

  async function uploaded(): Promise<Bulk> {
    const bulk = await withJob({ retries: 0 });
    json({ method: 'POST', path: INGEST, reply: ingestJob({ state: 'Open' }) });
    json({ method: 'PUT', path: `${LOAD}/batches`, status: 201 });
    return bulk;
  }
  const asked = (answer: { status?: number; reply: string }): Sent => json({ method: 'GET', path: LOAD, ...answer });

  for (const [what, answer] of Object.entries(NO_ANSWERS)) {
    it(`is not said not to have been taken when asking for it fails: ${what}`, async () => {
      const bulk = await uploaded();
      lostConnection({ method: 'PATCH', path: LOAD });
      asked(answer);
      asked(answer);
      const error = await rejection(bulk.batchCreate(MANY_ROWS), ConnectionException);
      expect(error.message).to.match(/^No answer to "complete upload"/);
      expect(error.message).to.include(`; and asking for it failed: `).and.include(answer.told);
      expect(error.message).to.match(/; no answer says that rows 1 to 20001 arrived$/);
      expect(error.batchId).to.equal(LOAD_ID);
    });

    it(`is found when it is looked for once more: ${what}`, async () => {
      const bulk = await uploaded();
      lostConnection({ method: 'PATCH', path: LOAD });
      asked(answer);
      asked({ reply: ingestInfo({ state: 'InProgress' }) });
      const [batch] = await bulk.batchCreate(MANY_ROWS);
      expect(batch).to.include({ id: LOAD_ID, state: 'InProgress' });
    });
  }

  it('is not said not to have been taken when completing it again is refused', async () => {
    const bulk = await uploaded();
    const refused = { status: 400, reply: fault('INVALIDJOBSTATE', 'Closing already Completed Job not allowed') };
    json({ method: 'PATCH', path: LOAD, status: 503, reply: fault('SERVER_UNAVAILABLE', 'Try again') });
    asked({ reply: ingestInfo({ state: 'Open' }) });
    json({ method: 'PATCH', path: LOAD, ...refused });
    asked({ status: 403, reply: fault('REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.') });
    const error = await rejection(bulk.batchCreate(MANY_ROWS), ServiceException);
    expect(error.message).to.match(/no answer says that rows 1 to 20001 arrived$/);
  });
});
