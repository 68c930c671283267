import { Readable } from 'node:stream';
import { expect } from 'chai';
import { ConnectionException } from '../../lib';
import { withRetry } from '../../lib/transport/retry';
import { type Transport, type TransportReply, type TransportRequest } from '../../lib/transport/transport';
import { JOB, withJob } from '../helpers/bulks';
import { exchange, lostConnection } from '../helpers/exchange';
import { FakeClock } from '../helpers/fake-clock';
import { rejection } from '../helpers/rejection';
import { useNock } from '../helpers/use-nock';
import { jobInfo } from '../helpers/wire';

const REQUEST: TransportRequest = {
  method: 'GET',
  url: 'https://practice.my.salesforce.com/services/async/66.0/job/750',
  headers: {},
  operation: 'get job',
  repeatable: true,
};

/** An answer that tells whether its body was let go of. */
function reply(status: number): TransportReply & { isDiscarded: boolean } {
  const answer = {
    status,
    headers: {},
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

  it('tells the address and the reason, when it is given up', async () => {
    const bulk = await withJob({ retries: 1 });
    lostConnection({ method: 'GET', path: JOB, times: 2 }, 'ENOTFOUND');
    const error = await rejection(bulk.jobStatus(), ConnectionException);
    expect(error.message).to.include('practice.my.salesforce.com').and.include('ENOTFOUND');
    expect(error).to.include({ code: 'ENOTFOUND', outcomeUnknown: false, request: `GET ${JOB}` });
  });
});
