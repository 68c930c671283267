import { type Clock } from '../clock';
import { readReply } from '../codecs/text';
import { ConnectionException } from '../errors';
import { type Asked } from '../errors/unexpected';
import { ENDLESS } from '../transport/network-faults';
import { heldBody } from '../transport/reply-body';
import { resumedBody } from '../transport/resumed-body';
import { backOff } from '../transport/retry';
import { type Api, type Transport, type TransportReply, type TransportRequest } from '../transport/transport';

export interface WholeAnswersOptions {
  readonly clock: Clock;
  readonly retries: number;
}

/**
 * An answer that breaks off is asked for again, as a request without an answer is: control bodies are read whole here, and
 * data goes on where it broke off.
 */
export function withWholeAnswers(api: Api, options: WholeAnswersOptions): Api {
  return async (request) => {
    if (request.isControl === true) return wholeAnswer(api, request, options);
    const reply = await api(request);
    if (request.method !== 'GET' || reply.status >= 300) return reply;
    return { ...reply, body: resumedBody(reply, { ...options, request, ask: () => api(request) }) };
  };
}

/** Many times as long as any answer to a sign-in is. */
const SIGN_IN_BYTES = 1_000_000;

/** The same for requests that sign in, which may be repeated. */
export function withWholeSignIns(send: Transport, options: WholeAnswersOptions): Transport {
  return (request) => wholeAnswer(send, request, { ...options, limit: SIGN_IN_BYTES });
}

async function wholeAnswer<Request extends Asked & Pick<TransportRequest, 'signal'>>(
  send: (request: Request) => Promise<TransportReply>,
  request: Request,
  { clock, retries, limit }: WholeAnswersOptions & { limit?: number },
): Promise<TransportReply> {
  for (let attempt = 0; ; attempt++) {
    const reply = await send(request);
    try {
      return { ...reply, body: heldBody(await readReply(reply, request, limit)) };
    } catch (error) {
      if (attempt >= retries || !(error instanceof ConnectionException) || error.code === ENDLESS) throw error;
      await clock.sleep(backOff(attempt), request.signal);
    }
  }
}
