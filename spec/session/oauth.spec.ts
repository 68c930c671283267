import { generateKeyPairSync } from 'node:crypto';
import { inspect } from 'node:util';
import { expect } from 'chai';
import { importSPKI, jwtVerify } from 'jose';
import {
  type BulkException,
  InputException,
  LoginException,
  QuotaException,
  UnexpectedReplyException,
  type Credentials,
} from '../../lib';
import { BATCHES, JOBS, newBulk } from '../helpers/bulks';
import { exchange, ORG, type Sent } from '../helpers/exchange';
import { FakeClock } from '../helpers/fake-clock';
import { rejection } from '../helpers/rejection';
import { useNock } from '../helpers/use-nock';
import { batchInfoList, jobInfo, SESSION_ENDED, SESSION_ID } from '../helpers/wire';

const TOKEN = '/services/oauth2/token';
const RENEWED = '00DQQ0000001PrA!AQ4AQKrenewedSessionValue.abc_DEF';

const { publicKey, privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

const answer = (values: Record<string, unknown> = {}): string =>
  JSON.stringify({
    access_token: SESSION_ID,
    scope: 'api refresh_token id',
    instance_url: ORG,
    id: 'https://login.salesforce.com/id/00DQQ0000001PrA2AU/005QQ000000KkLmYAK',
    token_type: 'Bearer',
    issued_at: '1767225600123',
    signature: 'u0mPrAcTiCeSiGnAtUrE0000000000000000000000A=',
    ...values,
  });

function answerToken(values?: Record<string, unknown>, status = 200): Sent {
  const reply = status === 200 ? answer(values) : JSON.stringify(values);
  return exchange({
    origin: ORG,
    method: 'POST',
    path: TOKEN,
    status,
    reply,
    headers: { 'Content-Type': 'application/json' },
  });
}

const form = (sent: Sent): Record<string, string> => Object.fromEntries(new URLSearchParams(sent.body));

const APP = { clientId: '3MVGpractice.key', clientSecret: 'secret&ABCDEF', loginUrl: ORG };

/** Each flow: what is given, and the form that must be sent; the assertion is looked at below. */
const FLOWS: Record<string, { credentials: Credentials; form: Record<string, string> }> = {
  'refresh token': {
    credentials: { refreshToken: '5Aep861==', ...APP },
    form: {
      grant_type: 'refresh_token',
      refresh_token: '5Aep861==',
      client_id: APP.clientId,
      client_secret: APP.clientSecret,
    },
  },
  'refresh token of an app without a secret': {
    credentials: { refreshToken: '5Aep861==', clientId: APP.clientId, loginUrl: ORG },
    form: { grant_type: 'refresh_token', refresh_token: '5Aep861==', client_id: APP.clientId },
  },
  'client credentials': {
    credentials: APP,
    form: { grant_type: 'client_credentials', client_id: APP.clientId, client_secret: APP.clientSecret },
  },
  'user name and password': {
    credentials: { username: 'ada@example.com', password: 'p&ss+', securityToken: 'TOKEN24', ...APP },
    form: {
      grant_type: 'password',
      client_id: APP.clientId,
      client_secret: APP.clientSecret,
      username: 'ada@example.com',
      password: 'p&ss+TOKEN24',
    },
  },
  'JWT bearer': {
    credentials: { privateKey, clientId: APP.clientId, username: 'ada@example.com', loginUrl: ORG },
    form: { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer' },
  },
};

const SECRETS = [
  APP.clientSecret,
  '5Aep861==',
  'p&ss+',
  'TOKEN24',
  SESSION_ID.slice(16),
  RENEWED.slice(16),
  'PRIVATE KEY',
];

function expectNoSecret(value: unknown): void {
  const shown = `${inspect(value, { depth: 9, showHidden: true })} ${JSON.stringify(value)}`;
  for (const secret of SECRETS) expect(shown).to.not.include(secret);
}

for (const [name, flow] of Object.entries(FLOWS)) {
  describe(`Signing in by OAuth: ${name}`, () => {
    useNock();

    it('sends the form of the flow, and tells who is in and where, without a secret', async () => {
      const sent = answerToken();
      const bulk = newBulk();
      const info = await bulk.login(flow.credentials);
      const { assertion: _seenBelow, ...fields } = form(sent);
      expect(fields).to.deep.equal(flow.form);
      expect(sent.headers['content-type']).to.equal('application/x-www-form-urlencoded');
      expect(info).to.deep.equal({
        instanceUrl: ORG,
        userId: '005QQ000000KkLmYAK',
        organizationId: '00DQQ0000001PrA2AU',
        userName: null,
        sandbox: null,
      });
      expectNoSecret([info, bulk]);
    });

    it('shows the token to Bulk API 1.0, and signs in once more for all who find it ended', async () => {
      answerToken();
      const bulk = newBulk();
      await bulk.login(flow.credentials);
      const first = exchange({ method: 'POST', path: JOBS, status: 201, reply: jobInfo() });
      await bulk.jobCreate('insert', 'Contact');
      expect(first.headers['x-sfdc-session']).to.equal(SESSION_ID);
      exchange({ method: 'GET', path: BATCHES, status: 400, reply: SESSION_ENDED, times: 3 });
      const renewal = answerToken({ access_token: RENEWED });
      const again = exchange({ method: 'GET', path: BATCHES, reply: batchInfoList(), times: 3 });
      await Promise.all([bulk.batchStatus(), bulk.batchStatus(), bulk.batchStatus()]);
      expect(renewal.count).to.equal(1);
      expect(again.headers['x-sfdc-session']).to.equal(RENEWED);
    });

    it('is refused with the service’s words and without secrets', async () => {
      const description = `authentication failure for ${Object.values(flow.form).join(' ')} ${SESSION_ID}`;
      answerToken({ error: 'invalid_grant', error_description: description }, 400);
      const error = await rejection(newBulk().login(flow.credentials), LoginException);
      expect(error).to.include({ code: 'invalid_grant', status: 400, request: `POST ${TOKEN}` });
      expect(error.message).to.match(/^invalid_grant: authentication failure/);
      expectNoSecret(error);
    });

    it('keeps what was sent out of the error when something on the way repeats it', async () => {
      const assertion = 'eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJhcHAifQ.c2lnbmVk';
      const repeated = `${new URLSearchParams(flow.form).toString()} ${Object.values(flow.form).join(' ')} ${assertion}`;
      answerToken({ error: 'invalid_request', error_description: repeated }, 400);
      const refused = await rejection(newBulk().login(flow.credentials), LoginException);
      answerToken({ seen: repeated }, 404);
      const unexpected = await rejection(newBulk().login(flow.credentials), UnexpectedReplyException);
      for (const { message } of [refused, unexpected]) {
        for (const secret of [...SECRETS, assertion]) {
          expect(message).to.not.include(secret).and.to.not.include(encodeURIComponent(secret));
        }
      }
    });
  });
}

describe('The token endpoint', () => {
  useNock();

  const faults: [string, string, typeof BulkException][] = [
    ['invalid_grant', 'expired access/refresh token', LoginException],
    ['invalid_grant', 'request not supported on this domain', LoginException],
    ['invalid_client_id', 'client identifier invalid', LoginException],
    ['invalid_client', 'invalid client credentials', LoginException],
    ['unsupported_grant_type', 'grant type not supported', LoginException],
    ['invalid_request', 'must use HTTP POST', LoginException],
    ['inactive_org', 'inactive', LoginException],
    ['rate_limit_exceeded', 'slow down', QuotaException],
    ['invalid_app_access', 'no', LoginException],
    ['unsupported_response_type', 'no', LoginException],
    ['something_new', 'who knows', LoginException],
  ];
  for (const [code, text, Class] of faults) {
    it(`refuses with ${code} as a ${Class.name}`, async () => {
      answerToken({ error: code, error_description: text }, 400);
      const error = await rejection(newBulk().login(APP), Class);
      expect(error).to.include({ code, message: `${code}: ${text}` });
      if (code !== 'something_new') expect(error.advice).to.match(/\.$/);
    });
  }

  it('may hand out a new refresh token with each, and the newest is used', async () => {
    answerToken({ refresh_token: 'rotated-1' });
    const bulk = newBulk();
    await bulk.login({ refreshToken: 'first', ...APP });
    exchange({ method: 'POST', path: JOBS, status: 400, reply: SESSION_ENDED });
    const renewal = answerToken({ access_token: RENEWED });
    exchange({ method: 'POST', path: JOBS, status: 201, reply: jobInfo() });
    await bulk.jobCreate('insert', 'Contact');
    expect(form(renewal).refresh_token).to.equal('rotated-1');
  });

  it('is told the truth about the key: claims, times and signature', async () => {
    const sent = answerToken();
    const clock = new FakeClock();
    await newBulk({ clock }).login({
      privateKey,
      clientId: APP.clientId,
      username: 'ada@example.com',
      loginUrl: `${ORG}/`,
    });
    const key = await importSPKI(publicKey, 'RS256');
    const currentDate = new Date(clock.now());
    const { payload, protectedHeader } = await jwtVerify(form(sent).assertion ?? '', key, { currentDate });
    expect(protectedHeader).to.deep.equal({ alg: 'RS256' });
    const seconds = Math.floor(clock.now() / 1000);
    expect(payload).to.deep.equal({ iss: APP.clientId, sub: 'ada@example.com', aud: ORG, exp: seconds + 180 });
  });

  it('is not asked with a key that is none, which is not shown', async () => {
    const login = newBulk().login({ privateKey: 'hush hush', clientId: 'x', username: 'ada@example.com' });
    const error = await rejection(login, InputException);
    expect(error.field).to.equal('privateKey');
    expect(inspect(error)).to.not.include('hush');
  });

  for (const url of [
    'https://org.example.com',
    'http://practice.my.salesforce.com',
    'https://salesforce.com.example.com',
    '',
    42,
  ]) {
    it(`cannot send the session to ${JSON.stringify(url)}`, async () => {
      answerToken({ instance_url: url });
      const error = await rejection(newBulk().login(APP), UnexpectedReplyException);
      expect(error.message).to.include('an address that the session is not sent to');
      expectNoSecret(error);
    });
  }

  it('may name another host of Salesforce', async () => {
    answerToken({ instance_url: 'https://other--dev.sandbox.my.salesforce.com' });
    expect((await newBulk().login(APP)).instanceUrl).to.equal('https://other--dev.sandbox.my.salesforce.com');
  });

  it('may not hand out tokens that are no session ids', async () => {
    answerToken({ access_token: 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl' });
    const error = await rejection(newBulk().login(APP), LoginException);
    expect(error.message).to.include('JWT');
    expect(inspect(error)).to.not.include('eyJhbGciOiJSUzI1NiJ9');
  });

  for (const [what, status, reply] of [
    ['a page', 200, '<html>Sign in to the network</html>'],
    ['nothing', 204, ''],
    ['JSON without a token', 200, '{"scope":"api"}'],
    ['a list', 200, '[]'],
    ['an error that is no text', 400, '{"error":{"code":"invalid_grant"},"error_description":["expired"]}'],
    ['a token that is no text', 200, `{"access_token":["x"],"instance_url":"${ORG}"}`],
  ] as const) {
    it(`is not taken at its word where it answers with ${what}`, async () => {
      exchange({ method: 'POST', path: TOKEN, status, reply });
      const error = await rejection(newBulk().login(APP), UnexpectedReplyException);
      expect(error.request).to.equal(`POST ${TOKEN}`);
    });
  }
});
