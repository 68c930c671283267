import { expect } from 'chai';
import { everyFormName } from '../form-names';
import { HELPERS, IMPORTS, writePreamble } from '../../../lib/port/runtime';
import { complaintsAbout } from '../type-check';

describe('The helpers of ported scripts', () => {
  it('type-check under strict, all together and with the imports that they ask for', () => {
    const { imports, helpers } = writePreamble(new Set(Object.keys(HELPERS)));
    expect(complaintsAbout({ helpers: [...imports, ...helpers].join('\n') })).to.deep.equal([]);
  });

  it('are there for every name that the library tables use', () => {
    const made = ['Arguments', 'any', 'all'];
    const missing = everyFormName().filter((name) => !(name in HELPERS) && !(name in IMPORTS) && !made.includes(name));
    expect(missing).to.deep.equal([]);
  });

  it('are written only when they are used', () => {
    expect(writePreamble(new Set(['range'])).names).to.deep.equal(['range']);
    expect(writePreamble(new Set(['str'])).names).to.include.members(['str', 'repr', 'floatText']);
  });
});
