import { expect } from 'chai';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { tableText } from '../../../lib/repl/format/table';
import { frameOf } from '../support/frames';

/** Narrow, wide, of several code points, without any width, and what would move a cursor: more kinds cost time only. */
const graphemes = fc.constantFrom(
  ...['a', 'b', ' ', '0', 'é', 'e\u0301', '√', '漢', 'ｱ', '한', '👍🏽', '👩‍👩‍👧', '🇫🇷', '\u200B', '\t', '\n', '\u001B'],
);

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

  it('shows the one row that would not fit, rather than a note in its place', () => {
    const records = Array.from({ length: 11 }, (_, n) => ({ n }));
    expect(tableText({ records }, frameOf(80, 10))).to.match(/\n 9\n10$/);
  });

  it('never cuts the id of a record, which is typed into the next line', () => {
    const other = Object.fromEntries(Array.from({ length: 5 }, (_, n) => [`column${n}`, 'x'.repeat(40)]));
    const [, , row] = tableText({ records: [{ Id: '003QQ0000000001YAA', ...other }] }, frameOf(60)).split('\n');
    expect(row).to.match(/^003QQ0000000001YAA {2}x+… {2}/);
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
    const texts = fc.oneof(fc.string({ unit: graphemes, maxLength: 40 }), fc.integer(), fc.constant(null));
    const names = fc.constantFrom(
      'Id',
      'id',
      'n',
      'Name',
      'MailingStreet',
      'a name that is long, 漢字 too',
      '👩‍👩‍👧',
      '\n',
    );
    const records = fc.array(fc.dictionary(names, texts, { minKeys: 1 }), { minLength: 1, maxLength: 7 });
    fc.assert(
      fc.property(records, fc.integer({ min: 10, max: 120 }), (given, width) => {
        const lines = tableText({ records: given }, frameOf(width, 5)).split('\n');
        expect(Math.max(...lines.map((line) => stringWidth(line)))).to.be.at.most(width);
      }),
      { numRuns: 200 },
    );
  });
});
