import { type Clock } from '../clock';
import { ConnectionException } from '../errors';
import { nameOf } from '../errors/unexpected';
import { type ReplyBody, type Transport, type TransportReply, type TransportRequest } from './transport';

/** The code of the error: what has taken this long is not asked for again at once. */
export const ENDLESS = 'ETIMEDOUT';

/** Minutes in which the largest of them comes on the slowest line. */
const LONGEST = 10;

/**
 * Refuses an answer that does not end, a byte now and then, though it is none with rows. Those may take as long as they take:
 * whoever reads them sees them come, and can break off.
 */
export function withPatience(send: Transport, clock: Clock): Transport {
  return async (request) => {
    const reply = await send(request);
    return hasRows(request, reply) ? reply : { ...reply, body: endingBody(reply.body, request, clock) };
  };
}

function hasRows({ method, isControl }: TransportRequest, { status }: TransportReply): boolean {
  return method === 'GET' && isControl !== true && status < 300;
}

function endingBody(body: ReplyBody, request: TransportRequest, clock: Clock): ReplyBody {
  const until = clock.now() + LONGEST * 60_000;
  const chunks = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of body) {
      if (clock.now() > until) throw endless(request);
      yield chunk;
    }
  };
  return {
    [Symbol.asyncIterator]: chunks,
    discard: () => {
      body.discard();
    },
  };
}

function endless(request: TransportRequest): ConnectionException {
  return new ConnectionException(`The answer to "${request.operation}" has not ended after ${LONGEST} minutes`, {
    code: ENDLESS,
    request: nameOf(request),
    outcomeUnknown: true,
    advice: 'Check the network, and that the address is that of the org.',
  });
}
