import { expect } from 'chai';
import { openString } from '../../../lib/repl/soql/open-string';

describe('The string that is open at the end of a line', () => {
  for (const [line, quote, text] of [
    [`f("a 'b' c`, '"', "a 'b' c"],
    [String.raw`f('a \'b\' c`, "'", "a 'b' c"],
    [`f('a', "b`, '"', 'b'],
    ['f(`a ${b} "c', '`', 'a inserted "c'],
    [`f("`, '"', ''],
  ] as const) {
    it(`is found: ${line}`, () => {
      expect(openString(line)).to.deep.equal({ quote, text });
    });
  }

  for (const line of ['f', `f("a")`, `f('a', "b"`, `''`, String.raw`'a \\'`]) {
    it(`is none: ${line}`, () => {
      expect(openString(line)).to.equal(undefined);
    });
  }
});
