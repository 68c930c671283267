import { expect } from 'chai';
import { EXPECTED, FILES } from './expected';
import { NAMES, ported } from './ported';
import { runPorted } from './run-ported';
import { complaintsAbout } from './type-check';

describe('A ported script', () => {
  for (const [name, { argv = [], env = {}, ...expected }] of Object.entries(EXPECTED)) {
    it(`prints what the Python one does: ${name}.py`, async () => {
      const ran = await runPorted(ported(name).code, { argv, env, files: FILES });
      expect(ran).to.deep.equal({ out: '', error: '', exitCode: 0, ...expected });
    });
  }

  it('type-checks under strict, whichever it is', () => {
    const files = Object.fromEntries(NAMES.map((name) => [name, ported(name).code]));
    expect(complaintsAbout(files)).to.deep.equal([]);
  });

  it('is told apart from one that does not type-check', () => {
    expect(complaintsAbout({ wrong: "export const wrong: number = 'text';" })).to.have.length(1);
  });
});
