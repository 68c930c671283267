import { type Clock } from '../clock';
import { ConnectionException } from '../errors';
import { isLasting } from './network-faults';
import { retryAfter } from './retry-after';
import { type Transport, type TransportReply, type TransportRequest } from './transport';

export interface RetryOptions {
  clock: Clock;
  /** How often a request is sent again after it failed. */
  retries: number;
  /** Is told of a wait that is long enough to be wondered about. */
  tell?: (warning: string) => void;
  /** A number from 0 to 1: spreads the waits, so that many clients do not come back at once. */
  random?: () => number;
}

/** Statuses of a service that is busy or away, rather than of a request that is wrong. */
const PASSING_STATUSES = new Set([408, 420, 425, 429, 500, 502, 503, 504]);

/** How often a host is looked for again while somebody waits for the first answer: its name may be misspelt. */
const LOOKS_WHILE_AWAITED = 2;

/**
 * Sends a request again after a passing failure: a repeatable one always, any other only when not a byte of it has left.
 */
export function withRetry(send: Transport, options: RetryOptions): Transport {
  const { clock, retries, random = Math.random } = options;
  return async (request) => {
    for (let attempt = 0; ; attempt++) {
      const outcome = await attemptOnce(send, request);
      if (!isPassing(outcome, request) || attempt >= mostRetries(outcome, request, retries)) return taken(outcome);
      const asked = 'reply' in outcome ? retryAfter(outcome.reply.headers['retry-after'], clock.now()) : undefined;
      if ('reply' in outcome) outcome.reply.body.discard();
      if (asked !== undefined) tellOf(asked, request, options);
      await clock.sleep(Math.max(asked ?? 0, backOff(attempt, random)), request.signal);
    }
  };
}

type Outcome = { readonly reply: TransportReply } | { readonly error: ConnectionException };

async function attemptOnce(send: Transport, request: TransportRequest): Promise<Outcome> {
  try {
    return { reply: await send(request) };
  } catch (error) {
    if (error instanceof ConnectionException) return { error };
    throw error;
  }
}

function isPassing(outcome: Outcome, { repeatable, finalStatus }: TransportRequest): boolean {
  if ('error' in outcome) return (repeatable || !outcome.error.outcomeUnknown) && !isLastingError(outcome.error);
  const { status } = outcome.reply;
  return repeatable && status !== finalStatus && PASSING_STATUSES.has(status);
}

/** An error has a status where a proxy has refused the way, which may be a matter of a moment, or of its rules. */
function isLastingError({ code, status }: ConnectionException): boolean {
  return isLasting(code) || (status !== undefined && !PASSING_STATUSES.has(status));
}

function mostRetries(outcome: Outcome, { isAwaited }: TransportRequest, retries: number): number {
  const isUnreachable = 'error' in outcome && !outcome.error.outcomeUnknown;
  return isAwaited === true && isUnreachable ? Math.min(retries, LOOKS_WHILE_AWAITED) : retries;
}

function taken(outcome: Outcome): TransportReply {
  if ('error' in outcome) throw outcome.error;
  return outcome.reply;
}

/** Milliseconds that are no longer taken for the usual. */
const WORTH_TELLING = 5_000;

function tellOf(wait: number, { operation }: TransportRequest, { tell }: RetryOptions): void {
  if (wait < WORTH_TELLING) return;
  tell?.(`The service is busy: "${operation}" waits ${Math.ceil(wait / 1000)} seconds, as it asks for`);
}

const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;

/** Milliseconds to wait before the next try: twice as long each time, spread by half. */
export function backOff(attempt: number, random: () => number = Math.random): number {
  const full = Math.min(FIRST_WAIT * 2 ** attempt, LONGEST_WAIT);
  return full / 2 + (full / 2) * random();
}
