import { Readable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect } from 'chai';
import nock from 'nock';
import { ConnectionException, UnexpectedReplyException, type BulkOptions } from '../../lib';
import { type Bulk } from '../../lib/bulk';
import { withGzip } from '../../lib/transport/gzip';
import { streamedBody } from '../../lib/transport/reply-body';
import { BATCHES, JOB, JOBS, newBulk, signedIn, withJob } from '../helpers/bulks';
import { exchange, ORG } from '../helpers/exchange';
import { rejection } from '../helpers/rejection';
import { useNock } from '../helpers/use-nock';
import { batchInfo, jobInfo, loginResponse, SESSION_ID } from '../helpers/wire';

const LARGE = `LastName,Description\n${`Höpp,"${'lorem ipsum '.repeat(5)}"\n`.repeat(100)}`;
const LOOPBACK = 'http://127.0.0.1:4711';

async function onLoopback(options: BulkOptions = {}): Promise<Bulk> {
  const bulk = newBulk(options);
  await bulk.login({ accessToken: SESSION_ID, instanceUrl: LOOPBACK });
  exchange({ origin: LOOPBACK, method: 'POST', path: JOBS, status: 201, reply: jobInfo() });
  await bulk.jobCreate('insert', 'Contact');
  return bulk;
}

/** The answer whose body comes like this, as it is read. */
async function unpacked(packed: Readable): Promise<AsyncIterable<Uint8Array>> {
  const request = { method: 'GET', url: LOOPBACK, headers: {}, operation: 'get result set', repeatable: true } as const;
  const reply = { status: 200, headers: { 'content-encoding': 'gzip' }, body: streamedBody(packed, request) };
  const send = withGzip(
    () => Promise.resolve(reply),
    () => true,
  );
  return (await send(request)).body;
}

describe('compression', () => {
  useNock();

  it('goes both ways where it helps', async () => {
    const bulk = await withJob();
    const reply = gzipSync(batchInfo());
    const headers = { 'Content-Encoding': 'gzip' };
    const sent = exchange({ method: 'POST', path: BATCHES, status: 201, reply, headers });
    const [batch] = await bulk.batchCreate(LARGE);
    expect(sent.headers).to.include({ 'content-encoding': 'gzip', 'accept-encoding': 'gzip' });
    expect(gunzipSync(Buffer.from(sent.body, 'hex')).toString()).to.equal(LARGE);
    expect(sent.body.length / 2).to.be.lessThan(LARGE.length / 5);
    expect(batch?.state).to.equal('Queued');
  });

  it('leaves small bodies as they are', async () => {
    const bulk = await withJob();
    const sent = exchange({ method: 'POST', path: BATCHES, status: 201, reply: batchInfo() });
    await bulk.batchCreate('LastName\nHopp\n');
    expect(sent.headers).to.not.have.property('content-encoding');
    expect(sent.headers['accept-encoding']).to.equal('gzip');
  });

  const without: [string, () => Promise<Bulk>, string][] = [
    ['to a loopback address', () => onLoopback(), LOOPBACK],
    ['where it is switched off', () => withJob({ gzip: false }), ORG],
  ];
  for (const [where, open, origin] of without) {
    it(`is neither sent nor asked for ${where}`, async () => {
      const bulk = await open();
      const sent = exchange({ origin, method: 'POST', path: BATCHES, status: 201, reply: batchInfo() });
      await bulk.batchCreate(LARGE);
      expect(sent.headers).to.not.have.property('content-encoding');
      expect(sent.headers['accept-encoding']).to.equal('identity');
      expect(sent.body).to.equal(LARGE);
    });
  }

  it('can be switched on for a loopback address', async () => {
    const bulk = await onLoopback({ gzip: true });
    const sent = exchange({ origin: LOOPBACK, method: 'POST', path: BATCHES, status: 201, reply: batchInfo() });
    await bulk.batchCreate(LARGE);
    expect(sent.headers['content-encoding']).to.equal('gzip');
  });

  it('is undone as fast as it is read, and no faster', async () => {
    const member = gzipSync(Buffer.alloc(1_000_000, 'x'));
    let taken = 0;
    const packed = Readable.from(
      (function* () {
        for (; ; taken++) yield member;
      })(),
      { objectMode: false, highWaterMark: member.length },
    );
    const closed = new Promise((resolve) => packed.on('error', () => undefined).once('close', resolve));
    let read = 0;
    for await (const { length } of await unpacked(packed)) {
      if (read === 0) for (let quiet = 0; quiet < 100; quiet++) await turn();
      if (read === 0) expect(taken).to.be.below(100);
      if ((read += length) > 5_000_000) break;
    }
    expect(taken).to.be.within(5, 100);
    await closed;
  });

  it('lets go of the connection when nobody reads on, also when nothing more comes', async () => {
    const stalled = new Readable({ read: () => undefined });
    stalled.push(gzipSync('x'));
    for await (const chunk of await unpacked(stalled)) {
      expect(Buffer.from(chunk).toString()).to.equal('x');
      break;
    }
    await turn();
    expect(stalled.destroyed).to.equal(true);
  });

  it('that breaks off is a lost connection, not a short answer', async () => {
    const bulk = await withJob({ retries: 0 });
    const reply = gzipSync(jobInfo()).subarray(0, 100);
    exchange({ method: 'GET', path: JOB, reply, headers: { 'Content-Encoding': 'gzip' } });
    const error = await rejection(bulk.jobStatus(), ConnectionException);
    expect(error.message).to.include('"get job" broke off');
  });
});

