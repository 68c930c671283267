import { expect } from 'chai';
import { type FaultPlan } from '../../lib/practice-org';
import { type Answer, CSV, errorBody, valueOf, Visit } from './support/exchange';

const BATCH = { body: `LastName\n${'Hopp\n'.repeat(300)}`, type: CSV };

describe('Faults on demand', () => {
  let visit: Visit;
  let job: string;
  beforeEach(async () => {
    visit = await Visit.start();
    job = await visit.jobId({ operation: 'insert', object: 'Contact' });
  });
  afterEach(() => visit.stop());

  const batches = async (): Promise<number> =>
    (await visit.get(`/job/${job}/batch`)).body.split('<batchInfo>').length - 1;
  const add = (): Promise<Answer> => visit.post(`/job/${job}/batch`, BATCH);
  const failure = async (answer: Promise<Answer>): Promise<string> =>
    answer.then(
      ({ status }) => `answered ${status}`,
      () => 'no answer',
    );

  describe('on the way', () => {
    it('drops the reply after the work was done', async () => {
      visit.org.faults.add({ on: 'POST /job/*/batch', do: 'drop-reply' });
      expect(await failure(add())).to.equal('no answer');
      expect(await batches()).to.equal(1);
    });

    it('drops the request before any work', async () => {
      visit.org.faults.add({ on: 'addBatch', do: 'drop-request' });
      expect(await failure(add())).to.equal('no answer');
      expect(await batches()).to.equal(0);
    });

    it('breaks off in the middle of an answer', async () => {
      visit.org.faults.add({ on: 'GET /job/:id', do: 'cut-body' });
      expect(await failure(visit.get(`/job/${job}`))).to.equal('no answer');
      expect(await failure(visit.get(`/job/${job}`))).to.equal('answered 200');
    });

    it('is unavailable, in HTML', async () => {
      visit.org.faults.add({ on: '*', do: 'unavailable' });
      const answer = await visit.get(`/job/${job}`);
      expect(answer.status).to.equal(503);
      expect(answer.headers['content-type']).to.contain('text/html');
    });

    it("takes its time, on the org's clock", async () => {
      visit.org.faults.add({ on: 'getJob', do: 'slow', delay: '10 min' });
      const answer = visit.get(`/job/${job}`);
      let hasCome = false;
      void answer.then(() => {
        hasCome = true;
      });
      // The other request was sent later and has been answered: the first one is being held back.
      await visit.get(`/job/${job}/batch`);
      await visit.get(`/job/${job}/batch`);
      expect(hasCome).to.equal(false);
      await visit.org.clock.advance('10 min');
      expect((await answer).status).to.equal(200);
    });

    it('ends the session', async () => {
      visit.org.faults.add({ on: 'getJob', do: 'expire-session' });
      expect((await visit.get(`/job/${job}`)).body).to.equal(errorBody('InvalidSessionId', 'Invalid session id'));
      expect((await visit.get(`/job/${job}`)).body).to.contain('InvalidSessionId');
    });

    it("says that the day's allocation is spent", async () => {
      visit.org.faults.add({ on: 'addBatch', do: 'quota' });
      expect((await add()).body).to.equal(errorBody('ExceededQuota', 'ApiBatchItems Limit exceeded'));
    });

    it('strikes the batch that was named, as often as was said, and after as many as were said', async () => {
      visit.org.faults.add({ on: 'batch 2', do: 'unavailable' });
      expect([(await add()).status, (await add()).status, (await add()).status]).to.deep.equal([201, 503, 201]);
      visit.org.faults.add({ on: 'getJob', do: 'unavailable', after: 1, times: 2 });
      const seen = [];
      for (let index = 0; index < 4; index += 1) seen.push((await visit.get(`/job/${job}`)).status);
      expect(seen).to.deep.equal([200, 503, 503, 200]);
    });

    it('strikes by chance the same way on every run with the same seed', async () => {
      const play = async (seed: number): Promise<number[]> => {
        const other = await Visit.start({ seed });
        other.org.faults.add({ on: 'versions', do: 'unavailable', times: 100, chance: 0.5 });
        const seen = [];
        for (let index = 0; index < 20; index += 1) seen.push((await other.ask({ path: '/services/data' })).status);
        await other.stop();
        return seen;
      };
      const first = await play(3);
      expect(first).to.include(200).and.to.include(503);
      expect(await play(3)).to.deep.equal(first);
      expect(await play(4)).not.to.deep.equal(first);
    });
  });

  describe('in the work', () => {
    const finish = async (plan: FaultPlan, headers = {}): Promise<Answer> => {
      job = await visit.jobId({ operation: 'insert', object: 'Contact' }, headers);
      visit.org.faults.add(plan);
      const batch = await visit.batchId(job, BATCH);
      await visit.org.clock.advance('1 min');
      return visit.get(`/job/${job}/batch/${batch}`);
    };
    const counts = (answer: Answer): (string | undefined)[] =>
      ['state', 'numberRecordsProcessed', 'numberRecordsFailed'].map((name) => valueOf(answer, name));
    const results = async (): Promise<string[]> => {
      const id = /<id>(751\w+)/.exec((await visit.get(`/job/${job}/batch`)).body)?.[1] ?? '';
      return (await visit.get(`/job/${job}/batch/${id}/result`)).body.split('\n').slice(1, -1);
    };

    it('locks some records, which fail by themselves', async () => {
      expect(counts(await finish({ on: 'batch 1', do: 'lock-row', records: 2 }))).to.deep.equal([
        'Completed',
        '300',
        '2',
      ]);
      const outcomes = await results();
      expect(outcomes[1]).to.match(/^"","false","false","UNABLE_TO_LOCK_ROW:.*:--"$/);
      expect(outcomes[2]).to.match(/"true"/);
    });

    it('puts a batch with more than 100 locked records back, which then does the rest and none of them twice', async () => {
      expect(counts(await finish({ on: 'batch 1', do: 'lock-row', records: 150 }))).to.deep.equal([
        'Completed',
        '300',
        '150',
      ]);
      expect(await results()).to.have.lengthOf(300);
      expect(valueOf(await visit.get(`/job/${job}`), 'numberRetries')).to.equal('1');
      const found = await visit.query(
        'Contact',
        "SELECT Id FROM Contact WHERE LastName = 'Hopp' AND CreatedDate = TODAY",
      );
      expect(found.split('\n')).to.have.lengthOf(150 + 2);
    });

    it('fails such a batch at once when its job wants no retries', async () => {
      const plan: FaultPlan = { on: 'batch 1', do: 'lock-row', records: 150 };
      const answer = await finish(plan, { 'Sforce-Disable-Batch-Retry': 'TRUE' });
      expect(valueOf(answer, 'stateMessage')).to.equal(
        'TooManyLockFailure : Too many lock failure 200 Trying again later',
      );
      expect(counts(answer)).to.deep.equal(['Failed', '200', '150']);
    });

    it('fails a batch of which some records were processed, and tells which', async () => {
      expect(counts(await finish({ on: '*', do: 'fail-batch', records: 200 }))).to.deep.equal(['Failed', '200', '0']);
      expect(await results()).to.have.lengthOf(200);
    });

    it('tries a batch again, up to ten times', async () => {
      expect(counts(await finish({ on: 'batch 1', do: 'retry-batch', times: 10 }))).to.deep.equal([
        'Completed',
        '300',
        '0',
      ]);
      expect(valueOf(await visit.get(`/job/${job}`), 'numberRetries')).to.equal('10');
      expect(valueOf(await finish({ on: 'batch 1', do: 'retry-batch', times: 11 }), 'state')).to.equal('Failed');
    });
  });
});
