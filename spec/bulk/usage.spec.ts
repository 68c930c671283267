import { expect } from 'chai';
import { RefusedException } from '../../lib';
import { BATCHES, JOB, newBulk, withBatch } from '../helpers/bulks';
import { exchange } from '../helpers/exchange';
import { rejection } from '../helpers/rejection';
import { useNock } from '../helpers/use-nock';
import { asyncError, batchInfoList, jobInfo } from '../helpers/wire';

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

  it('counts a batch when it is taken, not when it is refused', async () => {
    const bulk = await withBatch();
    exchange({ method: 'POST', path: BATCHES, status: 400, reply: asyncError('InvalidBatch', 'No rows') });
    await rejection(bulk.batchCreate('LastName\nTuri\n'), RefusedException);
    expect(bulk.usage).to.deep.include({ batches: 1, byOperation: { 'create job': 1, 'create batch': 2 } });
  });

  it('is a copy, which nobody can change', async () => {
    const bulk = await withBatch();
    const { byOperation } = bulk.usage;
    byOperation['create job'] = 99;
    expect(bulk.usage.byOperation['create job']).to.equal(1);
  });
});
