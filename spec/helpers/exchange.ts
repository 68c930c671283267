import nock from 'nock';

/** The org of the specs; nothing stands there. */
export const ORG = 'https://practice.my.salesforce.com';

export interface Exchange {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  /** Default: the org of the specs. */
  origin?: string;
  /** Default: 200. */
  status?: number;
  reply?: string | Buffer;
  headers?: Record<string, string | string[]>;
  /** How often it may be asked. Default: once. */
  times?: number;
}

/** What was sent: filled in when the request arrives. */
export interface Sent {
  count: number;
  headers: Record<string, string>;
  /** As nock has it: text, or hexadecimal digits for a body that is no text. */
  body: string;
}

/** Answers one request, and keeps what was sent for the spec to look at. */
export function exchange({ origin = ORG, method, path, status = 200, times = 1, ...answer }: Exchange): Sent {
  const sent: Sent = { count: 0, headers: {}, body: '' };
  nock(origin)
    .intercept(path, method)
    .times(times)
    .reply(function (_uri, body) {
      sent.count += 1;
      sent.headers = this.req.headers;
      sent.body = typeof body === 'string' ? body : JSON.stringify(body);
      return [status, answer.reply ?? '', { 'Content-Type': 'application/xml', ...answer.headers }];
    });
  return sent;
}

/** A connection that is lost before there is an answer. */
export function lostConnection({ origin = ORG, method, path, times = 1 }: Exchange, code = 'ECONNRESET'): void {
  const lost = Object.assign(new Error(`socket: ${code}`), { code });
  nock(origin).intercept(path, method).times(times).replyWithError(lost);
}
