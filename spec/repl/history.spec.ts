import { expect } from 'chai';
import { homedir } from 'node:os';
import { historyFileOf, mayHoldSecret } from '../../lib/repl/history';

describe('The history file', () => {
  it('is in the home folder, or where the environment says, or nowhere', () => {
    expect(historyFileOf({}))
      .to.match(/\.sfbulk_history$/)
      .and.include(homedir());
    expect(historyFileOf({ SFBULK_HISTORY: '/elsewhere' })).to.equal('/elsewhere');
    expect(historyFileOf({ SFBULK_HISTORY: '' })).to.equal(undefined);
  });

  it('gets no line that may hold a secret', () => {
    const secrets = ['bulk.login(a, b)', 'x = { accessToken }', "password = 'x'", "s = '00DQQ0000001PrA!AQ4A'"];
    expect(secrets.filter((line) => !mayHoldSecret(line))).to.deep.equal([]);
    expect(["bulk.jobCreate('insert', 'Contact')", '.login'].filter(mayHoldSecret)).to.deep.equal([]);
  });
});
