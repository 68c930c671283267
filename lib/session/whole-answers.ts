import { type Clock } from '../clock';
import { readText } from '../codecs/text';
import { ConnectionException } from '../errors';
import { heldBody } from '../transport/reply-body';
import { type Api, type ApiRequest, type TransportReply } from '../transport/transport';

export interface WholeAnswersOptions {
  readonly clock: Clock;
  readonly retries: number;
}

/** Milliseconds before the first repetition. */
const FIRST_WAIT = 500;

/** Control bodies are read here, so that one that breaks off is asked for again, as a request without an answer is. */
export function withWholeAnswers(api: Api, { clock, retries }: WholeAnswersOptions): Api {
  return async (request) => {
    if (request.isControl !== true) return api(request);
    for (let attempt = 0; ; attempt++) {
      const reply = await wholeAnswer(api, request, attempt >= retries);
      if (reply !== undefined) return reply;
      await clock.sleep(FIRST_WAIT * 2 ** attempt, request.signal);
    }
  };
}

/** The answer, or undefined when it broke off and is worth another try. */
async function wholeAnswer(api: Api, request: ApiRequest, isLast: boolean): Promise<TransportReply | undefined> {
  const reply = await api(request);
  try {
    return { ...reply, body: heldBody(await readText(reply.body)) };
  } catch (error) {
    if (isLast || !(error instanceof ConnectionException)) throw error;
    return undefined;
  }
}
