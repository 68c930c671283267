import { expect } from 'chai';
import { glossary } from '../../../lib/repl/format/help-text';
import { frameOf } from '../support/frames';

describe('Terms and their meanings', () => {
  it('stand side by side, and long meanings go on below themselves', () => {
    const entries = [
      ['.org', 'Says where you are'],
      ['.login', 'Asks for all that it needs'],
    ] as const;
    expect(glossary(entries, frameOf(28))).to.equal(
      ['  .org    Says where you are', '  .login  Asks for all that', '          it needs'].join('\n'),
    );
    expect(glossary(entries, frameOf(Infinity)).split('\n')).to.have.length(2);
  });
});
