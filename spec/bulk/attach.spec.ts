import { expect } from 'chai';
import { AccountingException, type Bulk } from '../../lib';
import { type PracticeOrg } from '../../lib/practice-org';
import { EMPTY_ORG, namesOf } from '../exactly-once/rows';
import { anotherBulk, practise } from '../flow/practice';
import { collect } from '../helpers/bytes';
import { BATCHES, JOB, signedIn } from '../helpers/bulks';
import { exchange } from '../helpers/exchange';
import { rejection } from '../helpers/rejection';
import { useNock } from '../helpers/use-nock';
import { BATCH_ID, batchInfoList, jobInfo, JOB_ID, SECOND_BATCH_ID } from '../helpers/wire';

const HEADER = '"Id","Success","Created","Error"\n';
const IN = '"003QQ000001xYzAYAU","true","true",""\n';

describe('The rows of a load that was made elsewhere', () => {
  useNock();

  /** Two batches, which the service lists with the newer one first. */
  async function attached(...results: [first: string, second: string]): Promise<Bulk> {
    const bulk = await signedIn();
    exchange({ method: 'GET', path: JOB, reply: jobInfo({ state: 'Closed' }) });
    await bulk.jobAttach(JOB_ID);
    const batch = { state: 'Completed', numberRecordsProcessed: 2 };
    const newer = { ...batch, id: SECOND_BATCH_ID, createdDate: '2026-01-02T03:05:00.000Z' };
    exchange({ method: 'GET', path: BATCHES, reply: batchInfoList(newer, { ...batch, id: BATCH_ID }) });
    [BATCH_ID, SECOND_BATCH_ID].forEach((id, at) => {
      const body = results[at];
      if (body !== undefined) exchange({ method: 'GET', path: `${BATCHES}/${id}/result`, reply: HEADER + body });
    });
    return bulk;
  }

  it('are numbered over its batches, in the order in which these were made', async () => {
    const bulk = await attached(IN + IN, IN + IN);
    for (const id of [BATCH_ID, SECOND_BATCH_ID]) {
      exchange({ method: 'GET', path: `${BATCHES}/${id}/request`, reply: `LastName\n${id} a\n${id} b\n` });
    }
    const outcomes = await collect(bulk.jobOutcomes());
    expect(outcomes.map(({ row, input }) => `${row} ${input?.LastName as string}`)).to.deep.equal([
      `1 ${BATCH_ID} a`,
      `2 ${BATCH_ID} b`,
      `3 ${SECOND_BATCH_ID} a`,
      `4 ${SECOND_BATCH_ID} b`,
    ]);
  });

  it('are counted against what the service has processed: more', async () => {
    const bulk = await attached(IN + IN + IN, IN + IN);
    const error = await rejection(bulk.jobReceipt(), AccountingException);
    expect(error.message).to.equal(`Batch ${BATCH_ID} should have 2 results, and has 3`);
  });

  it('are counted against what the service has processed: fewer', async () => {
    const bulk = await attached(IN + IN, IN);
    const error = await rejection(bulk.jobReceipt(), AccountingException);
    expect(error.message).to.equal(`Batch ${SECOND_BATCH_ID} should have 2 results, and has 1`);
  });
});

describe('A load that was made elsewhere', () => {
  let org: PracticeOrg;
  afterEach(() => org.stop());

  for (const api of ['1.0', '2.0'] as const) {
    it(`has a receipt of its own: ${api}`, async () => {
      let maker: Bulk;
      ({ org, bulk: maker } = await practise({ org: EMPTY_ORG, bulk: { api } }));
      await maker.jobCreate('insert', 'Contact');
      const [batch] = await maker.batchCreate([{ LastName: 'A' }, { FirstName: 'B' }, { LastName: 'C' }]);
      await maker.jobWait();
      const id = api === '1.0' ? (await maker.jobClose()).id : (batch?.id ?? '');
      const taker = await anotherBulk(org, { api });
      await taker.jobAttach(id);
      expect(await taker.jobReceipt()).to.include({ rows: 3, succeeded: 2, failed: 1, notProcessed: 0, batches: 1 });
      expect((await collect(taker.jobOutcomes())).map(({ row }) => row)).to.deep.equal([1, 2, 3]);
    });
  }

  it('can be retried and added to, and each row counts once', async () => {
    let maker: Bulk;
    ({ org, bulk: maker } = await practise({ org: EMPTY_ORG }));
    const { id } = await maker.jobCreate('insert', 'Contact');
    org.faults.add({ on: 'batch 2', do: 'lock-row', records: 1 });
    for (const LastName of namesOf(3)) await maker.batchCreate([{ LastName }]);
    await maker.jobWait();
    const taker = await anotherBulk(org);
    await taker.jobAttach(id);
    expect(await taker.jobRetry()).to.have.length(1);
    await taker.batchCreate([{ LastName: 'Added' }]);
    await taker.jobWait();
    const outcomes = await collect(taker.jobOutcomes());
    expect(outcomes.map(({ row, input, attempts }) => `${row} ${input?.LastName as string} ${attempts}`)).to.deep.equal(
      ['1 Row 0001 1', '2 Row 0002 2', '3 Row 0003 1', '4 Added 1'],
    );
    expect(await taker.jobReceipt()).to.include({ rows: 4, succeeded: 4, failed: 0, batches: 5 });
  });
});
