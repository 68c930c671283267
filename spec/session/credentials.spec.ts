import { inspect } from 'node:util';
import { expect } from 'chai';
import { InputException, UnexpectedReplyException, type LoginArguments } from '../../lib';
import { JOBS, newBulk } from '../helpers/bulks';
import { exchange, ORG } from '../helpers/exchange';
import { rejection } from '../helpers/rejection';
import { useNock } from '../helpers/use-nock';
import { SESSION_ID } from '../helpers/wire';

describe('signing in with an access token', () => {
  useNock();

  it('sends nothing, and tells what the token tells', async () => {
    const info = await newBulk().login({ accessToken: ` ${SESSION_ID}\n`, instanceUrl: `${ORG}/` });
    expect(info).to.deep.equal({
      instanceUrl: ORG,
      userId: null,
      organizationId: '00DQQ0000001PrA',
      userName: null,
      sandbox: null,
    });
  });

  it('shows the token in the header of Bulk API 1.0', async () => {
    const sent = exchange({ method: 'POST', path: JOBS, status: 400 });
    const bulk = newBulk();
    await bulk.login({ accessToken: SESSION_ID, instanceUrl: 'practice.my.salesforce.com' });
    await rejection(bulk.jobCreate('insert', 'Contact'), UnexpectedReplyException);
    expect(sent.headers['x-sfdc-session']).to.equal(SESSION_ID);
    expect(sent.headers).to.not.have.property('authorization');
  });

  it('speaks http to loopback, and elsewhere only where that is allowed', async () => {
    const info = await newBulk().login({ accessToken: 'token', instanceUrl: 'http://127.0.0.1:4711' });
    expect(info.instanceUrl).to.equal('http://127.0.0.1:4711');
    const allowed = newBulk({ allowHttp: true });
    expect((await allowed.login({ accessToken: 'token', instanceUrl: 'http://org.example.com' })).instanceUrl).to.equal(
      'http://org.example.com',
    );
  });
});

describe('credentials that cannot be right', () => {
  useNock();

  const wrong: [string, unknown[], string][] = [
    ['nothing', [], 'username'],
    ['null', [null], 'username'],
    ['an empty object', [{}], 'username'],
    ['a number for a name', [42, 'password'], 'username'],
    ['no password', ['ada@example.com'], 'password'],
    ['an empty password', ['ada@example.com', ''], 'password'],
    ['null for a token', ['ada@example.com', 'password', null], 'securityToken'],
    ['a word for sandbox', ['ada@example.com', 'password', '', '66.0', 'yes'], 'sandbox'],
    ['a retired version', ['ada@example.com', 'password', '', '26.0'], 'apiVersion'],
    ['a version that is none', ['ada@example.com', 'password', '', 'latest'], 'apiVersion'],
    ['a misspelt credential', [{ username: 'ada', password: 'password', security_token: 'x' }], 'security_token'],
    ['a login host that is no address', [{ username: 'ada', password: 'p', loginUrl: 'https://' }], 'loginUrl'],
    ['a login host over http', [{ username: 'ada', password: 'p', loginUrl: 'http://example.com' }], 'loginUrl'],
    ['an empty access token', [{ accessToken: '', instanceUrl: ORG }], 'accessToken'],
    ['an access token in quotes and lines', [{ accessToken: 'a b\nc', instanceUrl: ORG }], 'accessToken'],
    ['an access token alone', [{ accessToken: SESSION_ID }], 'instanceUrl'],
    ['an instance over http', [{ accessToken: SESSION_ID, instanceUrl: 'http://example.com' }], 'instanceUrl'],
    ['an instance by ftp', [{ accessToken: SESSION_ID, instanceUrl: 'ftp://example.com' }], 'instanceUrl'],
    ['the host of the user interface', [{ accessToken: 'x', instanceUrl: 'x.lightning.force.com' }], 'instanceUrl'],
  ];
  for (const [what, given, field] of wrong) {
    it(`are refused before anything is sent: ${what}`, async () => {
      const error = await rejection(newBulk().login(...(given as LoginArguments)), InputException);
      expect(error.field).to.equal(field);
      expect(error.advice).to.be.a('string');
    });
  }

  for (const address of [
    'http://ada:hushhush@example.com',
    'https://ada:hushhush@example.com',
    'ada:hushhush@example.com',
    'https://ada:hushhush@exa mple.com',
    `http://example.com/?sid=00DQQ0000001PrA!hushhush`,
  ]) {
    it(`stay out of the message about ${address.replace('hushhush', '…')}`, async () => {
      const error = await rejection(newBulk().login({ accessToken: 'x', instanceUrl: address }), InputException);
      expect(inspect(error)).to.not.include('hushhush');
    });
  }
});
