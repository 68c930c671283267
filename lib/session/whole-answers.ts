import { type Clock } from '../clock';
import { readText } from '../codecs/text';
import { ConnectionException } from '../errors';
import { heldBody } from '../transport/reply-body';
import { resumedBody } from '../transport/resumed-body';
import { backOff } from '../transport/retry';
import { type Api, type ApiRequest, type TransportReply } from '../transport/transport';

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

async function wholeAnswer(api: Api, request: ApiRequest, options: WholeAnswersOptions): Promise<TransportReply> {
  for (let attempt = 0; ; attempt++) {
    const reply = await api(request);
    try {
      return { ...reply, body: heldBody(await readText(reply.body)) };
    } catch (error) {
      if (attempt >= options.retries || !(error instanceof ConnectionException)) throw error;
      await options.clock.sleep(backOff(attempt), request.signal);
    }
  }
}
