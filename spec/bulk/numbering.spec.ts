import { expect } from 'chai';
import { Numbering } from '../../lib/bulk/job/numbering';
import { type Payload } from '../../lib/records/types';

function payload(rows: readonly number[]): Payload {
  const [firstRow = 1] = rows;
  return { body: Buffer.alloc(0), firstRow, rows: rows.length, rowNumbers: rows };
}

describe('The numbers of rows', () => {
  it('follow the highest of rows that were grouped, whichever of their batches is refused', () => {
    const numbering = new Numbering();
    const given = [payload([1, 5, 9]), payload([2, 6, 10]), payload([3, 7, 11])];
    const [, second] = given.map((each) => numbering.reserve(each, { rowsBefore: 0, areNew: true }));
    numbering.takeBack(second === undefined ? [] : [second]);
    expect(numbering).to.include({ lastRow: 11, rowsGiven: 6 });
    expect(
      numbering.reserve(payload([1, 2]), { rowsBefore: numbering.lastRow, areNew: true }).rowNumbers,
    ).to.deep.equal([12, 13]);
    expect(numbering).to.include({ lastRow: 13, rowsGiven: 8 });
  });
});
