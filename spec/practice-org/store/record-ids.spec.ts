import { expect } from 'chai';
import fc from 'fast-check';
import { canonicalId, recordId, serialOf } from '../../../lib/practice-org/store/record-ids';

describe('Record ids', () => {
  const shortIds = fc.string({
    unit: fc.constantFrom('0', '9', 'A', 'Q', 'Z', 'a', 'q', 'z'),
    minLength: 15,
    maxLength: 15,
  });

  it('carry the checksum that the service computes', () => {
    expect(canonicalId('750QQ000000Ab1X')).to.equal('750QQ000000Ab1XYAS');
    expect(canonicalId('00DQQ0000001PrA')).to.equal('00DQQ0000001PrA2AU');
  });

  it('survive a change of case in their long form', () => {
    fc.assert(
      fc.property(shortIds, (short) => {
        const long = canonicalId(short) ?? '';
        expect(canonicalId(long.toLowerCase())).to.equal(long);
        expect(canonicalId(long.toUpperCase())).to.equal(long);
      }),
    );
  });

  it('are different records in their short form when only the case differs', () => {
    expect(canonicalId('001QQ00000000Ab')).not.to.equal(canonicalId('001QQ00000000aB'));
  });

  for (const text of ['', 'xyz', '001QQ0000000001Y', '001QQ000000000!', '001QQ0000000001ZZZ9']) {
    it(`are not found in ${JSON.stringify(text)}`, () => {
      expect(canonicalId(text)).to.equal(undefined);
    });
  }

  it('give back the serial number that they were made of, and keep its order', () => {
    const serial = fc.integer({ min: 1, max: 2 ** 40 });
    fc.assert(
      fc.property(serial, serial, (a, b) => {
        expect(serialOf(recordId('003', a))).to.equal(a);
        expect(recordId('003', a) < recordId('003', b)).to.equal(a < b);
      }),
    );
  });
});
