import { Readable } from 'node:stream';
import { expect } from 'chai';
import { ConnectionException } from '../../lib';
import { withRetry } from '../../lib/transport/retry';
import { type Transport, type TransportReply, type TransportRequest } from '../../lib/transport/transport';
import { BATCHES, JOB, newBulk, withJob } from '../helpers/bulks';
import { exchange, lostConnection } from '../helpers/exchange';
import { FakeClock } from '../helpers/fake-clock';
import { rejection } from '../helpers/rejection';
import { useNock } from '../helpers/use-nock';
import { batchInfo, jobInfo } from '../helpers/wire';

const REQUEST: TransportRequest = {
  method: 'GET',
  url: 'https://practice.my.salesforce.com/services/async/66.0/job/750',
  headers: {},
  operation: 'get job',
  repeatable: true,
};

/** An answer that tells whether its body was let go of. */
function reply(status: number, headers: Record<string, string> = {}): TransportReply & { isDiscarded: boolean } {
  const answer = {
    status,
    headers,
    isDiscarded: false,
    body: Object.assign(Readable.from([`${status}`]), { discard: () => void (answer.isDiscarded = true) }),
  };
  return answer;
}

/** A network that answers each time with the next of these. */
function scripted(...answers: (TransportReply | Error)[]): Transport & { asked: number } {
  const send = Object.assign(
    () => {
      const answer = answers[send.asked++] ?? new Error('asked too often');
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
    { asked: 0 },
  );
  return send;
}

const lost = (): ConnectionException => new ConnectionException('lost', { outcomeUnknown: true });
const neverSent = (code = 'ECONNREFUSED'): ConnectionException =>
  new ConnectionException(code, { code, outcomeUnknown: false });

describe('a repeatable request', () => {
  for (const status of [408, 420, 425, 429, 500, 502, 503, 504]) {
    it(`is sent again after ${status}`, async () => {
      const send = scripted(reply(status), reply(200));
      const answer = await withRetry(send, { clock: new FakeClock(), retries: 5 })(REQUEST);
      expect([answer.status, send.asked]).to.deep.equal([200, 2]);
    });
  }

  for (const status of [200, 201, 301, 400, 401, 403, 404, 410]) {
    it(`is not sent again after ${status}`, async () => {
      const send = scripted(reply(status));
      const answer = await withRetry(send, { clock: new FakeClock(), retries: 5 })(REQUEST);
      expect([answer.status, send.asked]).to.deep.equal([status, 1]);
    });
  }

  it('is sent again after a lost connection, as often as was allowed', async () => {
    const send = scripted(lost(), lost(), lost());
    const error = await rejection(
      withRetry(send, { clock: new FakeClock(), retries: 2 })(REQUEST),
      ConnectionException,
    );
    expect([error.message, send.asked]).to.deep.equal(['lost', 3]);
  });

  it('gives the last answer when none was better', async () => {
    const send = scripted(reply(503), reply(503));
    const answer = await withRetry(send, { clock: new FakeClock(), retries: 1 })(REQUEST);
    expect(answer).to.include({ status: 503, isDiscarded: false });
  });

  it('lets go of the answers that it does not use', async () => {
    const unused = reply(503);
    await withRetry(scripted(unused, reply(200)), { clock: new FakeClock(), retries: 1 })(REQUEST);
    expect(unused.isDiscarded).to.equal(true);
  });

  it('waits twice as long each time, up to half a minute', async () => {
    const clock = new FakeClock();
    const answers = Array.from({ length: 10 }, lost);
    const options = { clock, retries: 9, random: () => 1 };
    await rejection(withRetry(scripted(...answers), options)(REQUEST), ConnectionException);
    expect(clock.sleeps).to.deep.equal([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
  });

  it('spreads the waits by half', async () => {
    const clock = new FakeClock();
    await withRetry(scripted(lost(), reply(200)), { clock, retries: 1, random: () => 0 })(REQUEST);
    expect(clock.sleeps).to.deep.equal([250]);
  });

  it('is not sent again after an error of another kind', async () => {
    const send = scripted(new TypeError('a bug'));
    const error = await withRetry(send, { clock: new FakeClock(), retries: 5 })(REQUEST).catch((e: unknown) => e);
    expect(error).to.be.instanceOf(TypeError);
    expect(send.asked).to.equal(1);
  });

  it('is not sent again once its signal has fired', async () => {
    const send = scripted(lost(), reply(200));
    const request = { ...REQUEST, signal: AbortSignal.abort(new Error('enough')) };
    const error = await withRetry(send, { clock: new FakeClock(), retries: 5 })(request).catch((e: unknown) => e);
    expect(error).to.have.property('message', 'enough');
    expect(send.asked).to.equal(1);
  });
});

describe('a request that is not repeatable', () => {
  for (const answer of [reply(503), lost()]) {
    const what = answer instanceof Error ? 'a lost connection' : `${answer.status}`;
    it(`is sent once, also after ${what}`, async () => {
      const send = scripted(answer, reply(200));
      const sent = withRetry(send, { clock: new FakeClock(), retries: 5 })({ ...REQUEST, repeatable: false });
      const outcome = await sent.catch((error: unknown) => error);
      expect(outcome).to.equal(answer);
      expect(send.asked).to.equal(1);
    });
  }
});

describe('a request that has not left', () => {
  const BATCH = { ...REQUEST, method: 'POST', repeatable: false } as const;
  const send = (network: Transport, request: TransportRequest): Promise<unknown> =>
    withRetry(network, { clock: new FakeClock(), retries: 5 })(request).catch((error: unknown) => error);

  it('is sent again, repeatable or not', async () => {
    const network = scripted(neverSent(), neverSent('ENOTFOUND'), reply(201));
    expect(await send(network, BATCH)).to.have.property('status', 201);
    expect(network.asked).to.equal(3);
  });

  it('is sent again as often as was allowed, and no more', async () => {
    const network = scripted(...Array.from({ length: 10 }, () => neverSent()));
    expect(await send(network, BATCH)).to.have.property('code', 'ECONNREFUSED');
    expect(network.asked).to.equal(6);
  });

  it('is left alone once it may have arrived', async () => {
    const network = scripted(neverSent(), lost(), reply(201));
    expect(await send(network, BATCH)).to.have.property('message', 'lost');
    expect(network.asked).to.equal(2);
  });

  for (const code of ['CERT_HAS_EXPIRED', 'SELF_SIGNED_CERT_IN_CHAIN']) {
    it(`is not sent again where the other side cannot be trusted: ${code}`, async () => {
      const network = scripted(neverSent(code), reply(200));
      expect(await send(network, REQUEST)).to.have.property('code', code);
      expect(network.asked).to.equal(1);
    });
  }

  it('is tried for a second and not for fifteen, while somebody waits for the first answer of a host', async () => {
    const clock = new FakeClock();
    const network = scripted(...Array.from({ length: 10 }, () => neverSent('ENOTFOUND')));
    const sent = withRetry(network, { clock, retries: 5, random: () => 1 })({ ...REQUEST, isAwaited: true });
    expect(await sent.catch((error: unknown) => error)).to.have.property('code', 'ENOTFOUND');
    expect(clock.sleeps).to.deep.equal([500, 1_000]);
  });
});

describe('a service that asks for patience', () => {
  const NOW = Date.UTC(2026, 0, 2, 3, 4, 5);
  const waits: [string, string, number][] = [
    ['seconds', '20', 20_000],
    ['a date', 'Fri, 02 Jan 2026 03:04:35 GMT', 30_000],
    ['more than anybody waits for', '86400', 120_000],
    ['less than it would have had anyway', '0', 500],
    ['a date that has passed', 'Thu, 01 Jan 2026 00:00:00 GMT', 500],
    ['nonsense', 'soon', 500],
  ];
  for (const [what, value, wait] of waits) {
    it(`is left alone for as long as it says: ${what}`, async () => {
      const clock = new FakeClock(NOW);
      const network = scripted(reply(503, { 'retry-after': value }), reply(200));
      await withRetry(network, { clock, retries: 5, random: () => 1 })(REQUEST);
      expect(clock.sleeps).to.deep.equal([wait]);
    });
  }

  it('is not waited for in silence', async () => {
    const told: string[] = [];
    const network = scripted(reply(429, { 'retry-after': '3' }), reply(503, { 'retry-after': '60' }), reply(200));
    await withRetry(network, { clock: new FakeClock(NOW), retries: 5, tell: (text) => told.push(text) })(REQUEST);
    expect(told).to.deep.equal(['The service is busy: "get job" waits 60 seconds, as it asks for']);
  });

  it('is not sent what may do its work twice', async () => {
    const network = scripted(reply(503, { 'retry-after': '1' }), reply(201));
    const options = { clock: new FakeClock(NOW), retries: 5 };
    const answer = await withRetry(network, options)({ ...REQUEST, method: 'POST', repeatable: false });
    expect([answer.status, network.asked]).to.deep.equal([503, 1]);
  });
});

describe('a status that is final', () => {
  it('is an answer, though it stands for passing trouble elsewhere', async () => {
    const send = scripted(reply(500));
    const answer = await withRetry(send, { clock: new FakeClock(), retries: 5 })({ ...REQUEST, finalStatus: 500 });
    expect([answer.status, send.asked]).to.deep.equal([500, 1]);
  });
});

describe('a request of the facade', () => {
  useNock();

  it('is repeated when it only asks', async () => {
    const clock = new FakeClock();
    const bulk = await withJob({ clock, retries: 2 });
    lostConnection({ method: 'GET', path: JOB });
    exchange({ method: 'GET', path: JOB, status: 503 });
    exchange({ method: 'GET', path: JOB, reply: jobInfo({ numberRetries: 9 }) });
    expect((await bulk.jobStatus()).numberRetries).to.equal(9);
    expect(clock.sleeps).to.have.lengthOf(2);
  });

  it('is sent again when it had not left, though it is a batch, and nothing is looked for', async () => {
    const bulk = await withJob({ retries: 2 });
    lostConnection({ method: 'POST', path: BATCHES }, 'ECONNREFUSED');
    exchange({ method: 'POST', path: BATCHES, status: 201, reply: batchInfo() });
    expect(await bulk.batchCreate('LastName\nHopp\n')).to.have.length(1);
    expect(bulk.usage.byOperation).to.deep.equal({ 'create job': 1, 'create batch': 2 });
  });

  it('waits as long as the service asks for, and says so', async () => {
    const clock = new FakeClock();
    const warnings: string[] = [];
    const bulk = await withJob({ clock, onWarning: (warning) => warnings.push(warning) });
    exchange({ method: 'GET', path: JOB, status: 503, headers: { 'Retry-After': '45' } });
    exchange({ method: 'GET', path: JOB, reply: jobInfo() });
    await bulk.jobStatus();
    expect(clock.sleeps).to.deep.equal([45_000]);
    expect(warnings.join()).to.include('waits 45 seconds');
  });

  it('gives a sign-in up soon where there is no such host', async () => {
    const clock = new FakeClock();
    const login = { origin: 'https://mispelt.example.com', method: 'POST', path: '/services/Soap/u/64.0' } as const;
    lostConnection({ ...login, times: 3 }, 'ENOTFOUND');
    const credentials = { username: 'ada@example.com', password: 'hushhush', loginUrl: login.origin };
    await rejection(newBulk({ clock }).login(credentials), ConnectionException);
    expect(clock.sleeps).to.have.length(2);
  });

  it('tells the address and the reason, when it is given up', async () => {
    const bulk = await withJob({ retries: 1 });
    lostConnection({ method: 'GET', path: JOB, times: 2 }, 'ENOTFOUND');
    const error = await rejection(bulk.jobStatus(), ConnectionException);
    expect(error.message).to.include('practice.my.salesforce.com').and.include('ENOTFOUND');
    expect(error).to.include({ code: 'ENOTFOUND', outcomeUnknown: false, request: `GET ${JOB}` });
  });
});
