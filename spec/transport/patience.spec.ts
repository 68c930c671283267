import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { expect } from 'chai';
import { ConnectionException } from '../../lib';
import { readText } from '../../lib/codecs/text';
import { axiosTransport } from '../../lib/transport/axios-transport';
import { withPatience } from '../../lib/transport/patience';
import { heldBody } from '../../lib/transport/reply-body';
import { withRetry } from '../../lib/transport/retry';
import { type Transport, type TransportReply, type TransportRequest } from '../../lib/transport/transport';
import { FakeClock } from '../helpers/fake-clock';
import { listening } from '../helpers/loopback';
import { rejection } from '../helpers/rejection';

const REQUEST = {
  url: 'https://practice.my.salesforce.com/services/async/66.0/job',
  headers: {},
  operation: 'get job',
  repeatable: true,
};
const ASKING = { method: 'GET', isControl: true } as const;

describe('An answer that drips', () => {
  let clock: FakeClock;
  let isClosed: boolean;

  /** So many bytes, one a minute. */
  async function* drops(count: number): AsyncGenerator<Uint8Array> {
    try {
      for (let at = 0; at < count; at++) {
        await clock.sleep(60_000);
        yield Buffer.from('.');
      }
    } finally {
      isClosed = true;
    }
  }

  async function answerTo(
    request: Pick<TransportRequest, 'isControl' | 'method'>,
    { status = 200, minutes }: { status?: number; minutes: number },
  ): Promise<string> {
    const body: TransportReply['body'] = {
      [Symbol.asyncIterator]: () => drops(minutes),
      discard: () => undefined,
    };
    const send = withPatience(() => Promise.resolve({ status, headers: {}, body }), clock);
    return readText((await send({ ...REQUEST, ...request })).body);
  }

  beforeEach(() => {
    clock = new FakeClock();
    isClosed = false;
  });

  const SHORT = {
    'to a question': [ASKING, 200],
    'to what was sent': [{ method: 'POST' }, 201],
    'that is a refusal': [{ method: 'GET' }, 400],
  } as const;
  for (const [which, [request, status]] of Object.entries(SHORT)) {
    it(`${which} is refused after ten minutes, and its connection closed`, async () => {
      const error = await rejection(answerTo(request, { status, minutes: Infinity }), ConnectionException);
      expect(error.message).to.equal('The answer to "get job" has not ended after 10 minutes');
      expect(clock.sleeps).to.have.length(11);
      expect(isClosed).to.equal(true);
    });

    it(`${which} is read when it ends in time`, async () => {
      expect(await answerTo(request, { status, minutes: 10 })).to.equal('..........');
    });
  }

  it('is read for as long as it drips when it may hold rows', async () => {
    expect(await answerTo({ method: 'GET' }, { minutes: 1_000 })).to.have.length(1_000);
  });

  it('may be left alone', async () => {
    let isDiscarded = false;
    const body = {
      [Symbol.asyncIterator]: () => drops(1),
      discard: () => {
        isDiscarded = true;
      },
    };
    const send = withPatience(() => Promise.resolve({ status: 503, headers: {}, body }), clock);
    (await send({ ...REQUEST, ...ASKING })).body.discard();
    expect(isDiscarded).to.equal(true);
  });
});

