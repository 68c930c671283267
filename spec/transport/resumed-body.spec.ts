import { expect } from 'chai';
import fc from 'fast-check';
import { AccountingException, ConnectionException } from '../../lib';
import { resumedBody } from '../../lib/transport/resumed-body';
import { type ApiRequest, type TransportReply } from '../../lib/transport/transport';
import { collect } from '../helpers/bytes';
import { FakeClock } from '../helpers/fake-clock';
import { rejection } from '../helpers/rejection';

const REQUEST: ApiRequest = {
  method: 'GET',
  path: '/services/async/66.0/job/750/batch/751/result',
  headers: {},
  sign: 'x-sfdc-session',
  operation: 'get batch result',
  repeatable: true,
};

interface Answer {
  readonly bytes: Uint8Array;
  /** After how many bytes it breaks off; never, where there are fewer. */
  readonly breaksAt?: number;
  /** Bytes that come at once. */
  readonly piece?: number;
  readonly status?: number;
  readonly type?: string;
}

/** The answers of a server, one for each time that it is asked. */
class Server {
  asked = 0;
  /** Bodies that were neither read to their end nor let go of. */
  open = 0;
  readonly clock = new FakeClock();
  readonly #answers: readonly Answer[];

  constructor(...answers: Answer[]) {
    this.#answers = answers;
  }

  reply(): TransportReply {
    const answer = this.#answers[this.asked++];
    if (answer === undefined) throw new Error('asked too often');
    this.open++;
    const { status = 200, type = 'text/csv' } = answer;
    const discard = (): void => {
      this.open--;
    };
    const body = { [Symbol.asyncIterator]: () => this.#read(answer), discard };
    return { status, headers: { 'content-type': type }, body };
  }

  read(retries = 5): AsyncIterable<Uint8Array> {
    const ask = (): Promise<TransportReply> => Promise.resolve(this.reply());
    return resumedBody(this.reply(), { request: REQUEST, clock: this.clock, retries, ask });
  }

  async *#read({ bytes, breaksAt = Infinity, piece = 1_000 }: Answer): AsyncGenerator<Uint8Array> {
    try {
      for (let at = 0; at < bytes.length; at += piece) {
        if (at + piece > breaksAt) {
          yield bytes.subarray(at, breaksAt);
          throw new ConnectionException('broke off', { outcomeUnknown: true });
        }
        yield await Promise.resolve(bytes.subarray(at, at + piece));
      }
    } finally {
      this.open--;
    }
  }
}

/** Bytes of which no two stretches are alike. */
function bytesOf(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let at = 0, seed = 1; at < length; at++) {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    bytes[at] = seed >> 16;
  }
  return bytes;
}

const LARGE = bytesOf(400_000);

describe('A body that breaks off', () => {
  it('goes on where it stopped, wherever it breaks and however it comes', async () => {
    const breaks = fc.array(fc.record({ at: fc.nat(LARGE.length), piece: fc.integer({ min: 700, max: 90_000 }) }), {
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(breaks, fc.integer({ min: 700, max: 90_000 }), async (broken, piece) => {
        const answers = broken.map(({ at, ...rest }) => ({ bytes: LARGE, breaksAt: at, ...rest }));
        const server = new Server(...answers, { bytes: LARGE, piece });
        const read = Buffer.concat(await collect(server.read()));
        expect(read.equals(LARGE)).to.equal(true);
        expect(server.open).to.equal(0);
      }),
      { numRuns: 60 },
    );
  });

  it('is asked for again as often as was allowed, ever more slowly', async () => {
    const server = new Server(...[100, 50, 100, 300].map((breaksAt) => ({ bytes: LARGE, breaksAt })));
    const error = await rejection(collect(server.read(2)), ConnectionException);
    expect([error.message, server.asked]).to.deep.equal(['broke off', 3]);
    const [first = 0, second = 0, ...others] = server.clock.sleeps;
    expect([first, second]).to.satisfy(() => first <= 500 && second >= 500 && second <= 1_000);
    expect(others).to.deep.equal([]);
  });

  it('is asked for as often anew when it has come further than before', async () => {
    const breaks = [1_000, 900, 2_000, 1_500, 3_000, 0, 3_000, 4_000];
    const server = new Server(...breaks.map((breaksAt) => ({ bytes: LARGE, breaksAt })));
    await rejection(collect(server.read(2)), ConnectionException);
    expect(server.asked).to.equal(7);
    expect(server.clock.sleeps.map((pause) => (pause <= 500 ? 'first' : 'second'))).to.deep.equal([
      'first',
      'second',
      'first',
      'second',
      'first',
      'second',
    ]);
  });

  it('has not come further with pieces that hold nothing', async () => {
    let asked = 0;
    const reply = (): TransportReply => {
      if (++asked > 9) throw new Error('asked too often');
      const chunks = async function* (): AsyncGenerator<Uint8Array> {
        yield await Promise.resolve(new Uint8Array());
        throw new ConnectionException('broke off', { outcomeUnknown: true });
      };
      return { status: 200, headers: {}, body: { [Symbol.asyncIterator]: chunks, discard: () => undefined } };
    };
    const ask = (): Promise<TransportReply> => Promise.resolve(reply());
    const body = resumedBody(reply(), { request: REQUEST, clock: new FakeClock(), retries: 2, ask });
    await rejection(collect(body), ConnectionException);
    expect(asked).to.equal(3);
  });

  const changed = Buffer.from(LARGE);
  changed[199_999] = ~(LARGE[199_999] ?? 0);
  const others: Record<string, Answer> = {
    'that has other bytes': { bytes: changed },
    'that is shorter than what was read': { bytes: LARGE.subarray(0, 150_000) },
  };
  for (const [what, other] of Object.entries(others)) {
    it(`is never put together with an answer ${what}`, async () => {
      const server = new Server({ bytes: LARGE, breaksAt: 200_000 }, other);
      const error = await rejection(collect(server.read()), AccountingException);
      expect(error.message).to.equal('The answer to "get batch result" broke off, and was another when asked again');
      expect(error.request).to.equal(`GET ${REQUEST.path}`);
      expect(server.open).to.equal(0);
    });
  }

  const refusals: Record<string, [Answer, number]> = {
    'an error': [{ bytes: bytesOf(10), status: 404 }, 404],
    'a page': [{ bytes: bytesOf(10), type: 'text/html' }, 200],
  };
  for (const [what, [answer, status]] of Object.entries(refusals)) {
    it(`is not put together with ${what}, of which it tells`, async () => {
      const server = new Server({ bytes: LARGE, breaksAt: 5 }, answer);
      const error = await rejection(collect(server.read()), ConnectionException);
      expect(error.message).to.equal(`broke off; asked again, it was answered with HTTP ${status}`);
      expect((error.cause as Error).message).to.equal('broke off');
      expect(server.open).to.equal(0);
    });
  }

  it('is let go of by who stops reading, also when it was asked for again', async () => {
    const server = new Server({ bytes: LARGE, breaksAt: 2_500 }, { bytes: LARGE });
    let read = 0;
    for await (const { length } of server.read()) if ((read += length) > 3_000) break;
    expect([server.asked, server.open]).to.deep.equal([2, 0]);
  });
});
