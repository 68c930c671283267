import { expect } from 'chai';
import { glossary, methodHelpText } from '../../../lib/repl/format/help-text';
import { METHODS } from '../../../lib/repl/methods';
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

describe('What is told of a method', () => {
  it('is cut between words, and an example, which may be copied, not at all', () => {
    for (const method of METHODS) {
      const lines = methodHelpText(method, frameOf(80)).split('\n');
      const told = lines.filter((line) => !line.startsWith('  Example'));
      expect(Math.max(...told.map((line) => line.length)), method.name).to.be.at.most(80);
      expect(lines).to.include(`  Example  ${method.example}`);
    }
  });

  it('has each way to call it on a line of its own where both do not fit on one', () => {
    const login = METHODS.filter(({ name }) => name === 'login');
    expect(login.map((method) => methodHelpText(method, frameOf(80)))[0]).to.match(
      /^bulk\.login\(username, [^\n]+\)\n {2}or bulk\.login\(credentials\)\n/,
    );
  });
});
