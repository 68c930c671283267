import { type Clock } from '../clock';
import { mask } from '../errors/mask';
import { maskedBody, PassingBody, type ExchangeBody } from './masked-body';
import { longestFirst, maskedHeaders, secretsIn, secretsToHide } from './secrets';
import { type ReplyBody, type Transport, type TransportReply, type TransportRequest } from './transport';

export type { ExchangeBody } from './masked-body';

/** One HTTP request and what came of it, uncompressed, and without its secrets: `***` stands in their places. */
export interface Exchange {
  /** What was done, in the words of the service: `create batch`. */
  readonly operation: string;
  readonly request: {
    readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: ExchangeBody;
  };
  /** Left out when no answer came. */
  readonly reply?: {
    readonly status: number;
    /** Names in lower case. */
    readonly headers: Readonly<Record<string, string>>;
    readonly body: ExchangeBody;
  };
  /** Why no answer came, or why it broke off. */
  readonly error?: string;
  /** From the request until the headers of the answer. */
  readonly milliseconds: number;
}

export interface ExchangeOptions {
  readonly tell: (exchange: Exchange) => void;
  readonly clock: Clock;
}

/**
 * Tells of each request, retries included, as soon as the beginning of its answer has passed on its way to the reader.
 * Nothing is read ahead, and nothing of an answer is held beyond that beginning.
 */
export function withExchanges(send: Transport, { tell, clock }: ExchangeOptions): Transport {
  return async (request) => {
    const started = clock.now();
    const secrets = secretsIn(request);
    const told = (outcome: Pick<Exchange, 'reply' | 'error'>): void => {
      const { operation } = request;
      tell({ operation, request: maskedRequest(request, secrets), ...outcome, milliseconds: waited });
    };
    let waited = 0;
    try {
      const reply = await send(request);
      waited = clock.now() - started;
      return { ...reply, body: watched(reply, { secrets, told }) };
    } catch (error) {
      waited = clock.now() - started;
      told({ error: reasonOf(error, secrets) });
      throw error;
    }
  };
}

function maskedRequest({ method, url, headers, body }: TransportRequest, secrets: Secrets): Exchange['request'] {
  return {
    method,
    url: mask(url, secrets),
    headers: maskedHeaders(headers, secrets),
    ...(body === undefined ? {} : { body: maskedBody(body, secrets) }),
  };
}

type Secrets = readonly string[];

interface Watching {
  readonly secrets: Secrets;
  readonly told: (outcome: Pick<Exchange, 'reply' | 'error'>) => void;
}

function watched(reply: TransportReply, { secrets: ofRequest, told }: Watching): ReplyBody {
  const { status, headers, body } = reply;
  const secrets = longestFirst([...ofRequest, ...secretsToHide(reply.secrets ?? [])]);
  const passed = new PassingBody();
  let isTold = false;
  const tellOnce = (error?: unknown): void => {
    if (isTold) return;
    isTold = true;
    told({
      reply: { status, headers: maskedHeaders(headers, secrets), body: passed.toBody(secrets) },
      ...(error === undefined ? {} : { error: reasonOf(error, secrets) }),
    });
  };
  return {
    async *[Symbol.asyncIterator]() {
      try {
        for await (const chunk of body) {
          if (!isTold && passed.add(chunk)) tellOnce();
          yield chunk;
        }
        passed.end();
      } catch (error) {
        tellOnce(error);
        throw error;
      } finally {
        tellOnce();
      }
    },
    discard: () => {
      tellOnce();
      body.discard();
    },
  };
}

function reasonOf(error: unknown, secrets: Secrets): string {
  return mask(error instanceof Error ? error.message : String(error), secrets);
}
