import { expect } from 'chai';
import fc from 'fast-check';
import { Fingerprints, groups } from '../../lib/records/fingerprints';

function printsOf(texts: readonly string[]): Fingerprints {
  const prints = new Fingerprints();
  for (const text of texts) prints.add(text);
  return prints;
}

function placesOf(texts: readonly string[], wanted: string): number[] {
  return [...texts.keys()].filter((at) => texts[at] === wanted);
}

describe('Fingerprints of two lists of texts', () => {
  const texts = fc.array(fc.constantFrom('', 'a', 'b', 'c', 'A', 'a ', 'é', 'x'.repeat(1_000)), { maxLength: 30 });

  it('tell of each text where it stands on either side', () => {
    fc.assert(
      fc.property(texts, texts, (one, other) => {
        const found = [...groups(printsOf(one), printsOf(other))].map(({ ones, others }) => [[...ones], [...others]]);
        const due = [...new Set([...one, ...other])].map((text) => [placesOf(one, text), placesOf(other, text)]);
        expect(found).to.have.deep.members(due);
      }),
    );
  });

  it('are as good where there are many', () => {
    const one = Array.from({ length: 5_000 }, (_, at) => `row ${at}`);
    const other = one.toReversed();
    const pairs = [...groups(printsOf(one), printsOf(other))];
    expect(pairs).to.have.length(5_000);
    expect(pairs.every(({ ones: [a = -1], others: [b = -1] }) => one[a] === other[b])).to.equal(true);
  });
});
