import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import Papa from 'papaparse';
import { CsvWriter, writeCsv } from '../../lib/codecs/csv-writer';
import { csvTable } from './support/csv-table';

describe('writeCsv', () => {
  it('writes what another reads as it was', () => {
    fc.assert(
      fc.property(csvTable, (rows) => {
        const columns = (rows[0] ?? []).map((_, at) => `C${at}`);
        const read = parse(writeCsv({ columns, rows }).toString(), { record_delimiter: '\n' }) as unknown;
        expect(read).to.deep.equal([columns, ...rows]);
      }),
    );
  });

  it('quotes what papaparse quotes, and nothing else', () => {
    const delimiters = fc.constantFrom(',', ';', '\t', '|', '^', '`');
    fc.assert(
      fc.property(csvTable, delimiters, (rows, delimiter) => {
        const columns = (rows[0] ?? []).map((_, at) => `C${at}`);
        const quotes = columns.length === 1;
        const due = Papa.unparse({ fields: columns, data: rows }, { delimiter, newline: '\r\n', quotes });
        expect(writeCsv({ columns, rows }, { delimiter, newline: '\r\n' }).toString()).to.equal(`${due}\r\n`);
      }),
    );
  });

  it('writes values of any length, beyond what a writer has room for at first', () => {
    const long = ['a', '"', 'é', '😀'].map((unit) => unit.repeat(700_000));
    const due = Papa.unparse({ fields: ['A', 'B', 'C', 'D'], data: [long] }, { newline: '\n' });
    expect(writeCsv({ columns: ['A', 'B', 'C', 'D'], rows: [long] }).equals(Buffer.from(`${due}\n`))).to.equal(true);
  });
});

describe('A writer of CSV', () => {
  it('tells of half a character, in whichever way the value is written', () => {
    const writer = new CsvWriter();
    writer.begin(['A', 'B']);
    const values = ['é', '"é"', 'a', ' ', 'a\ud83d', '"\ud83d"', '\ud83d, a'];
    expect(values.map((value) => writer.cell(value))).to.deep.equal([true, true, true, true, false, false, false]);
  });

  it('begins each table anew, also after one that was not ended, and hands out what stays as it is', () => {
    const writer = new CsvWriter();
    writer.begin(['A', 'B']);
    writer.cell('given up');
    writer.begin(['C']);
    writer.cell('1');
    writer.endLine();
    const taken = writer.take();
    writer.begin(['D', 'E']);
    expect(taken.toString()).to.equal('"C"\n"1"\n');
    expect(writer.take().toString()).to.equal('D,E\n');
  });
});
