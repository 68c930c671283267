import { expect } from 'chai';
import fc from 'fast-check';
import { likeTest } from '../../../lib/practice-org/soql/like';

describe('LIKE', () => {
  const samples = [
    ['ho%', 'Hopp', true],
    ['ho%', 'Shop', false],
    ['%o_p', 'Hopp', true],
    ['h_pp', 'hpp', false],
    ['100\\%', '100%', true],
    ['100\\%', '1000', false],
    ['a\\_b', 'a_b', true],
    ['a\\_b', 'axb', false],
    ['a.c', 'abc', false],
    ['(x)[y]', '(X)[Y]', true],
    ['one%two', 'one\nand two', true],
    ['_', '😀', true],
    ['É%', 'élise', true],
    ['', '', true],
  ] as const;

  for (const [pattern, text, expected] of samples) {
    it(`${JSON.stringify(pattern)} ${expected ? 'matches' : 'does not match'} ${JSON.stringify(text)}`, () => {
      expect(likeTest(pattern)(text)).to.equal(expected);
    });
  }

  it('with every sign escaped matches the text itself, and with % around it any text that holds it', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, around) => {
        const literal = text.replace(/[%_\\]/g, '\\$&');
        expect(likeTest(literal)(text)).to.equal(true);
        expect(likeTest(`%${literal}%`)(around + text + around)).to.equal(true);
      }),
    );
  });
});
