import { expect } from 'chai';
import { given } from '../../lib/records/given';
import { groupRows } from '../../lib/records/group-rows';
import { collect } from '../helpers/bytes';
import { rejection } from '../helpers/rejection';
import { InputException } from '../../lib';

describe('Rows of one parent', () => {
  it('go in together, however many they are', async () => {
    const each = 150_000;
    const rows = Array.from({ length: 2 * each }, (_, at) => ({ AccountId: at % 2 === 0 ? 'even' : 'odd' }));
    const batches = await collect(
      groupRows(given(rows), {
        groupBy: 'AccountId',
        records: 2 * each,
        bytes: 10_000_000,
        check: () => undefined,
        encode: () => Buffer.from('text'),
      }),
    );
    const numbers = batches.map(({ rowNumbers = [] }) => rowNumbers.map((number) => number % 2));
    expect(numbers).to.have.length(1);
    expect(numbers[0]?.lastIndexOf(1)).to.equal(each - 1);
    expect(numbers[0]?.indexOf(0)).to.equal(each);
  });

  const grouping = {
    groupBy: 'AccountId',
    records: 10,
    bytes: 1_000,
    check: () => undefined,
    encode: () => Buffer.from('text'),
  };

  it('are found by a field that a row has', async () => {
    const error = await rejection(collect(groupRows(given([{ Accountid: '1' }]), grouping)), InputException);
    expect(error.message).to.equal('No row has the field "AccountId" that rows are to be grouped by');
    expect(await collect(groupRows(given([{ LastName: 'a' }, { AccountId: '1' }]), grouping))).to.have.length(1);
  });

  it('have fields', async () => {
    const error = await rejection(collect(groupRows(given([{ AccountId: '1' }, {}]), grouping)), InputException);
    expect(error.message).to.equal('Row 2 has no fields');
  });
});
