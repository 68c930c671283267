import { expect } from 'chai';
import { type Answer, exchange, Visit } from '../support/exchange';

const PASSWORD = 'practice-password';
const TOKEN = 'PracticeSecurityToken024';

interface Letter {
  readonly username?: string;
  readonly password?: string;
  readonly namespace?: string;
  readonly prefix?: string;
}

const envelope = ({
  username = 'ada@practice.example',
  password = PASSWORD + TOKEN,
  namespace,
  prefix = 'n1:',
}: Letter) => {
  const declaration = prefix === '' ? 'xmlns' : `xmlns:${prefix.slice(0, -1)}`;
  return (
    '<?xml version="1.0" encoding="utf-8"?><env:Envelope xmlns:env="http://schemas.xmlsoap.org/soap/envelope/">' +
    `<env:Body><${prefix}login ${declaration}="${namespace ?? 'urn:partner.soap.sforce.com'}">` +
    `<${prefix}username>${username}</${prefix}username><${prefix}password>${password}</${prefix}password>` +
    `</${prefix}login></env:Body></env:Envelope>`
  );
};

describe('SOAP login', () => {
  let visit: Visit;
  beforeEach(async () => {
    visit = await Visit.start();
  });
  afterEach(() => visit.stop());

  const send = (body: string, path = '/services/Soap/u/64.0', headers: Record<string, string> = {}): Promise<Answer> =>
    visit.ask({ method: 'POST', path, body, headers: { 'Content-Type': 'text/xml', SOAPAction: 'login', ...headers } });

  const fault = (code: string, message: string, type = 'LoginFault'): string =>
    '<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"' +
    ' xmlns:sf="urn:fault.partner.soap.sforce.com" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body>' +
    `<soapenv:Fault><faultcode>sf:${code}</faultcode><faultstring>${code}: ${message}</faultstring><detail>` +
    `<sf:${type} xsi:type="sf:${type}"><sf:exceptionCode>${code}</sf:exceptionCode>` +
    `<sf:exceptionMessage>${message}</sf:exceptionMessage></sf:${type}></detail></soapenv:Fault></soapenv:Body></soapenv:Envelope>`;

  describe('what it reads and writes', () => {
    it('answers with the addresses of the org, a session that begins with its id, and who signed in', async () => {
      const answer = await send(envelope({}));
      expect(answer.status).to.equal(200);
      expect(answer.headers['content-type']).to.equal('text/xml; charset=UTF-8');
      expect(answer.body).to.match(
        /^<\?xml version="1.0" encoding="UTF-8"\?><soapenv:Envelope [^\n]*<\/soapenv:Envelope>$/,
      );
      expect(answer.body).to.contain(`<serverUrl>${visit.org.url}/services/Soap/u/64.0/00DQQ0000001PrA</serverUrl>`);
      expect(answer.body).to.match(/<sessionId>00DQQ0000001PrA![\w.]+<\/sessionId>/);
      expect(answer.body).to.match(/<\/sessionId><userId>005\w{15}<\/userId><userInfo>/);
      expect(answer.body).to.contain('<roleId xsi:nil="true"/><sessionSecondsValid>7200</sessionSecondsValid>');
    });

    it('opens a session that the Bulk API takes', async () => {
      const session = /<sessionId>(.*?)</.exec((await send(envelope({}))).body)?.[1] ?? '';
      const answer = await visit.get('/job/750QQ0000000000', { 'X-SFDC-Session': session });
      expect(answer.body).to.contain('InvalidJob').and.not.contain('InvalidSessionId');
    });

    it('takes the enterprise namespace at the enterprise address, and hands that address out', async () => {
      const answer = await send(envelope({ namespace: 'urn:enterprise.soap.sforce.com' }), '/services/Soap/c/64.0');
      expect(answer.body).to.contain('xmlns="urn:enterprise.soap.sforce.com"');
      expect(answer.body).to.contain('/services/Soap/c/64.0/00DQQ0000001PrA</serverUrl>');
    });

    it('reads names by their namespace, whatever the prefix', async () => {
      for (const prefix of ['', 'urn:', 'x:']) expect((await send(envelope({ prefix }))).status).to.equal(200);
    });

    it('builds its addresses from the way by which the client came', async () => {
      const proxied = { 'X-Forwarded-Proto': 'https', 'X-Forwarded-Host': 'practice.example.com' };
      const answer = await send(envelope({}), '/services/Soap/u/64.0', proxied);
      expect(answer.body).to.contain('<serverUrl>https://practice.example.com/services/Soap/u/64.0/');
      const named = await send(envelope({}), '/services/Soap/u/64.0', { Host: 'org.example.com:81' });
      expect(named.body).to.contain('<serverUrl>http://org.example.com:81/services/Soap/u/64.0/');
    });
  });

  describe('what it refuses', () => {
    it('a wrong password, in the words of the service', async () => {
      const answer = await send(envelope({ password: 'wrong' }));
      expect(answer.status).to.equal(500);
      const message = 'Invalid username, password, security token; or user locked out.';
      expect(answer.body).to.equal(fault('INVALID_LOGIN', message));
    });

    it('an unknown user', async () => {
      expect((await send(envelope({ username: 'eve@example.com' }))).body).to.contain('sf:INVALID_LOGIN');
    });

    it('the password without its token, by a code of its own', async () => {
      expect((await send(envelope({ password: PASSWORD }))).body).to.contain('sf:LOGIN_MUST_USE_SECURITY_TOKEN');
    });

    it('an ampersand that was not escaped, as an unexpected error', async () => {
      const answer = await send(envelope({ password: `a&b${TOKEN}` }));
      expect(answer.status).to.equal(500);
      expect(answer.body).to.contain('<sf:UnexpectedErrorFault xsi:type="sf:UnexpectedErrorFault">');
      expect(answer.body).to.contain('<sf:exceptionCode>UNKNOWN_EXCEPTION</sf:exceptionCode>');
      expect(answer.body).to.contain(
        'UNKNOWN_EXCEPTION: The reference to entity &quot;bPracticeSecurityToken024&quot; must end with the &apos;;&apos; delimiter.',
      );
    });

    it('a version that has no login, and one that is retired', async () => {
      for (const version of ['65.0', '66.0', '30.0', '064.0', 'nonsense']) {
        const answer = await send(envelope({}), `/services/Soap/u/${version}`);
        expect(answer.body, version).to.contain('<sf:exceptionCode>UNSUPPORTED_API_VERSION</sf:exceptionCode>');
      }
    });

    it('a letter without SOAPAction, and one for another WSDL', async () => {
      const path = '/services/Soap/u/64.0';
      const bare = await exchange(visit.org.url, { method: 'POST', path, body: envelope({}) });
      expect(bare.body).to.contain('SOAPAction HTTP header missing');
      const other = await send(envelope({ namespace: 'urn:enterprise.soap.sforce.com' }));
      expect(other.body).to.contain('No operation available for request {urn:enterprise.soap.sforce.com}login');
    });

    it("a call that is not the org's: for its session first, if that is dead", async () => {
      const body = (session: string): string =>
        '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Header>' +
        `<SessionHeader xmlns="urn:partner.soap.sforce.com"><sessionId>${session}</sessionId></SessionHeader>` +
        '</e:Header><e:Body><getUserInfo xmlns="urn:partner.soap.sforce.com"/></e:Body></e:Envelope>';
      const dead = await send(body('00DQQ0000001PrA!dead'));
      expect(dead.status).to.equal(500);
      expect(dead.body).to.contain('<faultcode>sf:INVALID_SESSION_ID</faultcode>');
      expect((await send(body(visit.session))).body).to.contain('No operation available for request');
    });

    it("everybody who has the right password, when the day's calls are spent", async () => {
      const spent = await Visit.start({ apiRequestsPerDay: 1 });
      await spent.createJob({ operation: 'insert', object: 'Lead' });
      const headers = { SOAPAction: 'login' };
      const answer = await spent.ask({ method: 'POST', path: '/services/Soap/u/64.0', body: envelope({}), headers });
      await spent.stop();
      expect(answer.status).to.equal(500);
      expect(answer.body).to.contain(
        '<faultstring>REQUEST_LIMIT_EXCEEDED: TotalRequests Limit exceeded.</faultstring>',
      );
    });

    it('more than 10 KB', async () => {
      const answer = await send(envelope({ password: 'x'.repeat(11_000) }));
      expect(answer.status).to.equal(500);
      expect(answer.body).to.contain('EXCEEDED_MAX_SIZE_REQUEST');
    });

    it('everybody, in an org that has the login switched off', async () => {
      const closed = await Visit.start({ setup: { isSoapLoginEnabled: false } });
      const headers = { SOAPAction: 'login' };
      const answer = await closed.ask({ method: 'POST', path: '/services/Soap/u/64.0', body: envelope({}), headers });
      await closed.stop();
      expect(answer.body).to.contain('<sf:exceptionCode>INVALID_OPERATION</sf:exceptionCode>');
      expect(answer.body).to.contain('SOAP API login() is disabled by default in this org.');
    });
  });

  describe('what it does', () => {
    it('reads an escaped password as it was meant', async () => {
      const picky = await Visit.start({ user: { password: `a&b<c>"d'` } });
      const body = envelope({ password: `a&amp;b&lt;c&gt;&quot;d&#39;${TOKEN}` });
      const headers = { SOAPAction: '""' };
      const answer = await picky.ask({ method: 'POST', path: '/services/Soap/u/64.0', body, headers });
      await picky.stop();
      expect(answer.status).to.equal(200);
    });

    it('lets a user with an expired password in, and then nowhere', async () => {
      const late = await Visit.start({ user: { isPasswordExpired: true } });
      const headers = { SOAPAction: 'login' };
      const answer = await late.ask({ method: 'POST', path: '/services/Soap/u/64.0', body: envelope({}), headers });
      const session = /<sessionId>(.*?)</.exec(answer.body)?.[1] ?? '';
      const next = await late.get('/job/750QQ0000000000', { 'X-SFDC-Session': session });
      await late.stop();
      expect(answer.body).to.contain('<passwordExpired>true</passwordExpired>');
      expect(next.body).to.contain('INVALID_OPERATION_WITH_EXPIRED_PASSWORD');
    });

    it('ends a session by logout, for everyone who shares it', async () => {
      const body =
        '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Header>' +
        `<SessionHeader xmlns="urn:partner.soap.sforce.com"><sessionId>${visit.session}</sessionId></SessionHeader>` +
        '</e:Header><e:Body><logout xmlns="urn:partner.soap.sforce.com"/></e:Body></e:Envelope>';
      const path = '/services/Soap/u/64.0/00DQQ0000001PrA';
      expect((await send(body, path)).body).to.contain('<logoutResponse/>');
      expect((await visit.get('/job/750QQ0000000000')).body).to.contain('InvalidSessionId');
      expect((await send(body, path)).body).to.contain('<faultcode>sf:INVALID_SESSION_ID</faultcode>');
    });
  });
});
