import { inspect } from 'node:util';
import { expect } from 'chai';
import { BulkException, type Bulk, type BulkOptions } from '../../lib';
import { newBulk } from '../helpers/bulks';
import { utf16 } from '../helpers/bytes';
import { exchange, ORG } from '../helpers/exchange';
import { useNock } from '../helpers/use-nock';
import { asyncError, jobInfo, JOB_ID, loginResponse } from '../helpers/wire';

const TOKEN = 'OPAQUEaccessToken.without+form';
const SECRETS = [TOKEN, 'hush&hush', 'TOKENofTwentyFourSigns24', 'routeOfCookie'];

const JOB_OF = {
  '1.0': { operation: 'insert', path: '/services/async/66.0/job' },
  '2.0': { operation: 'insert', path: '/services/data/v66.0/jobs/ingest' },
} as const;
type Api = keyof typeof JOB_OF;

async function signedIn(api: Api, options: BulkOptions = {}): Promise<Bulk> {
  exchange({
    origin: 'https://login.salesforce.com',
    method: 'POST',
    path: '/services/Soap/u/64.0',
    reply: loginResponse({ sessionId: TOKEN, serverUrl: `${ORG}/services/Soap/u/64.0/00D` }),
  });
  const bulk = newBulk({ api, retries: 0, ...options });
  await bulk.login('ada@example.com', 'hush&hush', 'TOKENofTwentyFourSigns24');
  return bulk;
}

function everyTraceOf(error: unknown): string {
  const { message, stack } = error as Error;
  return [message, stack, inspect(error, { depth: 20, showHidden: true, getters: true }), JSON.stringify(error)].join();
}

const all = SECRETS.join(' and ');
const ANSWERS: Readonly<Record<string, readonly [status: number, type: string, reply: string]>> = {
  'the headers of the request': [400, 'text/plain', `X-SFDC-Session: ${TOKEN}\nCookie: route=routeOfCookie`],
  'a page of an error': [500, 'text/html', `<html><p>denied: ${all}</p></html>`],
  'a page that looks well': [200, 'text/html', `<html><p>welcome: ${all}</p></html>`],
  'a fault of 1.0': [400, 'application/xml', asyncError('InvalidJob', `what is ${all.replaceAll('&', '&amp;')}?`)],
  'a fault of 2.0': [400, 'application/json', JSON.stringify([{ errorCode: 'INVALIDJOB', message: `${all}?` }])],
  'the code of a fault of 1.0': [400, 'application/xml', asyncError(TOKEN, 'what is this?')],
  'the code of a fault of 2.0': [400, 'application/json', JSON.stringify([{ errorCode: TOKEN, message: '?' }])],
};

