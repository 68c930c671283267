import { expect } from 'chai';
import fc from 'fast-check';
import { parseCsv } from '../../lib/codecs/csv';
import { csvTable } from './support/csv-table';

describe('parseCsv', () => {
  it('reads what the service writes: everything quoted, lines that end in LF', () => {
    const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(csvTable, (rows) => {
        expect(parseCsv(rows.map((row) => `${row.map(quote).join(',')}\n`).join(''))).to.deep.equal(rows);
      }),
    );
  });

  it('reads records whose line ends differ, and leaves those in values alone', () => {
    const lineEnd = fc.constantFrom('\n', '\r\n', '\r');
    const written = (text: string): string =>
      /[",\r\n\ufeff]|^$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
    fc.assert(
      fc.property(csvTable, fc.infiniteStream(lineEnd), fc.boolean(), (rows, ends, isMarked) => {
        const lines = rows.map((row) => `${row.map(written).join(',')}${ends.next().value ?? ''}`);
        expect(parseCsv(`${isMarked ? '\uFEFF' : ''}${lines.join('')}`)).to.deep.equal(rows);
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
