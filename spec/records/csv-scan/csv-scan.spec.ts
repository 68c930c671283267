import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import { scanCarefully } from '../../../lib/records/csv-scan/careful-scan';
import { startPosition, type Position, type ScanRules } from '../../../lib/records/csv-scan/position';
import { QUICK_BYTES, scanQuickly } from '../../../lib/records/csv-scan/quick-scan';
import { CsvScanner } from '../../../lib/records/csv-scanner';
import { MODULE, recordEndsModule } from './record-ends-module';

/** Mostly well-formed lines, so that many chunks can be read quickly; and anything at all between them. */
const line = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('a,b\n', '"x, ""y""\nz",é\n', ',\n', '"",""\n', 'a,"b"\r\n') },
  { weight: 1, arbitrary: fc.stringMatching(/^[ab",\r\n]{0,12}$/) },
);
const text = fc.array(line, { maxLength: 60 }).map((lines) => Buffer.from(lines.join(''), 'utf8'));
const cuts = fc.array(fc.nat(200), { maxLength: 6 });

describe('Finding record ends', () => {
  it('is the same quickly as carefully, whatever the text and wherever it is cut', () => {
    let quick = 0;
    const both = fc.property(text, cuts, fc.boolean(), (bytes, sizes, isStrict) => {
      const rules = { delimiter: 0x2c, isStrict };
      const careful = startPosition();
      const quickly = startPosition();
      for (const chunk of pieces(bytes, sizes)) {
        const due = scanCarefully(chunk, rules, careful);
        const found = scanQuickly(chunk, rules, quickly);
        if (found === undefined) scanCarefully(chunk, rules, quickly);
        else {
          quick++;
          expect(due.fault).to.equal(undefined);
          expect([...found.ends]).to.deep.equal([...due.ends]);
          expect(found.longest).to.equal(Math.max(0, ...lengthsOf(found.ends)));
          expect(found.isAscii).to.equal(chunk.every((byte) => byte < 0x80));
        }
        expect({ ...quickly, isBlank: false }).to.deep.equal({ ...careful, isBlank: false });
        if (due.fault !== undefined) return;
      }
    });
    fc.assert(both, { numRuns: 2_000, seed: 1 });
    expect(quick).to.be.above(1_000);
  });

  it('goes quickly over quotes, line breaks in them, empty values and CRLF', () => {
    expect(quickEnds('a,b\r\n"x, ""y""\r\nz",\r\n,""\n')).to.deep.equal([5, 21, 25]);
  });

  for (const [what, csv] of Object.entries({
    'a blank line': 'a,b\n\n',
    'a blank first line': '\na,b\n',
    'a CR alone': 'a,b\rc,d\n',
    'a CR at the end': 'a,b\r',
    'a stray quote': 'a,b"\n',
    'text after a quote': 'a,"b"c\n',
    'a field too many': 'a,b\nc,d,e\n',
  })) {
    it(`leaves ${what} to be read carefully, and stays where it was`, () => {
      const position = startPosition();
      expect(scanQuickly(Buffer.from(csv), { delimiter: 0x2c, isStrict: true }, position)).to.equal(undefined);
      expect(position).to.deep.equal(startPosition());
    });
  }

  it('reads a chunk of any length', () => {
    const row = Buffer.from('abc,"d\n\n\n"\n');
    const scanner = new CsvScanner({ strict: true });
    const { ends } = scanner.scan(Buffer.concat(Array.from({ length: 250_000 }, () => row)));
    expect(ends.length).to.equal(250_000);
    expect(ends.every((end, at) => end === (at + 1) * row.length)).to.equal(true);
    expect(250_000 * row.length).to.be.above(2 * QUICK_BYTES);
  });

  it('counts blank lines as none in a chunk of any length', () => {
    const { ends } = new CsvScanner().scan(Buffer.alloc(QUICK_BYTES + 2, '\n'));
    expect([...ends.slice(-3)]).to.deep.equal([~QUICK_BYTES, ~(QUICK_BYTES + 1), ~(QUICK_BYTES + 2)]);
  });

  it('has room for as many record ends as a chunk can hold', () => {
    const { ends } = new CsvScanner({ strict: true }).scan(Buffer.alloc(QUICK_BYTES, 'a\n'));
    expect(ends.length).to.equal(QUICK_BYTES / 2);
    expect(ends.at(-1)).to.equal(QUICK_BYTES);
  });

  it('runs the module that its source makes today', () => {
    expect(readFileSync(MODULE, 'utf8')).to.equal(recordEndsModule());
  });
});

function lengthsOf(ends: Int32Array): number[] {
  return [...ends].map((end, at) => end - (ends[at - 1] ?? 0));
}

function quickEnds(csv: string): number[] | undefined {
  const rules: ScanRules = { delimiter: 0x2c, isStrict: true };
  const position: Position = startPosition();
  const found = scanQuickly(Buffer.from(csv), rules, position);
  return found && [...found.ends];
}

function* pieces(bytes: Buffer, sizes: readonly number[]): Generator<Buffer> {
  let start = 0;
  for (const size of sizes) {
    yield bytes.subarray(start, start + size);
    start += size;
  }
  yield bytes.subarray(start);
}