describe('The secrets of a session', () => {
  useNock();

  for (const [api, { path }] of Object.entries(JOB_OF)) {
    for (const [what, [status, type, reply]] of Object.entries(ANSWERS)) {
      it(`do not show when ${what} repeats them, by Bulk API ${api}`, async () => {
        const bulk = await signedIn(api as Api);
        const headers = { 'Content-Type': type, 'Set-Cookie': 'route=routeOfCookie; Path=/' };
        exchange({ method: 'GET', path: `${path}/${JOB_ID}`, status, reply, headers });
        const error: unknown = await bulk.jobAttach(JOB_ID).catch((reason: unknown) => reason);
        expect(error).to.be.instanceOf(BulkException);
        for (const secret of SECRETS) expect(everyTraceOf(error)).to.not.include(secret);
      });
    }
  }

  it('do not show when an answer repeats a cookie that has gone along', async () => {
    const bulk = await signedIn('1.0');
    const path = `${JOB_OF['1.0'].path}/${JOB_ID}`;
    exchange({ method: 'GET', path, reply: jobInfo(), headers: { 'Set-Cookie': 'a=1; Path=/' } });
    await bulk.jobAttach(JOB_ID);
    exchange({ method: 'GET', path, reply: jobInfo(), headers: { 'Set-Cookie': 'route=routeOfCookie; Path=/' } });
    await bulk.jobStatus();
    exchange({ method: 'GET', path, status: 400, reply: 'Cookie: a=1; route=routeOfCookie' });
    const error = (await bulk.jobStatus().catch((reason: unknown) => reason)) as Error;
    expect(error.message).to.match(/beginning: Cookie: a=1; route=\*\*\*$/);
  });

  it('do not show when they are those of an app and of its user', async () => {
    const given = { username: 'ada@example.com', password: 'hush&hush', securityToken: 'TOKENofTwentyFourSigns24' };
    const reply = JSON.stringify({ access_token: TOKEN, refresh_token: 'OPAQUErefresh', instance_url: ORG });
    exchange({ origin: 'https://login.salesforce.com', method: 'POST', path: '/services/oauth2/token', reply });
    const bulk = newBulk({ retries: 0 });
    await bulk.login({ ...given, clientId: 'app', clientSecret: 'OPAQUEofTheApp' });
    const said = [...SECRETS.slice(0, 3), 'OPAQUErefresh', 'OPAQUEofTheApp'].join(', ');
    exchange({ method: 'GET', path: `${JOB_OF['1.0'].path}/${JOB_ID}`, status: 500, reply: said });
    const error = (await bulk.jobAttach(JOB_ID).catch((reason: unknown) => reason)) as Error;
    expect(error.message).to.match(/beginning: (\*\*\*, ){4}\*\*\*$/);
  });

  it('do not show in a warning that repeats them', async () => {
    const warnings: string[] = [];
    const bulk = await signedIn('1.0', { onWarning: (warning) => warnings.push(warning) });
    const headers = { Warning: `299 - "no more calls for ${TOKEN}"` };
    exchange({ method: 'GET', path: `${JOB_OF['1.0'].path}/${JOB_ID}`, reply: jobInfo(), headers });
    await bulk.jobAttach(JOB_ID);
    expect(warnings.at(-1)).to.equal('no more calls for ***');
  });

  it('are still taken out when the session was renewed, the old one and the new one', async () => {
    const bulk = await signedIn('1.0');
    const path = `${JOB_OF['1.0'].path}/${JOB_ID}`;
    exchange({ method: 'GET', path, status: 400, reply: asyncError('InvalidSessionId', 'gone') });
    exchange({
      origin: 'https://login.salesforce.com',
      method: 'POST',
      path: '/services/Soap/u/64.0',
      reply: loginResponse({ sessionId: 'RENEWEDaccessToken', serverUrl: `${ORG}/services/Soap/u/64.0/00D` }),
    });
    exchange({ method: 'GET', path, status: 400, reply: asyncError('InvalidJob', 'for RENEWEDaccessToken: no job') });
    const error = (await bulk.jobAttach(JOB_ID).catch((reason: unknown) => reason)) as Error;
    expect(error.message).to.equal('InvalidJob: for ***: no job');
  });

  const signIns: Record<string, string> = {
    'in the words of somebody else': '{"accessToken":"OPAQUEanswer"}',
    'in those of OAuth': '{"access_token":"OPAQUEanswer"}',
    'with single quotes': "{'sessionId':'OPAQUEanswer'}",
    'in CDATA': '<html><sessionId><![CDATA[OPAQUEanswer]]></sessionId></html>',
    'in UTF-16': utf16('{"sessionId":"00DQQ0000001PrA!OPAQUEanswer"}'),
  };
  for (const [how, reply] of Object.entries(signIns)) {
    it(`do not show when a sign-in is answered with one ${how}`, async () => {
      exchange({ origin: 'https://login.salesforce.com', method: 'POST', path: '/services/Soap/u/64.0', reply });
      const login = newBulk().login('ada@example.com', 'hush&hush');
      const error: unknown = await login.catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(BulkException);
      expect(everyTraceOf(error)).to.include('***').and.not.include('OPAQUEanswer');
    });
  }

  it('leave an error readable when they are short', async () => {
    const bulk = newBulk({ retries: 0 });
    await bulk.login({ accessToken: 'job', instanceUrl: ORG });
    const path = `${JOB_OF['1.0'].path}/${JOB_ID}`;
    exchange({ method: 'GET', path, status: 400, reply: asyncError('InvalidJob', 'no such job') });
    const error = (await bulk.jobAttach(JOB_ID).catch((reason: unknown) => reason)) as Error;
    expect(error.message).to.equal('InvalidJob: no such job');
  });
});
