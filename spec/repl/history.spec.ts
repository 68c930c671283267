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
    const named = [
      "password = 'x'",
      "pwd = 'x'",
      "sessionId: 'x'",
      "session = 'x'",
      "apiKey = 'x'",
      "private_key = 'x'",
    ];
    const plain = ['bulk.login(a, b)', 'x = { accessToken }', "s = '00DQQ0000001PrA!AQ4A'", '-----BEGIN RSA KEY'];
    const secrets = [...named, ...plain];
    expect(secrets.filter((line) => !mayHoldSecret(line))).to.deep.equal([]);
    expect(
      ["bulk.jobCreate('insert', 'Contact')", '.login', '.trigger session-expired'].filter(mayHoldSecret),
    ).to.deep.equal([]);
  });
});
