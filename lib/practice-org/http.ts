/** What the operations see of HTTP. */
import { type IncomingHttpHeaders } from 'node:http';

export interface HttpRequest {
  readonly method: string;
  /** As sent, without the query string; never with a trailing slash. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** Scheme and authority by which the client reached the org, the way through a proxy included. */
  readonly origin: string;
  /** The unzipped body; throws `BodyTooLarge` past the limit, without keeping what is beyond. */
  read(limit: number): Promise<Buffer>;
}

export type ReplyBody = string | Buffer | Iterable<string>;

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: ReplyBody;
  /** The connection breaks in the middle of the body. */
  readonly isCut?: boolean;
}

export class BodyTooLarge extends Error {}

/** The body's `Content-Encoding` is not what the body holds. */
export class BodyUnreadable extends Error {}

/** The client gets no answer at all. */
export class ConnectionLost extends Error {}

/** A refusal. Each kind carries the wire body of the API that refuses. */
export abstract class WireFault extends Error {
  abstract toReply(): Reply;
}

/** A header's value, the first one if it was sent more than once. */
export const header = (request: Pick<HttpRequest, 'headers'>, name: string): string | undefined => {
  const value = request.headers[name.toLowerCase()];
  return Array.isArray(value) ? value[0] : value;
};

/** sfbulk writes `application/xml, charset=UTF-8`: the service reads a comma like the semicolon. */
export const mediaType = (contentType: string | undefined): string =>
  (contentType ?? '').split(/[;,]/, 1)[0]?.trim().toLowerCase() ?? '';

export const charset = (contentType: string | undefined): string | undefined =>
  /charset\s*=\s*"?([^\s;,"]+)/i.exec(contentType ?? '')?.[1];
