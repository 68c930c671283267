import { expect } from 'chai';
import { mask, maskCode } from '../../lib/errors/mask';

describe('mask', () => {
  const texts: [string, string][] = [
    ['no job for 00DQQ0000001PrA!AQ4.secret_1 here', 'no job for 00DQQ0000001PrA!*** here'],
    ['<sessionId>00DQQ0000001PrA2AU!AQ4.x</sessionId>', '<sessionId>00DQQ0000001PrA2AU!***</sessionId>'],
    ['"00DQQ0000001PrA!x"', '"00DQQ0000001PrA!***"'],
    ['two: 00DQQ0000001PrA!x 00DQQ0000001PrB!y', 'two: 00DQQ0000001PrA!*** 00DQQ0000001PrB!***'],
    ['nothing! here', 'nothing! here'],
  ];
  for (const [text, masked] of texts) {
    it(`makes of ${text}: ${masked}`, () => {
      expect(mask(text)).to.equal(masked);
    });
  }

  it('takes out the secrets that it is told, wherever they stand', () => {
    expect(mask('a(b)c a(b)c', ['a(b)c'])).to.equal('*** ***');
  });

  const secret = `a b&"c'<é`;
  for (const spelling of [
    secret,
    `a b&amp;"c'&lt;é`,
    'a b&amp;&quot;c&apos;&lt;é',
    'a b&amp;&quot;c&#39;&lt;é',
    `a b&\\"c'<é`,
    'a+b%26%22c%27%3C%C3%A9',
    'a%20b%26%22c%27%3C%C3%A9',
  ]) {
    it(`knows a secret that is spelt ${spelling}`, () => {
      expect(mask(`it was ${spelling}, was it?`, [secret])).to.equal('it was ***, was it?');
    });
  }

  it('takes an empty secret for none', () => {
    expect(mask('text', [''])).to.equal('text');
  });
});

describe('maskCode', () => {
  it('leaves a code what it is, though a secret is a part of it', () => {
    expect(maskCode('InternalServerError', ['Server'])).to.equal('InternalServerError');
  });

  it('takes out a secret that comes as a code', () => {
    expect(maskCode('secret', ['secret'])).to.equal('***');
    expect(maskCode('the token 12-34', ['12-34'])).to.equal('the token ***');
  });
});