describe('cookies', () => {
  useNock();
  const LOGIN = { origin: 'https://login.salesforce.com', method: 'POST', path: '/services/Soap/u/64.0' } as const;
  const cookies = (...all: string[]): Record<string, string[]> => ({ 'Set-Cookie': all });

  it('go back to the host that set them, and to no other', async () => {
    exchange({ ...LOGIN, reply: loginResponse(), headers: cookies('login=secret; Path=/; Secure') });
    const bulk = newBulk();
    await bulk.login('ada@example.com', 'password');
    const headers = cookies('route=7; Path=/; Secure', 'api=1; Path=/services; HttpOnly');
    const first = exchange({ method: 'POST', path: JOBS, status: 201, reply: jobInfo(), headers });
    await bulk.jobCreate('insert', 'Contact');
    expect(first.headers).to.not.have.property('cookie');
    const second = exchange({ method: 'GET', path: JOB, reply: jobInfo() });
    await bulk.jobStatus();
    expect(second.headers.cookie?.split('; ').sort()).to.deep.equal(['api=1', 'route=7']);
  });

  it('for another host are not taken, and are no reason to fail', async () => {
    const headers = cookies('evil=1; Domain=example.com', 'half', '', 'good=1');
    const bulk = await signedIn();
    exchange({ method: 'POST', path: JOBS, status: 201, reply: jobInfo(), headers });
    await bulk.jobCreate('insert', 'Contact');
    const next = exchange({ method: 'GET', path: JOB, reply: jobInfo() });
    await bulk.jobStatus();
    expect(next.headers.cookie).to.include('good=1').and.not.include('evil');
  });

  it('of one session are unknown to the next', async () => {
    const bulk = await signedIn();
    exchange({ method: 'POST', path: JOBS, status: 201, reply: jobInfo(), headers: cookies('route=7') });
    await bulk.jobCreate('insert', 'Contact');
    await bulk.login({ accessToken: SESSION_ID, instanceUrl: ORG });
    const next = exchange({ method: 'GET', path: JOB, reply: jobInfo() });
    await bulk.jobStatus();
    expect(next.headers).to.not.have.property('cookie');
  });
});

describe('a redirect', () => {
  useNock();

  for (const status of [301, 302, 307, 308]) {
    it(`is never followed, or the session would travel: ${status}`, async () => {
      const bulk = await withJob();
      const headers = { Location: 'https://elsewhere.example.com/services' };
      exchange({ method: 'GET', path: JOB, status, headers });
      const error = await rejection(bulk.jobStatus(), UnexpectedReplyException);
      expect(error.message).to.include(`HTTP ${status} and a redirect to elsewhere.example.com`);
    });
  }
});

describe('an answer that breaks off', () => {
  useNock();

  it('is a failure of the connection, and says so', async () => {
    const bulk = await withJob({ retries: 0 });
    const broken = new Readable({
      read() {
        this.push('<?xml version="1.0" encoding="UTF-8"?><jobInfo');
        this.destroy(new Error('socket hang up'));
      },
    });
    nock(ORG)
      .get(JOB)
      .reply(200, () => broken);
    const error = await rejection(bulk.jobStatus(), ConnectionException);
    expect(error.message).to.equal('The answer to "get job" broke off: aborted');
    expect(error.request).to.equal(`GET ${JOB}`);
  });
});

describe('what is sent along', () => {
  useNock();

  it('names the client', async () => {
    const bulk = await signedIn({ client: 'nightly-load/2.1' });
    const sent = exchange({ method: 'POST', path: JOBS, status: 201, reply: jobInfo() });
    await bulk.jobCreate('insert', 'Contact');
    expect(sent.headers).to.include({
      'user-agent': 'nightly-load/2.1',
      'sforce-call-options': 'client=nightly-load/2.1',
    });
  });
});
