import { Readable } from 'node:stream';
import { expect } from 'chai';
import { InputException, planBatches, type PlannedBatch } from '../../lib';
import { rejection } from '../helpers/rejection';
import { practise } from '../flow/practice';

async function planned(...given: Parameters<typeof planBatches>): Promise<PlannedBatch[]> {
  const batches: PlannedBatch[] = [];
  for await (const batch of planBatches(...given)) batches.push(batch);
  return batches;
}

describe('A plan of a load', () => {
  const csv = `Name\n${'"Acme,\nInc."\n'.repeat(25)}`;

  it('has the batches that are sent then, text by text', async () => {
    const { bulk, org } = await practise();
    await bulk.jobCreate('insert', 'Account');
    const rows = Array.from({ length: 10_500 }, (_, at) => ({ Name: `Account ${at}` }));
    const sent = await bulk.batchCreate(rows);
    const texts = await Promise.all(sent.map(({ id }) => bulk.batchRequest(id)));
    const plan = await planned(rows);
    expect(plan.map(({ text }) => text)).to.deep.equal(texts);
    expect(plan.map((batch) => batch.rows)).to.deep.equal([10_000, 500]);
    await org.stop();
  });

  it('counts records, whatever line breaks they hold, and bytes', async () => {
    const plan = await planned(Readable.from([Buffer.from(csv)]), { maxRecords: 10 });
    expect(plan.map(({ rows }) => rows)).to.deep.equal([10, 10, 5]);
    expect(plan[2]).to.include({ bytes: 5 + 5 * 13, text: `Name\n${'"Acme,\nInc."\n'.repeat(5)}` });
  });

  it('is made for the API that is meant: 2.0 takes more rows at a time', async () => {
    const rows = Array.from({ length: 10_500 }, (_, at) => ({ Name: `Account ${at}` }));
    expect(await planned(rows, { api: '2.0' })).to.have.length(1);
  });

  it('refuses what would be refused', async () => {
    const error = await rejection(planned('Name,Phone\nAcme\n'), InputException);
    expect(error.row).to.equal(1);
    expect(error.message).to.include('Row 1 of the data');
  });

  it('calls the data what it is called', async () => {
    const error = await rejection(planned('Name,Phone\nAcme\n', { name: 'accounts.csv' }), InputException);
    expect(error.message).to.include('Row 1 of accounts.csv');
  });
});
