import { expect } from 'chai';
import nock from 'nock';
import { BulkException, LoginException, RefusedException, SessionException, type Bulk } from '../../lib';
import { Session, type Grant } from '../../lib/session/session';
import { withSession } from '../../lib/session/with-session';
import { heldBody } from '../../lib/transport/reply-body';
import { type ApiRequest, type Transport } from '../../lib/transport/transport';
import { BATCHES, JOB, JOBS, newBulk, withBatch, withJob } from '../helpers/bulks';
import { exchange, ORG, type Sent } from '../helpers/exchange';
import { rejection } from '../helpers/rejection';
import { useNock } from '../helpers/use-nock';
import {
  asyncError,
  batchInfo,
  batchInfoList,
  jobInfo,
  loginFault,
  loginResponse,
  SESSION_ENDED,
} from '../helpers/wire';

const NEW_SESSION = '00DQQ0000001PrA!renewed';
const LOGIN = { origin: 'https://login.salesforce.com', method: 'POST', path: '/services/Soap/u/64.0' } as const;

async function signedInByPassword(): Promise<Bulk> {
  exchange({ ...LOGIN, reply: loginResponse() });
  const bulk = newBulk();
  await bulk.login('ada@example.com', 'password');
  return bulk;
}

async function openJobByPassword(): Promise<Bulk> {
  const bulk = await signedInByPassword();
  exchange({ method: 'POST', path: JOBS, status: 201, reply: jobInfo() });
  await bulk.jobCreate('insert', 'Contact');
  return bulk;
}

function renewLogin(): Sent {
  return exchange({ ...LOGIN, reply: loginResponse({ sessionId: NEW_SESSION }) });
}

describe('a session that has ended', () => {
  useNock();

  const shapes: [string, number, string, string][] = [
    ['XML', 400, SESSION_ENDED, 'application/xml'],
    ['JSON', 400, '{"exceptionCode":"InvalidSessionId","exceptionMessage":"Invalid session id"}', 'application/json'],
    ['XML without the header', 400, asyncError('InvalidSessionId', 'Unable to find session id'), 'application/xml'],
    [
      'XML with an illegal session',
      400,
      asyncError('InvalidSessionId', 'Invalid Session ID found in SessionHeader: Illegal Session'),
      'application/xml',
    ],
    ['REST', 401, '[{"message":"Session expired or invalid","errorCode":"INVALID_SESSION_ID"}]', 'application/json'],
    [
      'REST in XML',
      401,
      '<Errors><Error><errorCode>INVALID_SESSION_ID</errorCode><message>gone</message></Error></Errors>',
      'application/xml',
    ],
    ['a word', 403, 'Bad_OAuth_Token', 'text/html'],
  ];
  for (const [shape, status, reply, type] of shapes) {
    it(`is renewed, and the request sent again, when the service says so in ${shape}`, async () => {
      const bulk = await openJobByPassword();
      exchange({ method: 'GET', path: JOB, status, reply, headers: { 'Content-Type': type } });
      const login = renewLogin();
      const again = exchange({ method: 'GET', path: JOB, reply: jobInfo({ numberBatchesTotal: 3 }) });
      expect((await bulk.jobStatus()).numberBatchesTotal).to.equal(3);
      expect(login.count).to.equal(1);
      expect(again.headers['x-sfdc-session']).to.equal(NEW_SESSION);
    });
  }

  it('is renewed once for all requests that find it ended', async () => {
    const bulk = await openJobByPassword();
    exchange({ method: 'GET', path: JOB, status: 400, reply: SESSION_ENDED, times: 5 });
    const login = renewLogin();
    const again = exchange({ method: 'GET', path: JOB, reply: jobInfo(), times: 5 });
    await Promise.all(Array.from({ length: 5 }, () => bulk.jobStatus()));
    expect([login.count, again.count]).to.deep.equal([1, 5]);
  });

  it('is not renewed for a request that went out before the last renewal and hears of it afterwards', async () => {
    const bulk = await openJobByPassword();
    let letGo = (): void => undefined;
    const gate = new Promise<void>((resolve) => (letGo = resolve));
    nock(ORG)
      .get(BATCHES)
      .reply(400, () => gate.then(() => SESSION_ENDED));
    const late = bulk.batchStatus();
    exchange({ method: 'GET', path: JOB, status: 400, reply: SESSION_ENDED });
    const login = renewLogin();
    exchange({ method: 'GET', path: JOB, reply: jobInfo() });
    await bulk.jobStatus();
    const again = exchange({ method: 'GET', path: BATCHES, reply: batchInfoList() });
    letGo();
    expect(await late).to.deep.equal({});
    expect([login.count, again.headers['x-sfdc-session']]).to.deep.equal([1, NEW_SESSION]);
  });

  it('sends the batch that was refused again, byte for byte', async () => {
    const bulk = await openJobByPassword();
    const refused = exchange({ method: 'POST', path: BATCHES, status: 400, reply: SESSION_ENDED });
    renewLogin();
    const taken = exchange({ method: 'POST', path: BATCHES, status: 201, reply: batchInfo() });
    await bulk.batchCreate('LastName\nHöpp\n');
    expect(taken.body).to.equal('LastName\nHöpp\n').and.to.equal(refused.body);
    expect(taken.headers['content-type']).to.equal(refused.headers['content-type']);
  });

  it('is renewed at most once for a request, or a revoked user would loop for ever', async () => {
    const bulk = await openJobByPassword();
    const ended = exchange({ method: 'GET', path: JOB, status: 400, reply: SESSION_ENDED, times: 2 });
    const login = renewLogin();
    const error = await rejection(bulk.jobStatus(), SessionException);
    expect(error).to.include({ code: 'InvalidSessionId', status: 400 });
    expect([ended.count, login.count]).to.deep.equal([2, 1]);
  });

  it('tells every waiting request why it cannot be renewed', async () => {
    const bulk = await openJobByPassword();
    exchange({ method: 'GET', path: JOB, status: 400, reply: SESSION_ENDED, times: 3 });
    const login = exchange({ ...LOGIN, status: 500, reply: loginFault({}) });
    const attempts = Array.from({ length: 3 }, () => rejection(bulk.jobStatus(), LoginException));
    expect((await Promise.all(attempts)).map(({ code }) => code)).to.deep.equal(Array(3).fill('INVALID_LOGIN'));
    expect(login.count).to.equal(1);
  });

  it('goes on at the host that the new login names', async () => {
    const bulk = await openJobByPassword();
    exchange({ method: 'GET', path: JOB, status: 400, reply: SESSION_ENDED });
    const serverUrl = 'https://moved.my.salesforce.com/services/Soap/u/64.0/00DQQ0000001PrA';
    exchange({ ...LOGIN, reply: loginResponse({ serverUrl, sessionId: NEW_SESSION }) });
    const moved = exchange({ origin: 'https://moved.my.salesforce.com', method: 'GET', path: JOB, reply: jobInfo() });
    await bulk.jobStatus();
    expect(moved.headers['x-sfdc-session']).to.equal(NEW_SESSION);
  });

  it('cannot be renewed when it was opened with an access token, and says so', async () => {
    const bulk = await withJob();
    exchange({ method: 'GET', path: JOB, status: 400, reply: SESSION_ENDED });
    const error = await rejection(bulk.jobStatus(), SessionException);
    expect(error.message).to.include('cannot be renewed').and.include('access token');
    expect(error.advice).to.include('login()');
    expect(error.code).to.equal('InvalidSessionId');
  });

  it('keeps the job when it is opened anew by hand', async () => {
    const bulk = await withBatch();
    exchange({ method: 'GET', path: BATCHES, status: 400, reply: SESSION_ENDED });
    await rejection(bulk.batchStatus(), SessionException);
    await bulk.login({ accessToken: NEW_SESSION, instanceUrl: 'https://practice.my.salesforce.com' });
    const list = exchange({ method: 'GET', path: BATCHES, reply: batchInfoList({}) });
    expect(Object.keys(await bulk.batchStatus())).to.have.lengthOf(1);
    expect(list.headers['x-sfdc-session']).to.equal(NEW_SESSION);
  });
});

