/** Reads a request's body within a limit: what lies beyond is thrown away as it comes, never kept. */
import { type IncomingMessage } from 'node:http';
import { createGunzip } from 'node:zlib';
import { type Readable } from 'node:stream';
import { BodyTooLarge, BodyUnreadable } from './http';

/** A client that is still sending reads no answer: the rest is let through up to here, then the line is cut. */
const DRAINED_BYTES = 64_000_000;

export const readBody = async (message: IncomingMessage, limit: number): Promise<Buffer> => {
  const source = unzipped(message);
  const chunks: Buffer[] = [];
  // What is announced to be too long is not kept from the start.
  const kept = Number(message.headers['content-length'] ?? 0) > limit && source === message ? 0 : limit;
  let length = 0;
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length <= kept) chunks.push(chunk);
      else chunks.length = 0;
      if (length > limit + DRAINED_BYTES) break;
    }
  } catch (error) {
    if (source === message) throw error;
    throw new BodyUnreadable('The body is not gzip.', { cause: error });
  }
  if (length > limit) throw new BodyTooLarge();
  return Buffer.concat(chunks, length);
};

const unzipped = (message: IncomingMessage): Readable => {
  if (message.headers['content-encoding']?.toLowerCase() !== 'gzip') return message;
  const gunzip = createGunzip();
  message.once('error', (error) => gunzip.destroy(error));
  return message.pipe(gunzip);
};