describe('Headers that drip', () => {
  /** What comes of an answer whose headers come in so many pieces, one a minute, and its body after them. */
  async function answerIn(minutes: number, request: Partial<TransportRequest> = {}): Promise<string> {
    const clock = new FakeClock();
    const network: Transport = async ({ onHeaders }) => {
      for (let at = 0; at < minutes; at++) {
        await clock.sleep(60_000);
        onHeaders?.();
      }
      return { status: 200, headers: {}, body: heldBody('answer') };
    };
    const patient = withRetry(withPatience(network, clock), { clock, retries: 5 });
    const { body } = await patient({ ...REQUEST, ...ASKING, ...request });
    return `${await readText(body)} after ${(clock.now() - new FakeClock().now()) / 60_000} minutes`;
  }

  const kinds: Record<string, Partial<TransportRequest>> = {
    'of an answer to a question': ASKING,
    'of an answer to what was sent': { method: 'POST', repeatable: false },
    'of an answer with rows': { method: 'GET' },
  };
  for (const [which, request] of Object.entries(kinds)) {
    it(`${which} are refused after ten minutes, and not asked for again`, async () => {
      const error = await rejection(answerIn(1_000, request), ConnectionException);
      expect(error.message).to.equal('The answer to "get job" has not ended after 10 minutes');
      expect(error.outcomeUnknown).to.equal(true);
    });

    it(`${which} are waited for when they end in time, from their first piece on`, async () => {
      expect(await answerIn(11, request)).to.equal('answer after 11 minutes');
    });
  }

  it('leave their body no more time than they have left', async () => {
    const clock = new FakeClock();
    const network: Transport = async ({ onHeaders }) => {
      onHeaders?.();
      await clock.sleep(9 * 60_000);
      const body = async function* (): AsyncGenerator<Uint8Array> {
        await clock.sleep(2 * 60_000);
        yield Buffer.from('.');
      };
      return { status: 200, headers: {}, body: Object.assign(body(), { discard: () => undefined }) };
    };
    const { body } = await withPatience(network, clock)({ ...REQUEST, ...ASKING });
    expect(await rejection(readText(body), ConnectionException)).to.have.property('outcomeUnknown', true);
  });
});

describe('The pieces in which headers come', () => {
  /** More than all buffers on the way hold together. */
  const BODY = Buffer.alloc(12_000_000, 'x');
  let server: Server;
  let isClosed: Promise<unknown>;
  let told: number;
  let toldWhileGoingUp: number;

  beforeEach(() => {
    told = 0;
  });
  afterEach(() => {
    server.close();
  });

  /** Sends an answer that is none yet while the request goes up; once it has come, drips with so many lines. */
  function dripping(lines: number): void {
    server = createServer((socket) => {
      isClosed = once(socket, 'close');
      socket.on('error', () => undefined);
      socket.once('data', () => void hold(socket));
      let got = 0;
      socket.on('data', ({ length }: Buffer) => {
        if (got < BODY.length && got + length >= BODY.length) void drip(socket, lines);
        got += length;
      });
    });
  }

  async function hold(socket: Socket): Promise<void> {
    socket.pause().write('HTTP/1.1 102 Processing\r\n\r\n');
    for (let turns = 0; turns < 300; turns++) await turn();
    toldWhileGoingUp = told;
    socket.resume();
  }

  async function drip(socket: Socket, lines: number): Promise<void> {
    socket.setNoDelay(true).write('HTTP/1.1 200 OK\r\n');
    for (let line = 0; line < lines; line++) {
      const before = told;
      socket.write(`x-${line}: y\r\n`);
      while (told === before) {
        if (socket.destroyed) return;
        await turn();
      }
    }
    socket.end('Content-Length: 2\r\n\r\nok');
  }

  async function upload(onHeaders: () => void): Promise<string> {
    const url = `${await listening(server)}/`;
    const send = axiosTransport({ timeout: 60_000, userAgent: 'spec' });
    return readText((await send({ ...REQUEST, method: 'POST', url, body: BODY, onHeaders })).body);
  }

  it('are told one by one, once all has gone up', async () => {
    dripping(20);
    expect(await upload(() => (told += 1))).to.equal('ok');
    expect(toldWhileGoingUp).to.equal(0);
    expect(told).to.be.within(20, 23);
  });

  it('can be enough: the request ends with that error, and its connection is closed', async () => {
    dripping(1_000);
    const enough = new ConnectionException('enough', { outcomeUnknown: true });
    const tired = upload(() => {
      if (++told > 9) throw enough;
    });
    expect(await rejection(tired, ConnectionException)).to.equal(enough);
    await isClosed;
    expect(told).to.equal(10);
  });
});