describe('an answer that looks like an ended session', () => {
  useNock();

  for (const message of [
    'This session is not valid for use with the REST API',
    'Connected app is not attached to Agent',
  ]) {
    it(`is no reason to sign in again: ${message}`, async () => {
      const bulk = await openJobByPassword();
      const reply = `[{"message":"${message}","errorCode":"INVALID_SESSION_ID"}]`;
      exchange({ method: 'GET', path: JOB, status: 401, reply, headers: { 'Content-Type': 'application/json' } });
      const error = await bulk.jobStatus().catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(BulkException);
      expect((error as BulkException).status).to.equal(401);
    });
  }

  it('is passed on whole when it is another fault', async () => {
    const bulk = await openJobByPassword();
    exchange({ method: 'GET', path: JOB, status: 400, reply: asyncError('InvalidJob', 'Invalid job id: 750x') });
    const error = await rejection(bulk.jobStatus(), RefusedException);
    expect(error).to.include({ code: 'InvalidJob', message: 'InvalidJob: Invalid job id: 750x' });
  });
});

describe('a session that is being renewed', () => {
  it('is not waited for by who has stopped waiting; whoever else waits goes on', async () => {
    const info = { instanceUrl: ORG, userId: null, organizationId: null, userName: null, sandbox: null };
    let renewed = (): void => undefined;
    const grants = [
      Promise.resolve({ accessToken: 'old', info }),
      new Promise<Grant>((resolve) => {
        renewed = () => {
          resolve({ accessToken: 'new', info });
        };
      }),
    ];
    const grant = (): Promise<Grant> => grants.shift() ?? Promise.reject(new Error('granted twice'));
    const send: Transport = ({ headers }) => {
      const hasEnded = headers['X-SFDC-Session'] === 'old';
      const body = heldBody(hasEnded ? 'InvalidSessionId' : 'fine');
      return Promise.resolve({ status: hasEnded ? 400 : 200, headers: {}, body });
    };
    const api = withSession(send, await Session.open({ name: 'password', renewable: true, grant }, send));
    const stop = new AbortController();
    const asking: ApiRequest = {
      method: 'GET',
      path: '/services/async/66.0/job',
      headers: {},
      operation: 'get job',
      repeatable: true,
      sign: 'x-sfdc-session',
    };
    const stopped = api({ ...asking, signal: stop.signal }).catch(String);
    const waiting = api(asking);
    await new Promise(setImmediate);
    stop.abort(new Error('enough'));
    expect(await stopped).to.equal('Error: enough');
    renewed();
    expect((await waiting).status).to.equal(200);
  });
});
