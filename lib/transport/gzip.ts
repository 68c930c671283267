import { pipeline } from 'node:stream';
import { promisify } from 'node:util';
import { createGunzip, gzip } from 'node:zlib';
import { streamedBody } from './reply-body';
import { JoiningMemory } from './joining-memory';
import { lengthOf } from './request-body';
import { type Transport, type TransportReply, type TransportRequest } from './transport';

/** Compresses on zlib's own threads, off the main one. */
const compress = promisify(gzip);

/** Bytes: every so much of what is compressed, zlib's thread hands over and waits for the main one. By default it is 16 KB. */
const MOST_AT_ONCE = 1 << 18;

/** Bodies below this many bytes gain nothing. */
const WORTHWHILE = 1_400;

/** Asks for gzip and sends it, where it helps. Zipped batches are compressed already. */
export function withGzip(send: Transport, wanted: (url: string) => boolean): Transport {
  const memory = new JoiningMemory();
  return async (request) => {
    if (!wanted(request.url)) {
      const plain = addHeaders(request, { 'Accept-Encoding': 'identity' });
      return expanded(await send(plain), request);
    }
    const asking = addHeaders(request, { 'Accept-Encoding': 'gzip' });
    return expanded(await send(isCompressible(asking) ? await compressed(asking, memory) : asking), request);
  };
}

/** axios would take a compressed body that breaks off for a whole one; this gives an error at its end. */
function expanded(reply: TransportReply, request: TransportRequest): TransportReply {
  if (reply.headers['content-encoding'] !== 'gzip') return reply;
  const { 'content-encoding': _, ...headers } = reply.headers;
  // Whoever reads the body meets its errors there: nobody waits for the pipeline itself.
  const gunzip = pipeline(reply.body, createGunzip(), () => undefined);
  // The pipeline waits for the next bytes before it lets go of what it reads from, and there may never be any.
  gunzip.once('close', () => {
    reply.body.discard();
  });
  return { ...reply, headers, body: streamedBody(gunzip, request) };
}

function addHeaders(request: TransportRequest, headers: Record<string, string>): TransportRequest {
  return { ...request, headers: { ...request.headers, ...headers } };
}

function isCompressible(request: TransportRequest): boolean {
  const type = request.headers['Content-Type'] ?? '';
  return request.body !== undefined && lengthOf(request.body) >= WORTHWHILE && !type.startsWith('zip/');
}

async function compressed(request: TransportRequest, memory: JoiningMemory): Promise<TransportRequest> {
  const body = await memory.joined(request.body ?? '', (plain) =>
    compress(plain, { level: 1, chunkSize: Math.min(plain.length, MOST_AT_ONCE) }),
  );
  return { ...addHeaders(request, { 'Content-Encoding': 'gzip' }), body };
}
