import { type Clock } from '../clock';
import { ConnectionException } from '../errors';
import { type Transport, type TransportReply, type TransportRequest } from './transport';

export interface RetryOptions {
  clock: Clock;
  /** How often a repeatable request is sent again after it failed. */
  retries: number;
  /** A number from 0 to 1: spreads the waits, so that many clients do not come back at once. */
  random?: () => number;
}

/** Statuses of a service that is busy or away, rather than of a request that is wrong. */
const PASSING_STATUSES = new Set([408, 420, 425, 429, 500, 502, 503, 504]);

const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;

/** Sends repeatable requests again after a passing failure. A request that is not repeatable is sent once, always. */
export function withRetry(send: Transport, options: RetryOptions): Transport {
  return async (request) => {
    for (let attempt = 0; ; attempt++) {
      const last = !request.repeatable || attempt >= options.retries;
      const reply = await attemptOnce(send, request, last);
      if (reply !== undefined) return reply;
      await options.clock.sleep(waitBefore(attempt, options.random ?? Math.random), request.signal);
    }
  };
}

/** The reply, or undefined when it is worth another try. */
async function attemptOnce(
  send: Transport,
  request: TransportRequest,
  last: boolean,
): Promise<TransportReply | undefined> {
  try {
    const reply = await send(request);
    if (last || reply.status === request.finalStatus || !PASSING_STATUSES.has(reply.status)) return reply;
    reply.body.discard();
    return undefined;
  } catch (error) {
    if (last || !(error instanceof ConnectionException)) throw error;
    return undefined;
  }
}

function waitBefore(attempt: number, random: () => number): number {
  const full = Math.min(FIRST_WAIT * 2 ** attempt, LONGEST_WAIT);
  return full / 2 + (full / 2) * random();
}
