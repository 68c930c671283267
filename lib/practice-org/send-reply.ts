/** Writes a reply: zipped when the client asks for it, in pieces when it is long. */
import { type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { type HttpRequest, type Reply, type ReplyBody } from './http';

const PIECE_CHARACTERS = 65_536;

/** Has no body, and by RFC 9110 no length of one. */
const NO_CONTENT = 204;

export const sendReply = async (response: ServerResponse, request: HttpRequest, reply: Reply): Promise<void> => {
  const { status, headers = {}, body = '' } = reply;
  if (reply.isCut === true) {
    cutInTheMiddle(response, reply);
    return;
  }
  const isZipped = acceptsGzip(request) && body !== '';
  if (isZipped) response.setHeader('Content-Encoding', 'gzip');
  else if (isWhole(body) && status !== NO_CONTENT) response.setHeader('Content-Length', Buffer.byteLength(body));
  response.writeHead(status, headers);
  if (isZipped) await pipeline(Readable.from(pieces(body)), createGzip(), response);
  else if (isWhole(body)) response.end(body);
  else await pipeline(Readable.from(pieces(body)), response);
};

/** The length is announced, half of it comes. */
const cutInTheMiddle = (response: ServerResponse, { status, headers = {}, body = '' }: Reply): void => {
  const whole = Buffer.concat(Array.from(pieces(body), (piece) => Buffer.from(piece)));
  response.writeHead(status, { ...headers, 'Content-Length': whole.length });
  response.write(whole.subarray(0, Math.floor(whole.length / 2)), () => response.destroy());
};

const isWhole = (body: ReplyBody): body is string | Buffer => typeof body === 'string' || Buffer.isBuffer(body);

const acceptsGzip = ({ headers }: HttpRequest): boolean =>
  /\bgzip\b(?!\s*;\s*q=0(\.0+)?\b)/i.test(headers['accept-encoding']?.toString() ?? '');

/** Lines are sent by the piece: one write each would cost more than making them. */
function* pieces(body: ReplyBody): Iterable<string | Buffer> {
  if (isWhole(body)) {
    yield body;
    return;
  }
  let piece = '';
  for (const line of body) {
    piece += line;
    if (piece.length < PIECE_CHARACTERS) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}
