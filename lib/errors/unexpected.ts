import { UnexpectedReplyException, type WireFault } from '../errors';
import { maskedText } from './masked-text';

/** The longest first line that a message quotes. */
const QUOTED = 200;

/** Characters that are looked at for secrets: more than are quoted, so that one across the end of these is seen whole. */
const LOOKED_AT = 20_000;

/** A request, as errors name it. */
export interface Asked {
  readonly method: string;
  /** In the words of the service: `create batch`. */
  readonly operation: string;
  readonly path?: string;
  readonly url?: string;
}

/** An answer, as far as errors look at it. */
export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** What may not be told of it. */
  readonly secrets?: readonly string[];
}

/** How a request is named in errors: no host, no query, no secret. */
export function nameOf({ method, path, url }: Pick<Asked, 'method' | 'path' | 'url'>): string {
  const address = path ?? (url === undefined ? '' : new URL(url).pathname);
  return `${method} ${address.split('?')[0] ?? ''}`;
}

/** The text of an answer, and why it could not be read, where that says more than its beginning. */
interface Unread {
  readonly text: string;
  readonly reason?: string | undefined;
}

/** The error for an answer that is not in the service's words, such as the page of a proxy. */
export function unexpectedReply(reply: Answered, unread: Unread, asked: Asked): UnexpectedReplyException {
  const elsewhere = reply.headers.location;
  const detail =
    elsewhere === undefined
      ? quote(unread, reply.secrets)
      : `a redirect to ${maskedText(hostOf(elsewhere), reply.secrets)}, which is not followed`;
  return new UnexpectedReplyException(`"${asked.operation}" was answered with HTTP ${reply.status} and ${detail}`, {
    ...whereAsked(reply, asked),
    advice: 'Something between you and the org answered instead of it: look at proxies and at instanceUrl.',
  });
}

/** The error for an answer that goes on and on, where only short ones are given. */
export function longReply(reply: Answered, asked: Asked, limit: number): UnexpectedReplyException {
  const text = `The answer to "${asked.operation}" is longer than ${limit} bytes, which no answer of this kind is`;
  return new UnexpectedReplyException(text, {
    ...whereAsked(reply, asked),
    advice: 'Check that the address is that of the org.',
  });
}

/** What an error says of the request and of its answer: 1.0 has its job behind `job`, 2.0 behind the kind of its jobs. */
export function whereAsked({ status }: Answered, asked: Asked): Omit<WireFault, 'code' | 'message'> {
  const request = nameOf(asked);
  const [, ofV1, ofV2] = /\/job\/(\w+)|\/jobs\/(?:\w+\/)?(750\w+)/.exec(request) ?? [];
  return { status, request, jobId: ofV1 ?? ofV2, batchId: /\/batch\/(\w+)/.exec(request)?.[1] };
}

function quote({ text, reason }: Unread, secrets: Answered['secrets']): string {
  const start = text.search(/[^\s\0]/);
  if (start === -1) return 'an empty body';
  const why = reason === undefined ? '' : ` (${maskedText(reason, secrets)})`;
  // In UTF-16 a NUL stands beside each letter, and no secret is known between them.
  const beginning = text.slice(start, start + LOOKED_AT).replaceAll('\0', '');
  const [line = ''] = maskedText(beginning, secrets).split(/\r?\n/, 1);
  return `an unexpected body${why}, beginning: ${line.slice(0, QUOTED).trimEnd()}`;
}

function hostOf(location: string): string {
  return URL.canParse(location) ? new URL(location).host : 'another path';
}
