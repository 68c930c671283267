import { expect } from 'chai';
import fc from 'fast-check';
import { HeldTexts } from '../../lib/records/held-texts';

function held(texts: readonly string[]): HeldTexts {
  const store = new HeldTexts();
  for (const text of texts) store.add(text);
  return store;
}

describe('Texts that are held', () => {
  it('come back as they were, in any order', () => {
    const text = fc.oneof(
      { weight: 8, arbitrary: fc.string({ unit: 'grapheme', maxLength: 20 }) },
      { weight: 1, arbitrary: fc.nat(90_000).map((length) => 'é'.repeat(length)) },
    );
    fc.assert(
      fc.property(fc.array(text, { maxLength: 40 }), (texts) => {
        const store = held(texts);
        expect(store.count).to.equal(texts.length);
        for (const number of [...texts.keys()].reverse()) expect(store.at(number)).to.equal(texts[number]);
      }),
    );
  });

  it('may be many, and longer than what is set aside at once', () => {
    const texts = Array.from({ length: 200_000 }, (_, at) => (at === 100_000 ? 'x'.repeat(5_000_000) : `no. ${at} ü`));
    const store = held(texts);
    expect(texts.findIndex((text, at) => store.at(at) !== text)).to.equal(-1);
  });

  it('are not made up', () => {
    expect(() => held(['a']).at(1)).to.throw(RangeError, 'There is no text 1 of 1');
    expect(() => held([]).at(0)).to.throw(RangeError);
  });
});
