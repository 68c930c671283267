import { expect } from 'chai';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RefusedException, type Bulk } from '../../lib';
import { type PracticeOrg } from '../../lib/practice-org';
import { rejection } from '../helpers/rejection';
import { anotherBulk, practise } from './practice';

async function readAll(bulk: Bulk): Promise<number> {
  let rows = 0;
  for await (const _ of bulk.jobRecords()) rows++;
  return rows;
}

describe('A query that was aborted', () => {
  let org: PracticeOrg;
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sfbulk-aborted-'));
  });
  afterEach(async () => {
    rmSync(folder, { recursive: true, force: true });
    await org.stop();
  });

  /** Every way of reading names the batch whose rows nobody has found. */
  async function expectTold(bulk: Bulk, batchId: string | undefined): Promise<void> {
    const ways = [
      () => readAll(bulk),
      () => bulk.jobDownload(join(folder, 'rows.csv')),
      () => bulk.batchResult(),
      () => bulk.jobReceipt(),
    ];
    for (const read of ways) {
      const error = await rejection(read(), RefusedException);
      expect(error).to.include({ batchId, code: 'NotProcessed' });
    }
  }

  for (const api of ['1.0', '2.0'] as const) {
    it(`does not give the rows of one batch for those of two (${api})`, async () => {
      let bulk: Bulk;
      ({ org, bulk } = await practise({ bulk: { api } }));
      await bulk.jobCreate('query', 'Contact');
      await bulk.batchCreate('SELECT Id FROM Contact LIMIT 3');
      await bulk.jobWait();
      const [second] = await bulk.batchCreate('SELECT Id FROM Contact');
      await bulk.jobAbort();
      await expectTold(bulk, second?.id);
    });
  }

  it('does not give the rows of some chunks for those of all', async () => {
    let bulk: Bulk;
    ({ org, bulk } = await practise());
    await bulk.jobCreate('query', 'Account', { pkChunking: { chunkSize: 5 }, concurrencyMode: 'Serial' });
    await bulk.batchCreate('SELECT Id FROM Account');
    const states = async (): Promise<string[]> => Object.values(await bulk.batchStatus()).map(({ state }) => state);
    while (!(await states()).includes('Completed')) await org.clock.advance('500 ms');
    await bulk.jobAbort();
    await org.clock.advance('1 min');
    expect(await states()).to.include('Completed');
    const chunks = Object.values(await bulk.batchStatus()).slice(1);
    await expectTold(bulk, chunks.find(({ state }) => state === 'NotProcessed')?.id);
  });

  it('does not give a part for the whole to who takes the job over', async () => {
    let bulk: Bulk;
    ({ org, bulk } = await practise());
    const { id } = await bulk.jobCreate('query', 'Contact');
    await bulk.batchCreate('SELECT Id FROM Contact LIMIT 3');
    await bulk.jobWait();
    const other = await anotherBulk(org);
    await other.jobAttach(id);
    const [second] = await bulk.batchCreate('SELECT Id FROM Contact');
    await bulk.jobAbort();
    await expectTold(other, second?.id);
  });
});
