import { expect } from 'chai';
import { ConnectionException } from '../../lib';
import { readText } from '../../lib/codecs/text';
import { withPatience } from '../../lib/transport/patience';
import { type TransportReply, type TransportRequest } from '../../lib/transport/transport';
import { FakeClock } from '../helpers/fake-clock';
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
