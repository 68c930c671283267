import { expect } from 'chai';
import { unexpectedReply } from '../../lib/errors/unexpected';
import { utf16 } from '../helpers/bytes';

const ASKED = { method: 'GET', operation: 'get job', path: '/services/async/66.0/job/750000000000001AAA' };

function quoted(text: string, secrets: readonly string[] = [], reason?: string): string {
  const { message } = unexpectedReply({ status: 200, headers: {}, secrets }, { text, reason }, ASKED);
  return message.replace(/^.*? and an (?:unexpected body, beginning: )?/s, '');
}

describe('What is quoted of an answer that was not expected', () => {
  const fields: [string, string][] = [
    ['{"accessToken":"hush"}', '{"accessToken":"***"}'],
    ['{"access_token": "hu\\"sh", "scope": "api"}', '{"access_token": "***", "scope": "api"}'],
    ["{'access_token':'hush'}", "{'access_token':'***'}"],
    ['{"access_token":["hush","hush"],"scope":"api"}', '{"access_token":[***],"scope":"api"}'],
    ['{"token":{"value":"hush"}}', '{"token":{***}}'],
    ['{"clientSecret":"hush","refreshToken":"hush"}', '{"clientSecret":"***","refreshToken":"***"}'],
    ['"{\\"refresh_token\\":\\"hush\\"}"', '"{\\"refresh_token\\":\\"***\\"}"'],
    ['<p>{&quot;sessionId&quot;:&quot;hush&quot;}</p>', '<p>{&quot;sessionId&quot;:&quot;***&quot;}</p>'],
    ['{"headers":{"Authorization":"Bearer hush"}}', '{"headers":{"Authorization":"***"}}'],
    ['<sessionId><![CDATA[hush]]></sessionId><x/>', '<sessionId>***</sessionId><x/>'],
    ['<a:sessionId xmlns:a="b"><v>hush</v></a:sessionId>', '<a:sessionId xmlns:a="b">***</a:sessionId>'],
    ['<sessionId/><userId>005</userId>', '<sessionId/><userId>005</userId>'],
    ['<SessionID>hush', '<SessionID>***'],
    ['<a href="/x?retry=1&amp;sid=hush">', '<a href="/x?retry=1&amp;sid=***'],
    ['{"access_token":\n"hush"}', '{"access_token":'],
    [utf16('{"x":"00DQQ0000001PrA!AQ4.hush"}'), '{"x":"00DQQ0000001PrA!***"}'],
  ];
  for (const [text, shown] of fields) {
    it(`has no secret that a field holds: ${JSON.stringify(text.replaceAll('\0', '')).slice(0, 60)}`, () => {
      expect(quoted(text)).to.equal(shown);
    });
  }

  it('has no secret that is known, also where its end is not quoted', () => {
    const secret = 'OPAQUE'.repeat(50);
    expect(quoted(`${'x'.repeat(190)}${secret}`, [secret])).to.equal(`${'x'.repeat(190)}***`);
    expect(quoted(utf16(`was ${secret}`), [secret])).to.equal('was ***');
  });

  it('has no secret in the reason either', () => {
    const reply = { status: 200, headers: {}, secrets: ['OPAQUE'] };
    const { message } = unexpectedReply(reply, { text: '<?xml', reason: 'what is OPAQUE?' }, ASKED);
    expect(message).to.include('(what is ***?)');
  });

  it('has no secret in the host of a redirect', () => {
    const reply = { status: 302, headers: { location: 'https://opaque.example.com' }, secrets: ['opaque'] };
    expect(unexpectedReply(reply, { text: '' }, ASKED).message).to.include('a redirect to ***.example.com');
  });

  it('is the first line that is not blank', () => {
    expect(quoted('\r\n  \n <p>denied</p> \n</html>')).to.equal('<p>denied</p>');
    expect(quoted(' \r\n\0 ')).to.equal('empty body');
  });

  it('is soon found in a long text', () => {
    const started = process.hrtime.bigint();
    quoted('<sessionId>'.repeat(2_000_000), ['OPAQUE-secret']);
    quoted('"token":'.repeat(2_000_000), ['OPAQUE-secret']);
    expect(Number(process.hrtime.bigint() - started) / 1e6).to.be.below(1_000);
  });
});
