import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import Papa from 'papaparse';
import { parseCsv, writeCsv } from '../../lib/codecs/csv';

const cell = fc.string({
  unit: fc.constantFrom('a', '"', ',', '^', '|', '\t', '`', '\ufeff', '\n', '\r', '\r\n', ' ', 'é', '😀', ';'),
  maxLength: 6,
});
const table = fc
  .integer({ min: 1, max: 4 })
  .chain((columns) =>
    fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 8 }),
  );

describe('parseCsv', () => {
  it('reads what the service writes: everything quoted, lines that end in LF', () => {
    const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(table, (rows) => {
        expect(parseCsv(rows.map((row) => `${row.map(quote).join(',')}\n`).join(''))).to.deep.equal(rows);
      }),
    );
  });

  it('reads nothing from nothing', () => {
    expect(parseCsv('')).to.deep.equal([]);
    expect(parseCsv('\n')).to.deep.equal([]);
  });

  it('keeps an empty value that stands alone', () => {
    expect(parseCsv('""\n"a"\n""\n')).to.deep.equal([[''], ['a'], ['']]);
  });

  it('takes no more time than the text is long, for line ends in a value', () => {
    const value = '\n'.repeat(200_000);
    const started = process.cpuUsage();
    expect(parseCsv(`"${value}"`)[0]?.[0]).to.have.lengthOf(200_000);
    expect(process.cpuUsage(started).user / 1e6).to.be.below(3);
  });
});

describe('writeCsv', () => {
  it('writes what another reads as it was', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const columns = (rows[0] ?? []).map((_, at) => `C${at}`);
        const read = parse(writeCsv({ columns, rows }), { record_delimiter: '\n' }) as unknown;
        expect(read).to.deep.equal([columns, ...rows]);
      }),
    );
  });

  it('quotes what papaparse quotes, and nothing else', () => {
    const delimiters = fc.constantFrom(',', ';', '\t', '|', '^', '`');
    fc.assert(
      fc.property(table, delimiters, (rows, delimiter) => {
        const columns = (rows[0] ?? []).map((_, at) => `C${at}`);
        const quotes = columns.length === 1;
        const due = Papa.unparse({ fields: columns, data: rows }, { delimiter, newline: '\r\n', quotes });
        expect(writeCsv({ columns, rows }, { delimiter, newline: '\r\n' })).to.equal(`${due}\r\n`);
      }),
    );
  });
});
