import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { expect } from 'chai';
import { LoginException, PermissionException, ServiceException, UnexpectedReplyException } from '../../lib';
import { newBulk } from '../helpers/bulks';
import { exchange, lostConnection, type Exchange, type Sent } from '../helpers/exchange';
import { FakeClock } from '../helpers/fake-clock';
import { rejection } from '../helpers/rejection';
import { useNock } from '../helpers/use-nock';
import { loginFault, loginResponse, PROXY_PAGE, SESSION_ID, type Fault } from '../helpers/wire';

const LOGIN = 'https://login.salesforce.com';
const PATH = '/services/Soap/u/64.0';
const PASSWORD = `p<&>"'wörd`;
const TOKEN = 'TOKENofTwentyFourSigns24';

function answerLogin(answer: Partial<Exchange> = {}): Sent {
  return exchange({ origin: LOGIN, method: 'POST', path: PATH, reply: loginResponse(), ...answer });
}

function refuseLogin(fault: Fault = {}): Sent {
  return answerLogin({ status: 500, reply: loginFault(fault), headers: { 'Content-Type': 'text/xml; charset=UTF-8' } });
}

/** Everything of an error that could end up in a log. */
function everyTraceOf(error: Error): string {
  const causes: unknown[] = [];
  for (let at: unknown = error; at !== undefined; at = (at as Error).cause) causes.push(at);
  return [
    ...causes.map((one) => inspect(one, { depth: 20, showHidden: true })),
    ...causes.map((one) => JSON.stringify(one)),
    error.message,
    error.stack,
    String(error),
  ].join('\n');
}

