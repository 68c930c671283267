import { type Clock } from '../clock';
import { AccountingException, ConnectionException } from '../errors';
import { nameOf } from '../errors/unexpected';
import { backOff } from './retry';
import { type ApiRequest, type ReplyBody, type TransportReply } from './transport';

export interface Resuming {
  readonly request: ApiRequest;
  /** Asks for the same once more. */
  readonly ask: () => Promise<TransportReply>;
  readonly clock: Clock;
  readonly retries: number;
}

/**
 * A body that goes on where it broke off: it is asked for again, and what was given out already is skipped. The result of a
 * batch that has ended does not change; whether it has not is looked at where the two meet. Tries are counted from the last
 * one that has brought it further: a line that breaks off now and then is no reason never to get through a long result.
 */
export function resumedBody(first: TransportReply, resuming: Resuming): ReplyBody {
  return {
    [Symbol.asyncIterator]: () => chunksOf(first, resuming),
    discard: () => {
      first.body.discard();
    },
  };
}

async function* chunksOf(first: TransportReply, resuming: Resuming): AsyncGenerator<Uint8Array> {
  const { request, clock, retries } = resuming;
  const trail = new Trail();
  let { body } = first;
  let attempt = 0;
  for (;;) {
    try {
      for await (const chunk of trail.length === 0 ? body : skipped(body, trail, request)) {
        if (chunk.length > 0) attempt = 0;
        trail.add(chunk);
        yield chunk;
      }
      return;
    } catch (error) {
      if (!(error instanceof ConnectionException) || attempt >= retries) throw error;
      await clock.sleep(backOff(attempt++), request.signal);
      body = await bodyAgain(first, resuming, error);
    }
  }
}

async function bodyAgain(first: TransportReply, { ask }: Resuming, error: ConnectionException): Promise<ReplyBody> {
  const reply = await ask();
  const typeOf = ({ headers }: TransportReply): string | undefined => headers['content-type'];
  if (reply.status === first.status && typeOf(reply) === typeOf(first)) return reply.body;
  reply.body.discard();
  throw new ConnectionException(`${error.message}; asked again, it was answered with HTTP ${reply.status}`, {
    status: reply.status,
    request: error.request,
    outcomeUnknown: false,
    advice: 'Ask for it anew: the answer says why it is not to be had.',
    cause: error,
  });
}

/** Bytes that are compared: a hash of all would cost as much as reading them. */
const COMPARED = 1 << 16;

/** What was given out: how much, and the last of it. */
class Trail {
  length = 0;
  #kept = 0;
  readonly #chunks: Uint8Array[] = [];

  add(chunk: Uint8Array): void {
    this.length += chunk.length;
    this.#kept += chunk.length;
    this.#chunks.push(chunk);
    for (let first = this.#chunks[0]; first && this.#kept - first.length >= COMPARED; first = this.#chunks[0]) {
      this.#kept -= first.length;
      this.#chunks.shift();
    }
  }

  get end(): Buffer {
    return Buffer.concat(this.#chunks);
  }
}

/** What comes after the trail, which must end as it did before. */
async function* skipped(
  body: AsyncIterable<Uint8Array>,
  { length, end }: Trail,
  request: ApiRequest,
): AsyncGenerator<Uint8Array> {
  const compareFrom = length - end.length;
  let at = 0;
  for await (const chunk of body) {
    const start = Math.max(at, compareFrom);
    const stop = Math.min(at + chunk.length, length);
    const seen = chunk.subarray(start - at, Math.max(start, stop) - at);
    if (start < stop && !end.subarray(start - compareFrom, stop - compareFrom).equals(seen)) throw isAnother(request);
    if (at + chunk.length > length) yield chunk.subarray(Math.max(0, length - at));
    at += chunk.length;
  }
  if (at < length) throw isAnother(request);
}

function isAnother(request: ApiRequest): AccountingException {
  return new AccountingException(`The answer to "${request.operation}" broke off, and was another when asked again`, {
    request: nameOf(request),
    advice: 'Read the whole result anew: what was read of it so far does not belong to what follows.',
  });
}
