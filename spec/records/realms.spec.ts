import { runInNewContext } from 'node:vm';
import { expect } from 'chai';
import { type BatchData, sourceOf } from '../../lib/records/batch-data';
import { csvEncoder } from '../../lib/records/encoders';
import { flatten } from '../../lib/records/flat-rows';
import { type InputRow } from '../../lib/records/types';

/** Makes a value as a notebook does, whose cells run in a realm of their own: its `Date` is another class than ours. */
function fromNotebook(expression: string): unknown {
  return runInNewContext(`(${expression})`);
}

describe('Values of a notebook', () => {
  it('are dates, lookups and text as they are here', () => {
    const row = fromNotebook("{ LastName: 'Hopp', Birth: new Date(0), Account: { ExternalId__c: 'A-1' } }") as InputRow;
    expect(row.Birth).to.not.be.instanceOf(Date);
    const csv = csvEncoder()({ rows: [flatten(row, 1)], firstRow: 1 }).toString();
    expect(csv).to.equal('LastName,Birth,Account.ExternalId__c\nHopp,1970-01-01T00:00:00.000Z,A-1\n');
  });

  it('are bytes where bytes are taken', async () => {
    const bytes = fromNotebook('new Uint8Array([65, 10, 66, 10])') as BatchData;
    expect(bytes).to.not.be.instanceOf(Uint8Array);
    expect((await sourceOf(bytes)).kind).to.equal('text');
  });

  it('are rows where an array of rows is taken', async () => {
    expect((await sourceOf(fromNotebook('[{ LastName: 1 }]'))).kind).to.equal('rows');
  });
});
