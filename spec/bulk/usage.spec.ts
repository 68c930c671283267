import { expect } from 'chai';
import { BATCHES, JOB, newBulk, withBatch } from '../helpers/bulks';
import { exchange } from '../helpers/exchange';
import { useNock } from '../helpers/use-nock';
import { batchInfoList, jobInfo } from '../helpers/wire';

describe('usage', () => {
  useNock();

  it('is nothing at first', () => {
    expect(newBulk().usage).to.deep.equal({ calls: 0, batches: 0, byOperation: {} });
  });

  it('counts every request by what it was for, repeated ones too', async () => {
    const bulk = await withBatch();
    exchange({ method: 'GET', path: BATCHES, status: 503, times: 2 });
    exchange({ method: 'GET', path: BATCHES, reply: batchInfoList({}) });
    await bulk.batchStatus();
    exchange({ method: 'POST', path: JOB, reply: jobInfo({ state: 'Closed' }) });
    await bulk.jobClose();
    expect(bulk.usage).to.deep.equal({
      calls: 6,
      batches: 1,
      byOperation: { 'create job': 1, 'create batch': 1, 'list batches': 3, 'close job': 1 },
    });
  });

  it('is a copy, which nobody can change', async () => {
    const bulk = await withBatch();
    const { byOperation } = bulk.usage;
    byOperation['create job'] = 99;
    expect(bulk.usage.byOperation['create job']).to.equal(1);
  });
});
