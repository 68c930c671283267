import { expect } from 'chai';
import fc from 'fast-check';
import { parseJson } from '../../lib/codecs/json';

const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;

describe('parseJson', () => {
  it('reads what JSON.parse reads, brackets and quotes in texts included', () => {
    const text = fc.string({ unit: fc.constantFrom('[', '{', '"', '\\', 'a'), maxLength: 60 });
    const value = fc.dictionary(text, fc.oneof(text, fc.array(text, { maxLength: 60 })));
    fc.assert(
      fc.property(value, (value) => {
        expect(parseJson(JSON.stringify(value))).to.deep.equal(value);
      }),
    );
  });

  it('counts no bracket that has been closed', () => {
    expect(parseJson(`[${Array.from({ length: 100 }, () => '[{}]').join(',')}]`)).to.have.lengthOf(100);
  });

  it('refuses what nests deeper than any answer, before it costs memory', () => {
    expect(parseJson(nested(32))).to.be.an('array');
    expect(() => parseJson(nested(33))).to.throw(SyntaxError, 'nest deeper than 32');
    expect(() => parseJson('{"a":'.repeat(1_000_000))).to.throw(SyntaxError, 'nest deeper than 32');
  });

  it('refuses what has more values than any answer, before it costs memory', () => {
    const listOf = (values: number): string => `[${'{},'.repeat(values - 1)}{}]`;
    expect(parseJson(listOf(1_000_000))).to.have.lengthOf(1_000_000);
    expect(() => parseJson(listOf(1_000_002))).to.throw(SyntaxError, 'more values');
  });

  for (const broken of ['', '[', '{"a', '"\\', ']']) {
    it(`refuses what is no JSON: ${broken}`, () => {
      expect(() => parseJson(broken)).to.throw(SyntaxError);
    });
  }
});
