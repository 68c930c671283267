import { expect } from 'chai';
import fc from 'fast-check';
import { portScript } from '../../../lib/port';
import { repair } from '../../../lib/port/syntax/repair';

/** What is set aside, and where it says that the fault is. */
function brokenIn(source: string): { parts: string[]; faults: string[] } {
  const { broken, faults } = repair(source);
  const lines = source.split('\n');
  return {
    parts: Array.from(broken, ([from, to]) => source.slice(from, to)),
    faults: faults.map((fault) => {
      const before = source.slice(0, fault).split('\n');
      return `${before.length}:${(before.at(-1) ?? '').length + 1} of ${lines.length}`;
    }),
  };
}

describe('Reading what is no Python in places', () => {
  it('sets a line aside with the block below it and its other clauses', () => {
    const broken = 'if x\n    y = 1\nelse:\n    y = 2';
    expect(brokenIn(`a = 1\n${broken}\nb = 2\n`).parts).to.deep.equal([broken]);
  });

  it('finds a wrong clause together with the head that it belongs to', () => {
    const broken = 'if x:\n        y = 1\n    els x:\n        y = 2';
    expect(brokenIn(`def f():\n    ${broken}\n    return y\n`).parts).to.deep.equal([
      broken.slice(broken.indexOf('els')),
    ]);
    const [part] = brokenIn('if x:\n    y = 1\nelse y:\n    y = 2\nz = 1\n').parts;
    expect(part).to.equal('if x:\n    y = 1\nelse y:\n    y = 2');
  });

  it('sees what the grammar lets pass: a string without an end, a wrong indent, a try without a handler', () => {
    expect(brokenIn("x = 'abc\ny = 1\n")).to.deep.equal({ parts: ["x = 'abc"], faults: ['1:5 of 3'] });
    expect(brokenIn('x = 1\n    y = 1\n').faults).to.deep.equal(['2:5 of 3']);
    expect(brokenIn('if x:\n    y = 1\n  z = 1\n').faults).to.deep.equal(['3:3 of 4']);
    expect(brokenIn('try:\n    x = 1\ny = 1\n').faults).to.deep.equal(['1:1 of 4']);
  });

  it('has nothing against what is Python', () => {
    const source = 'try:\n  x = [1,\n2]\nfinally:\n\tif x: y = """a\n\'b"""\n# c\nfor i in x:\n        pass\n';
    expect(brokenIn(source)).to.deep.equal({ parts: [], faults: [] });
  });

  it('comes to an end with whatever it is given, and drops none of it', () => {
    const bits = [
      'if',
      'x',
      ' ',
      '    ',
      '\n',
      '(',
      ')',
      ':',
      '"',
      'else',
      'try',
      '=',
      '1',
      'lambda',
      '#',
      '\\',
      '"""',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...bits), { maxLength: 40 }), (parts) => {
        const { code, notes } = portScript(`mark = 1\n${parts.join('')}\nmark = 2\n`);
        expect(code).to.include('mark');
        if (code.includes('this is not Python')) expect(notes.map(({ kind }) => kind)).to.include('fault');
      }),
      { numRuns: 300 },
    );
  });
});
