import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import { XMLParser } from 'fast-xml-parser';
import fc from 'fast-check';
import { readCsvLines } from '../../../lib/practice-org/formats/csv';
import { parseJavaDate } from '../../../lib/practice-org/formats/java-date';
import { csvLine, escapeXml, javaDouble } from '../../../lib/practice-org/formats/text';
import { longId } from '../../../lib/practice-org/ids';

describe('What the org writes', () => {
  it('doubles as Java prints them', () => {
    const samples = [0, 1, -2.5, 23456, 0.001, 0.00012, 9999999, 10000000, 45012345, 1.5e300, 123456789.125];
    expect(samples.map(javaDouble)).to.deep.equal([
      '0.0', '1.0', '-2.5', '23456.0', '0.001', '1.2E-4', '9999999.0', '1.0E7', '4.5012345E7', '1.5E300', '1.23456789125E8',
    ]); // prettier-ignore
  });

  it('doubles that read back as what they were', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Number(javaDouble(value)) === value).to.equal(true);
      }),
    );
  });

  it('CSV that any reader takes back apart', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 }), (values) => {
        expect(parse(csvLine(values), { record_delimiter: '\n' })).to.deep.equal([values]);
      }),
    );
  });

  it('XML text that any reader takes back, but for characters that XML cannot hold', () => {
    const parser = new XMLParser({ parseTagValue: false, trimValues: false });
    const allowed = fc
      .string({ unit: 'grapheme-composite' })
      .filter((text) => !/[^\t\n\u0020-\uD7FF\uE000-\uFFFD]/.test(text));
    fc.assert(
      fc.property(allowed, (text) => {
        expect(parser.parse(`<t>${escapeXml(text)}</t>`)).to.deep.equal({ t: text });
      }),
    );
    expect(escapeXml('a\u0000b\u0007c\uD800d\re😀')).to.equal('abcd&#xD;e😀');
  });

  it('ids with the checksum of the service', () => {
    expect(['750QQ000000Ab1X', '00DQQ0000001PrA'].map(longId)).to.deep.equal([
      '750QQ000000Ab1XYAS',
      '00DQQ0000001PrA2AU',
    ]);
  });
});

describe('What the org reads', () => {
  it('CSV of any size by pieces, as if it were whole', async () => {
    const row = fc.array(fc.string({ unit: fc.constantFrom('a', 'é', '漢', '"', ',', '\n', '😀', ' ') }), {
      minLength: 2,
      maxLength: 2,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 30 }), fc.nat(70_000), async (rows, padding) => {
        const all = [['h', 'x'.repeat(padding)], ...rows];
        expect(await readCsvLines(Buffer.from(all.map(csvLine).join('')))).to.deep.equal(all);
      }),
      { numRuns: 50 },
    );
  });

  it('lines that end in any way, and none that are empty', async () => {
    expect(await readCsvLines(Buffer.from('a,b\r\n1,2\n\n3,4\r5,6'))).to.deep.equal([
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
      ['5', '6'],
    ]);
  });

  const now = Date.UTC(2026, 0, 6);
  const dates: readonly [string, string, string | undefined][] = [
    ['09 Dec 56', 'dd MM yy', '1956-12-09T00:00:00.000Z'],
    ['23 06 62', 'dd MM yy', '1962-06-23T00:00:00.000Z'],
    ['1.2.2026', 'd.M.yyyy', '2026-02-01T00:00:00.000Z'],
    ['20260102', 'yyyyMMdd', '2026-01-02T00:00:00.000Z'],
    ['45', 'yy', '2045-01-01T00:00:00.000Z'],
    ['46', 'yy', '1946-01-01T00:00:00.000Z'],
    ['Jan 2, 2026 at 03:04 PM', "MMM d, yyyy 'at' hh:mm a", '2026-01-02T15:04:00.000Z'],
    ['2026-01-02T03:04:05+0100', "yyyy-MM-dd'T'HH:mm:ssZ", '2026-01-02T02:04:05.000Z'],
    ['12:30 AM 1/2/2026', 'hh:mm a M/d/yyyy', '2026-01-02T00:30:00.000Z'],
    ['soon', 'dd MM yy', undefined],
    ['01 Foo 26', 'dd MMM yy', undefined],
  ];
  for (const [text, pattern, expected] of dates) {
    it(`${text} by ${pattern}`, () => {
      const time = parseJavaDate(text, pattern, now);
      expect(time === undefined ? undefined : new Date(time).toISOString()).to.equal(expected);
    });
  }
});
