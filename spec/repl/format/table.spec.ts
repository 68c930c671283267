import { expect } from 'chai';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { tableText } from '../../../lib/repl/format/table';
import { frameOf } from '../support/frames';

describe('A table', () => {
  it('has a column for each key of any record, numbers to the right', () => {
    const records = [
      { name: 'Ada', age: 36 },
      { age: 1200, born: new Date(Date.UTC(1815, 11, 10)) },
    ];
    expect(tableText({ records }, frameOf()).split('\n')).to.deep.equal([
      'name    age  born',
      '────  ─────  ────────────────────',
      'Ada      36',
      '      1,200  1815-12-10 00:00:00Z',
    ]);
  });

  it('takes room from the widest column first', () => {
    const [, , row] = tableText({ records: [{ id: '1234567890', text: 'x'.repeat(90) }] }, frameOf(40)).split('\n');
    expect(row).to.equal(`1234567890  ${'x'.repeat(27)}…`);
  });

  it('is cut to the rows that fit, and says how many more there are', () => {
    const records = Array.from({ length: 1500 }, (_, n) => ({ n }));
    const lines = tableText({ records }, frameOf(80, 10)).split('\n');
    expect(lines).to.have.length(2 + 10 + 1);
    expect(lines.at(-1)).to.match(/^… and 1,490 rows more; _ holds them all/);
  });

  it('leaves out columns that would be too narrow to read, and names them', () => {
    const record = Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`column${n}`, 'some longer text']));
    const text = tableText({ records: [record] }, frameOf(40));
    expect(text)
      .to.include('column3')
      .and.match(/… and 8 columns more: column4, column5/);
  });

  it('shows line breaks and control characters as marks, since they would break it', () => {
    const text = tableText({ records: [{ text: 'a\r\nb\u001B[31mc' }] }, frameOf());
    expect(text.split('\n').at(-1)).to.equal('a↵b·[31mc');
  });

  it('is never wider than the terminal, whatever it holds', () => {
    const texts = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer(), fc.constant(null));
    const records = fc.array(fc.dictionary(fc.string({ minLength: 1, maxLength: 30 }), texts, { minKeys: 1 }), {
      minLength: 1,
    });
    fc.assert(
      fc.property(records, fc.integer({ min: 20, max: 120 }), (given, width) => {
        const lines = tableText({ records: given }, frameOf(width, 5)).split('\n');
        expect(Math.max(...lines.map((line) => stringWidth(line)))).to.be.at.most(width);
      }),
      { numRuns: 200 },
    );
  });
});