describe('signing in with a password', () => {
  useNock();

  it('sends the SOAP login that the service documents, to version 64.0', async () => {
    const sent = answerLogin();
    await newBulk({ client: 'nightly-load/2.1' }).login('ada@example.com', 'password', TOKEN);
    expect(sent.body).to.equal(
      '<?xml version="1.0" encoding="UTF-8"?>' +
        '<env:Envelope xmlns:env="http://schemas.xmlsoap.org/soap/envelope/" xmlns:urn="urn:partner.soap.sforce.com">' +
        '<env:Header><urn:CallOptions><urn:client>nightly-load/2.1</urn:client></urn:CallOptions></env:Header>' +
        '<env:Body><urn:login><urn:username>ada@example.com</urn:username>' +
        `<urn:password>password${TOKEN}</urn:password></urn:login></env:Body></env:Envelope>`,
    );
    expect(sent.headers).to.include({ 'content-type': 'text/xml; charset=UTF-8', soapaction: 'login' });
    expect(sent.headers).to.not.have.property('x-sfdc-session');
  });

  it('escapes what XML would take for its own', async () => {
    const sent = answerLogin();
    await newBulk().login({ username: 'a&b<c>@example.com', password: PASSWORD });
    expect(sent.body).to.match(/<urn:username>a&amp;b&lt;c(>|&gt;)@example.com<\/urn:username>/);
    expect(sent.body).to.match(/<urn:password>p&lt;&amp;(>|&gt;)("|&quot;)'wörd<\/urn:password>/);
  });

  it('tells who is signed in and where, and never the token', async () => {
    answerLogin();
    const info = await newBulk().login('ada@example.com', 'password', TOKEN);
    expect(info).to.deep.equal({
      instanceUrl: 'https://practice.my.salesforce.com',
      userId: '005QQ000000KkLmYAK',
      organizationId: '00DQQ0000001PrA2AU',
      userName: 'ada@example.com',
      sandbox: false,
    });
    expect(JSON.stringify(info)).to.not.include(SESSION_ID.slice(16));
  });

  it('works without a security token, where the address is trusted', async () => {
    const sent = answerLogin();
    await newBulk().login('ada@example.com', 'password');
    expect(sent.body).to.include('<urn:password>password</urn:password>');
  });

  it('goes to the host of sandboxes when asked to', async () => {
    answerLogin({ origin: 'https://test.salesforce.com', reply: loginResponse({ sandbox: 'true' }) });
    const info = await newBulk().login('ada@example.com.dev', 'password', TOKEN, 66, true);
    expect(info.sandbox).to.equal(true);
  });

  it('goes to a login host that is given', async () => {
    const sent = answerLogin({ origin: 'https://example.my.salesforce.com' });
    await newBulk().login({ username: 'ada', password: 'password', loginUrl: 'example.my.salesforce.com/' });
    expect(sent.count).to.equal(1);
  });

  it('takes an API version for this session, to which login itself goes when it has it', async () => {
    const login = answerLogin({ path: '/services/Soap/u/58.0' });
    const job = exchange({ method: 'POST', path: '/services/async/58.0/job', status: 400, reply: '<error/>' });
    const bulk = newBulk();
    await bulk.login('ada@example.com', 'password', TOKEN, '58.0');
    await rejection(bulk.jobCreate('insert', 'Contact'), UnexpectedReplyException);
    expect([login.count, job.count]).to.deep.equal([1, 1]);
  });

  it('takes an API version that a journal goes on with', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sfbulk-login-'));
    const journal = join(folder, 'journal');
    answerLogin({ path: '/services/Soap/u/58.0' });
    exchange({ method: 'POST', path: '/services/async/58.0/job', status: 400, reply: '<error/>' });
    const bulk = newBulk({ journal });
    await bulk.login('ada@example.com', 'password', TOKEN, '58.0');
    await rejection(bulk.jobCreate('insert', 'Contact'), UnexpectedReplyException);
    const text = readFileSync(journal, 'utf8');
    rmSync(folder, { recursive: true });
    expect(text).to.match(/"job planned".*"apiVersion":"58.0"/);
  });

  it('warns once of the day on which this way of signing in ends', async () => {
    answerLogin({ times: 2 });
    const warnings: string[] = [];
    const bulk = newBulk({ onWarning: (warning) => warnings.push(warning) });
    await bulk.login('ada@example.com', 'password');
    await bulk.login('ada@example.com', 'password');
    expect(warnings).to.have.lengthOf(1);
    expect(warnings[0]).to.include("Summer '27");
  });

  for (const host of ['https://na9-api.salesforce.com', 'https://practice--dev.sandbox.my.salesforce.com']) {
    it(`speaks to the host that the service names: ${host}`, async () => {
      answerLogin({ reply: loginResponse({ serverUrl: `${host}/services/Soap/u/64.0/00DQQ0000001PrA` }) });
      const job = exchange({ origin: host, method: 'POST', path: '/services/async/66.0/job', status: 400 });
      const bulk = newBulk();
      expect((await bulk.login('ada@example.com', 'password')).instanceUrl).to.equal(host);
      await rejection(bulk.jobCreate('insert', 'Contact'), UnexpectedReplyException);
      expect(job.headers['x-sfdc-session']).to.equal(SESSION_ID);
    });
  }
});

describe('a login that is refused', () => {
  useNock();

  const shapes: [string, Fault][] = [
    ['a prefixed faultcode', {}],
    ['a bare faultcode', { prefix: '' }],
    ['no detail', { detail: false }],
  ];
  for (const [shape, fault] of shapes) {
    it(`says the code and the text of the service, from a fault with ${shape}`, async () => {
      refuseLogin(fault);
      const error = await rejection(newBulk().login('ada@example.com', 'password', TOKEN), LoginException);
      expect(error.message).to.equal('INVALID_LOGIN: Invalid username, password, security token; or user locked out.');
      expect(error).to.include({ code: 'INVALID_LOGIN', status: 500, request: `POST ${PATH}` });
      expect(error.advice).to.include('security token');
    });
  }

  it('is sent once, or it would lock the user out', async () => {
    const clock = new FakeClock();
    const sent = refuseLogin();
    await rejection(newBulk({ clock }).login('ada@example.com', 'password'), LoginException);
    expect(sent.count).to.equal(1);
    expect(clock.sleeps).to.deep.equal([]);
  });

  it('has no password in any trace of it, though the service repeats it', async () => {
    refuseLogin({ text: `no entity in p&lt;&amp;&gt;&quot;'w&#246;rd${TOKEN}, nor in ${TOKEN} alone` });
    const error = await rejection(newBulk().login('ada@example.com', PASSWORD, TOKEN), LoginException);
    expect(error.message).to.include('no entity in ***, nor in *** alone');
    for (const secret of [PASSWORD, TOKEN]) expect(everyTraceOf(error)).to.not.include(secret);
  });

  it('has no password in it when the network fails', async () => {
    lostConnection({ origin: LOGIN, method: 'POST', path: PATH });
    const attempt = newBulk({ retries: 0 }).login('ada@example.com', 'hushhush', TOKEN);
    const error = await attempt.then(
      () => expect.fail('signed in'),
      (reason: unknown) => reason as Error,
    );
    expect(error.name).to.equal('ConnectionException');
    for (const secret of ['hushhush', TOKEN]) expect(everyTraceOf(error)).to.not.include(secret);
  });

  it('has no password in it when a page repeats it', async () => {
    answerLogin({ status: 403, reply: `blocked: <urn:password>hushhush${TOKEN}</urn:password>` });
    const attempt = newBulk().login('ada@example.com', 'hushhush', TOKEN);
    const error = await rejection(attempt, UnexpectedReplyException);
    for (const secret of ['hushhush', TOKEN]) expect(everyTraceOf(error)).to.not.include(secret);
  });

  it('says the status and the first line of what is no SOAP at all', async () => {
    answerLogin({ status: 200, reply: PROXY_PAGE, headers: { 'Content-Type': 'text/html' } });
    const error = await rejection(newBulk().login('ada@example.com', 'password'), UnexpectedReplyException);
    expect(error.message).to.include('HTTP 200').and.include('<!DOCTYPE html>');
    expect(error.status).to.equal(200);
  });

  const codes: [string, typeof LoginException][] = [
    ['LOGIN_MUST_USE_SECURITY_TOKEN', LoginException],
    ['INVALID_OPERATION', LoginException],
    ['UNSUPPORTED_API_VERSION', LoginException],
    ['SOME_CODE_OF_THE_FUTURE', LoginException],
    ['INSUFFICIENT_ACCESS', PermissionException],
    ['API_DISABLED_FOR_ORG', PermissionException],
    ['SERVER_UNAVAILABLE', ServiceException],
  ];
  for (const [code, Class] of codes) {
    it(`is a ${Class.name} for ${code}`, async () => {
      refuseLogin({ code, text: 'as the service says it' });
      const error = await rejection(newBulk().login('ada@example.com', 'password'), Class);
      expect(error).to.include({ code, message: `${code}: as the service says it` });
    });
  }

  it('says that a password has expired, instead of failing at the first job', async () => {
    answerLogin({ reply: loginResponse({ passwordExpired: 'true' }) });
    const error = await rejection(newBulk().login('ada@example.com', 'password'), LoginException);
    expect(error.code).to.equal('INVALID_OPERATION_WITH_EXPIRED_PASSWORD');
    expect(error.message).to.include('expired');
  });

  for (const serverUrl of [
    'http://practice.my.salesforce.com/services/Soap/u/64.0',
    'https://x.lightning.force.com',
    '',
  ]) {
    it(`gives no session to the address "${serverUrl}"`, async () => {
      answerLogin({ reply: loginResponse({ serverUrl }) });
      const bulk = newBulk();
      const error = await rejection(bulk.login('ada@example.com', 'password'), UnexpectedReplyException);
      expect(error.message).to.include(`serverUrl "${serverUrl}"`);
    });
  }

  it('takes an answer without a session for none', async () => {
    answerLogin({ reply: loginResponse({ sessionId: '' }) });
    const error = await rejection(newBulk().login('ada@example.com', 'password'), UnexpectedReplyException);
    expect(error.message).to.include('HTTP 200');
  });

  it('leaves the session that there was', async () => {
    answerLogin();
    const bulk = newBulk();
    await bulk.login('ada@example.com', 'password');
    refuseLogin();
    await rejection(bulk.login('ada@example.com', 'mistyped'), LoginException);
    const job = exchange({ method: 'POST', path: '/services/async/66.0/job', status: 400 });
    await rejection(bulk.jobCreate('insert', 'Contact'), UnexpectedReplyException);
    expect(job.headers['x-sfdc-session']).to.equal(SESSION_ID);
  });

  it('is tried again where the service is only away', async () => {
    answerLogin({ status: 503, reply: 'busy' });
    const second = answerLogin();
    await newBulk().login('ada@example.com', 'password');
    expect(second.count).to.equal(1);
  });
});
