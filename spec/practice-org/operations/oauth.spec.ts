import { expect } from 'chai';
import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { type Answer, Visit } from '../support/exchange';

const FORM = 'application/x-www-form-urlencoded';
const KEYS = generateKeyPairSync('rsa', { modulusLength: 2048 });
const PUBLIC_KEY = KEYS.publicKey.export({ type: 'spki', format: 'pem' }).toString();

const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('The OAuth endpoints', () => {
  let visit: Visit;
  beforeEach(async () => {
    visit = await Visit.start({ connectedApp: { publicKey: PUBLIC_KEY } });
  });
  afterEach(() => visit.stop());

  const post = (
    path: string,
    fields: Record<string, string>,
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const body = new URLSearchParams(fields).toString();
    return visit.ask({
      method: 'POST',
      path: `/services/oauth2${path}`,
      body,
      headers: { 'Content-Type': FORM, ...headers },
    });
  };
  const token = (fields: Record<string, string>, headers = {}): Promise<Answer> => post('/token', fields, headers);

  const app = () => ({
    client_id: visit.org.connectedApp.clientId,
    client_secret: visit.org.connectedApp.clientSecret,
  });
  const refresh = () => ({ grant_type: 'refresh_token', refresh_token: visit.org.connectedApp.refreshToken, ...app() });
  const password = () => ({
    grant_type: 'password',
    username: visit.org.credentials.username,
    password: visit.org.credentials.password + visit.org.credentials.securityToken,
    ...app(),
  });

  const assertion = (claims: Record<string, unknown> = {}): string => {
    const exp = visit.org.clock.now() / 1000 + 180;
    const standard = {
      iss: app().client_id,
      sub: visit.org.credentials.username,
      aud: 'https://login.salesforce.com',
      exp,
    };
    const text = `${base64url({ alg: 'RS256' })}.${base64url({ ...standard, ...claims })}`;
    return `${text}.${sign('RSA-SHA256', Buffer.from(text), KEYS.privateKey).toString('base64url')}`;
  };
  const bearer = (text: string) => ({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: text });

  const refusal = (error: string, description: string): string =>
    JSON.stringify({ error, error_description: description });

  it('refresh: a session that both APIs take, signed, without an expiry', async () => {
    const answer = await token(refresh());
    expect(answer.status).to.equal(200);
    const fields = JSON.parse(answer.body) as Record<string, string>;
    expect(Object.keys(fields)).to.deep.equal([
      'access_token',
      'scope',
      'instance_url',
      'id',
      'token_type',
      'issued_at',
      'signature',
    ]);
    expect(fields.instance_url).to.equal(visit.org.url);
    expect(fields.issued_at).to.equal(String(visit.org.clock.now()));
    const signature = createHmac('sha256', app().client_secret)
      .update(`${fields.id}${fields.issued_at}`)
      .digest('base64');
    expect(fields.signature).to.equal(signature);
    const session = fields.access_token ?? '';
    expect((await visit.get('/job/750QQ0000000000', { 'X-SFDC-Session': session })).body).to.contain('InvalidJob<');
    expect((await visit.rest('/services/data/v66.0/limits', { Authorization: `Bearer ${session}` })).status).to.equal(
      200,
    );
  });

  it('client credentials: in the body or as HTTP Basic, and only with the secret', async () => {
    expect((await token({ grant_type: 'client_credentials', ...app() })).status).to.equal(200);
    const { client_id: id, client_secret: secret } = app();
    const basic = { Authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` };
    expect((await token({ grant_type: 'client_credentials' }, basic)).status).to.equal(200);
    const without = await token({ grant_type: 'client_credentials', client_id: id });
    expect(without.body).to.equal(refusal('invalid_client', 'invalid client credentials'));
  });

  it('password: like the recorded answer, key by key', async () => {
    const { body } = await token(password());
    expect(body.replace(/:"[^"]*"/g, ':"…"')).to.equal(
      '{"access_token":"…","instance_url":"…","id":"…","token_type":"…","issued_at":"…","signature":"…"}',
    );
    const wrong = await token({ ...password(), password: 'wrong' });
    expect([wrong.status, wrong.body]).to.deep.equal([400, refusal('invalid_grant', 'authentication failure')]);
    expect(wrong.headers['cache-control']).to.equal('no-store');
  });

  it('JWT bearer: signed by the registered key, for this app, this user, this host, and not for long', async () => {
    expect((await token(bearer(assertion()))).status).to.equal(200);
    expect((await token(bearer(assertion({ aud: visit.org.url })))).status).to.equal(200);
    const refused = async (text: string): Promise<string> => (await token(bearer(text))).body;
    expect(await refused(assertion({ iss: 'other' }))).to.contain('invalid_client_id');
    expect(await refused(assertion({ aud: 'https://example.com' }))).to.contain('audience validation failed');
    expect(await refused(assertion({ exp: visit.org.clock.now() / 1000 - 1 }))).to.contain('invalid_grant');
    expect(await refused(assertion({ exp: visit.org.clock.now() / 1000 + 3600 }))).to.contain('invalid_grant');
    expect(await refused(assertion({ sub: 'eve@example.com' }))).to.contain("user hasn't approved this consumer");
    const [head = '', , signature = ''] = assertion().split('.');
    const forged = `${head}.${base64url({ iss: app().client_id, sub: 'x', aud: 'x', exp: 1 })}.${signature}`;
    expect(await refused(forged)).to.contain('invalid assertion');
    expect(await refused('nonsense')).to.contain('invalid assertion');
  });

  it('refuses unknown grants, unknown apps, stale tokens and GET', async () => {
    for (const grantType of ['magic', 'constructor']) {
      expect((await token({ grant_type: grantType })).body).to.equal(
        refusal('unsupported_grant_type', 'grant type not supported'),
      );
    }
    const unknown = await token({ ...refresh(), client_id: 'x' });
    expect(unknown.body).to.equal(refusal('invalid_client_id', 'client identifier invalid'));
    const stale = await token({ ...refresh(), refresh_token: 'x' });
    expect(stale.body).to.equal(refusal('invalid_grant', 'expired access/refresh token'));
    const get = await visit.ask({ path: '/services/oauth2/token' });
    expect(get.body).to.equal(refusal('invalid_request', 'must use HTTP POST'));
  });

  it('refuses a request that lacks a parameter as malformed, by its name', async () => {
    const lacking = async (form: Record<string, string>, name: string): Promise<string> => {
      const { [name]: _left, ...rest } = form;
      return (await token(rest)).body;
    };
    for (const [form, names] of [
      [refresh(), ['grant_type', 'refresh_token', 'client_id']],
      [password(), ['username', 'password', 'client_id']],
      [bearer('x'), ['assertion']],
    ] as const) {
      for (const name of names) {
        const message = `missing required parameter: ${name}`;
        expect(await lacking(form, name)).to.equal(refusal('invalid_request', message));
      }
    }
  });

  it('answers in the format that was asked for', async () => {
    const form = new URLSearchParams((await token({ ...refresh(), format: 'urlencoded' })).body);
    expect(form.get('token_type')).to.equal('Bearer');
    expect((await token({ ...refresh(), format: 'xml' })).body).to.contain('<token_type>Bearer</token_type>');
  });

  it('tells who the bearer is, and refuses others in plain text', async () => {
    const path = '/services/oauth2/userinfo';
    const profile = JSON.parse((await visit.rest(path)).body) as Record<string, Record<string, string>>;
    expect(profile.organization_id).to.equal('00DQQ0000001PrA2AU');
    expect(profile.urls?.rest).to.equal(`${visit.org.url}/services/data/v{version}/`);
    const bad = await visit.rest(path, { Authorization: 'Bearer x' });
    expect([bad.status, bad.body]).to.deep.equal([403, 'Bad_OAuth_Token']);
    expect((await visit.ask({ path })).body).to.equal('Missing_OAuth_Token');
  });

  it('tells the same at the identity address that it hands out', async () => {
    const { id } = JSON.parse((await token(refresh())).body) as { id: string };
    const facts = JSON.parse((await visit.rest(new URL(id).pathname)).body) as Record<string, string>;
    expect(facts.id).to.equal(id);
    expect(facts.username).to.equal(visit.org.credentials.username);
    expect((await visit.ask({ path: new URL(id).pathname })).body).to.equal('Missing_OAuth_Token');
  });

  it('tells nothing at the address of another user, or of another org', async () => {
    const at = async (path: string): Promise<[number, string]> => {
      const { status, body } = await visit.rest(path);
      return [status, body];
    };
    expect(await at('/id/00DQQ0000001PrA2AU/005QQ0000000002YAA')).to.deep.equal([404, 'Bad_Id']);
    expect(await at('/id/00DQQ0000009PrA2AU/005QQ0000000001YAA')).to.deep.equal([403, 'Wrong_Org']);
    expect((await at('/id/00DQQ0000001PrA/005QQ0000000001'))[0]).to.equal(200);
  });

  it('revokes a token for good', async () => {
    expect((await post('/revoke', { token: visit.session })).status).to.equal(200);
    expect((await visit.rest('/services/data/v66.0/limits')).status).to.equal(401);
    expect((await post('/revoke', { token: visit.session })).status).to.equal(400);
  });

  it('revokes a refresh token too: it opens no more sessions', async () => {
    const { refreshToken } = visit.org.connectedApp;
    expect((await post('/revoke', { token: refreshToken })).status).to.equal(200);
    expect((await token(refresh())).body).to.equal(refusal('invalid_grant', 'expired access/refresh token'));
    expect((await post('/revoke', { token: refreshToken })).status).to.equal(400);
  });
});
