import { UnexpectedReplyException } from '../errors';
import { mask } from './mask';
import { nameOf, type TransportReply } from './transport';

/** The longest first line that a message quotes. */
const QUOTED = 200;

interface Asked {
  readonly method: string;
  readonly operation: string;
  readonly path?: string;
  readonly url?: string;
}

/** The error for an answer that is not in the service's words, such as the page of a proxy. */
export function unexpectedReply(reply: TransportReply, text: string, asked: Asked): UnexpectedReplyException {
  const elsewhere = reply.headers.location;
  const detail = elsewhere === undefined ? quote(text) : `a redirect to ${hostOf(elsewhere)}, which is not followed`;
  return new UnexpectedReplyException(`"${asked.operation}" was answered with HTTP ${reply.status} and ${detail}`, {
    status: reply.status,
    request: nameOf(asked),
    advice: 'Something between you and the org answered instead of it: look at proxies and at instanceUrl.',
  });
}

function quote(text: string): string {
  const line = text.split(/\r?\n/).find((one) => one.trim() !== '');
  if (line === undefined) return 'an empty body';
  return `not what is due; it begins: ${mask(line.trim().slice(0, QUOTED))}`;
}

function hostOf(location: string): string {
  return URL.canParse(location) ? new URL(location).host : 'another path';
}
