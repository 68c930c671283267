import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type Transport, type TransportRequest } from './transport';

/** Compresses on zlib's own threads, off the main one. */
const compress = promisify(gzip);

/** Bodies below this many bytes gain nothing. */
const WORTHWHILE = 1_400;

/** Asks for gzip and sends it, where it helps. Zipped batches are compressed already. */
export function withGzip(send: Transport, wanted: (url: string) => boolean): Transport {
  return async (request) => {
    if (!wanted(request.url)) return send(addHeaders(request, { 'Accept-Encoding': 'identity' }));
    const asking = addHeaders(request, { 'Accept-Encoding': 'gzip' });
    return send(isCompressible(asking) ? await compressed(asking) : asking);
  };
}

function addHeaders(request: TransportRequest, headers: Record<string, string>): TransportRequest {
  return { ...request, headers: { ...request.headers, ...headers } };
}

function isCompressible(request: TransportRequest): boolean {
  const type = request.headers['Content-Type'] ?? '';
  return request.body !== undefined && request.body.length >= WORTHWHILE && !type.startsWith('zip/');
}

async function compressed(request: TransportRequest): Promise<TransportRequest> {
  const body = await compress(request.body ?? '', { level: 1 });
  return { ...addHeaders(request, { 'Content-Encoding': 'gzip' }), body };
}
