import { expect } from 'chai';
import { CSV, Visit } from './support/exchange';
import { V2Visit } from './support/v2-visit';

const ACCOUNTS = ['001QQ0000000001YAA', '001QQ0000000002YAA', '001QQ0000000003YAA'];
const LOCKED = 'UNABLE_TO_LOCK_ROW:unable to obtain exclusive access to this record or 1 records:';

const contacts = (count: number, account: (at: number) => string | undefined): string =>
  `LastName,AccountId\n${Array.from({ length: count }, (_, at) => `Child${at},${account(at) ?? ''}\n`).join('')}`;

describe('Locks on parents', () => {
  let visit: Visit;
  beforeEach(async () => {
    visit = await Visit.start({ parentLocks: true });
  });
  afterEach(() => visit.stop());

  const results = async (job: string, ids: readonly string[]): Promise<string[][]> => {
    await visit.org.clock.advance('1 min');
    const texts = [];
    for (const id of ids) texts.push((await visit.get(`/job/${job}/batch/${id}/result`)).body.split('\n').slice(1, -1));
    return texts;
  };
  const load = async (
    bodies: readonly string[],
    fields: Readonly<Record<string, string>> = {},
  ): Promise<string[][]> => {
    const job = await visit.jobId({ operation: 'insert', object: 'Contact', ...fields });
    const ids = [];
    for (const body of bodies) ids.push(await visit.batchId(job, { body, type: CSV }));
    return results(job, ids);
  };
  const locked = (lines: readonly string[] = []): number => lines.filter((line) => line.includes(LOCKED)).length;

  it('fail the children of one parent in the later of two batches, and name the parent', async () => {
    const [first = [], second = []] = await load([contacts(2, () => ACCOUNTS[0]), contacts(3, (at) => ACCOUNTS[at])]);
    expect(locked(first)).to.equal(0);
    expect(second[0]).to.equal(`"","false","false","${LOCKED} ${ACCOUNTS[0]}:--"`);
    expect(second.slice(1).every((line) => line.endsWith('"true","true",""'))).to.equal(true);
  });

  it('hold a parent only while the chunk with its children is written', async () => {
    const late = (at: number): string | undefined => (at >= 200 ? ACCOUNTS[0] : undefined);
    const early = (at: number): string | undefined => (at < 200 ? ACCOUNTS[0] : undefined);
    expect((await load([contacts(400, late), contacts(400, early)])).map(locked)).to.deep.equal([0, 0]);
    const [, second] = await load([contacts(400, late), contacts(400, (at) => (at === 399 ? ACCOUNTS[0] : undefined))]);
    expect(locked(second)).to.equal(1);
  });

  it('put a batch with more than 100 of them back, which finds the parent free then', async () => {
    const [, second = []] = await load([contacts(600, () => ACCOUNTS[0]), contacts(600, () => ACCOUNTS[0])]);
    expect(second).to.have.lengthOf(600);
    expect(locked(second)).to.equal(200);
  });

  it('are never met in Serial mode, nor by batches whose parents differ, nor by batches after one another', async () => {
    const same = [contacts(2, () => ACCOUNTS[0]), contacts(2, () => ACCOUNTS[0])];
    expect((await load(same, { concurrencyMode: 'Serial' })).map(locked)).to.deep.equal([0, 0]);
    expect((await load([contacts(2, () => ACCOUNTS[0]), contacts(2, () => ACCOUNTS[1])])).map(locked)).to.deep.equal([
      0, 0,
    ]);
    expect(locked((await load([same[0] ?? '']))[0])).to.equal(0);
    expect(locked((await load([same[1] ?? '']))[0])).to.equal(0);
  });

  it('are not met by a Serial job beside a Parallel one, nor by records of one owner', async () => {
    const parallel = await visit.jobId({ operation: 'insert', object: 'Contact' });
    const serial = await visit.jobId({ operation: 'insert', object: 'Contact', concurrencyMode: 'Serial' });
    const sent = { body: contacts(2, () => ACCOUNTS[0]), type: CSV };
    const first = await visit.batchId(parallel, sent);
    const second = await visit.batchId(serial, sent);
    expect([...(await results(parallel, [first])), ...(await results(serial, [second]))].map(locked)).to.deep.equal([
      0, 0,
    ]);
    const owned = 'LastName,OwnerId\nChild,005QQ0000000001YAA\n';
    expect((await load([owned, owned])).map(locked)).to.deep.equal([0, 0]);
  });

  it('are met by parents that are named by a key, and by those that a record has already', async () => {
    await visit.result(
      { operation: 'update', object: 'Account' },
      { body: `Id,Legacy_Key__c\n${ACCOUNTS[0]},KEY-1\n`, type: CSV },
    );
    const byKey = 'LastName,Account.Legacy_Key__c\nChild,KEY-1\n';
    const [made = [], refused] = await load([contacts(1, () => ACCOUNTS[0]), byKey]);
    expect(locked(refused)).to.equal(1);
    const [child = ''] = /003\w{15}/.exec(made[0] ?? '') ?? [];
    const job = await visit.jobId({ operation: 'update', object: 'Contact' });
    const other = await visit.jobId({ operation: 'insert', object: 'Contact' });
    const batch = await visit.batchId(other, { body: contacts(1, () => ACCOUNTS[0]), type: CSV });
    const update = await visit.batchId(job, { body: `Id,Title\n${child},Chief\n`, type: CSV });
    expect((await results(job, [update])).map(locked)).to.deep.equal([1]);
    expect((await results(other, [batch])).map(locked)).to.deep.equal([0]);
  });

  it('are met by jobs of 2.0 that run at the same time', async () => {
    const bulk = await V2Visit.start({ parentLocks: true });
    const fields = { operation: 'insert', object: 'Contact' };
    const first = await bulk.load(
      fields,
      contacts(2, () => ACCOUNTS[0]),
    );
    const second = await bulk.load(
      fields,
      contacts(2, () => ACCOUNTS[0]),
    );
    await bulk.org.clock.advance('1 min');
    const [one, other] = [await bulk.info(first), await bulk.info(second)];
    const text = await bulk.result(second, 'failedResults');
    await bulk.stop();
    expect([one.numberRecordsFailed, other.numberRecordsFailed]).to.deep.equal([0, 2]);
    expect(text).to.contain(`"","${LOCKED} ${ACCOUNTS[0]}:--","Child`);
  });

  it("are nobody else's concern: an org does without unless it is told", async () => {
    const plain = await Visit.start();
    const job = await plain.jobId({ operation: 'insert', object: 'Contact' });
    const body = contacts(2, () => ACCOUNTS[0]);
    const ids = [await plain.batchId(job, { body, type: CSV }), await plain.batchId(job, { body, type: CSV })];
    await plain.org.clock.advance('1 min');
    const text = (await plain.get(`/job/${job}/batch/${ids[1] ?? ''}/result`)).body;
    await plain.stop();
    expect(text).not.to.contain('UNABLE_TO_LOCK_ROW');
  });
});
