import { type Clock } from '../clock';
import { ConnectionException } from '../errors';
import { nameOf } from '../errors/unexpected';
import { ENDLESS } from './network-faults';
import { type ReplyBody, type Transport, type TransportReply, type TransportRequest } from './transport';

/** Minutes in which the largest of them comes on the slowest line. */
const LONGEST = 10;

/**
 * Refuses an answer that does not end, a byte now and then, though it is none with rows. Those may take as long as they take,
 * once their headers are there: whoever reads them sees them come, and can break off. While nothing comes at all, the time is
 * not counted here: the network gives that up by itself.
 */
export function withPatience(send: Transport, clock: Clock): Transport {
  return async (request) => {
    const patience = new Patience(request, clock);
    const onHeaders = (): void => {
      patience.look();
    };
    const reply = await send({ ...request, onHeaders });
    patience.begin();
    return hasRows(request, reply) ? reply : { ...reply, body: endingBody(reply.body, patience) };
  };
}

/** Begins with the first piece of an answer, and ends after so many minutes. */
class Patience {
  readonly #request: TransportRequest;
  readonly #clock: Clock;
  #until: number | undefined;

  constructor(request: TransportRequest, clock: Clock) {
    this.#request = request;
    this.#clock = clock;
  }

  begin(): number {
    return (this.#until ??= this.#clock.now() + LONGEST * 60_000);
  }

  look(): void {
    if (this.#clock.now() > this.begin()) throw endless(this.#request);
  }
}

function hasRows({ method, isControl }: TransportRequest, { status }: TransportReply): boolean {
  return method === 'GET' && isControl !== true && status < 300;
}

function endingBody(body: ReplyBody, patience: Patience): ReplyBody {
  const chunks = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of body) {
      patience.look();
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
