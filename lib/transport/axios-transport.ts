import http from 'node:http';
import https from 'node:https';
import { type Readable } from 'node:stream';
import axios, { AxiosHeaders, isAxiosError, type AxiosResponse, type InternalAxiosRequestConfig } from 'axios';
import { ConnectionException } from '../errors';
import { nameOf } from '../errors/unexpected';
import { Cookies, valuesOf } from './cookies';
import { wasNeverSent } from './network-faults';
import { isTunnelRefused, proxied, tunnelRefused } from './proxies';
import { streamedBody } from './reply-body';
import { type Transport, type TransportRequest } from './transport';
import { uploadBody } from './upload-body';

export interface AxiosTransportOptions {
  /** Milliseconds in which no byte goes either way, after which a request is given up. */
  timeout: number;
  userAgent: string;
}

/** The request with a cookie that goes along with it. */
type Send = (request: TransportRequest, cookie: string) => Promise<AxiosResponse<Readable>>;

/**
 * The network by axios. Any status is an answer, bodies are streams, and a redirect is never followed: a session header
 * must not travel to another host, and the redirecting client would buffer every upload.
 */
export function axiosTransport(options: AxiosTransportOptions): Transport {
  const send = httpAdapter(options);
  const cookies = new Cookies();
  return async (request) => {
    try {
      const cookie = await cookies.of(request.url);
      // axios refuses what was given up before, and sends it nevertheless.
      request.signal?.throwIfAborted();
      const response = await send(request, cookie);
      if (isTunnelRefused(response.request as http.ClientRequest, request)) {
        streamedBody(response.data, request).discard();
        throw tunnelRefused(response.status, request);
      }
      await goneWhole(response);
      breakOffWhenSilent(response);
      const setCookies: unknown = response.headers['set-cookie'];
      await cookies.keep(request.url, setCookies);
      const body = streamedBody(response.data, request);
      const secrets = valuesOf(cookie, setCookies);
      return { status: response.status, headers: plainHeaders(response), body, secrets };
    } catch (error) {
      request.signal?.throwIfAborted();
      throw connectionException(error, request);
    }
  };
}

/** axios' own adapter for Node. Around it axios would merge all of these anew for each request, and find nothing to do. */
function httpAdapter({ timeout, userAgent }: AxiosTransportOptions): Send {
  const adapter = axios.getAdapter('http');
  const settings = {
    timeout,
    httpAgent: new http.Agent({ keepAlive: true }),
    httpsAgent: new https.Agent({ keepAlive: true }),
    maxRedirects: 0,
    maxBodyLength: -1,
    // Any other number would put a stream that counts around each answer, also when it never ends counting.
    maxContentLength: -1,
    responseType: 'stream',
    decompress: false,
    validateStatus: () => true,
  } satisfies Partial<InternalAxiosRequestConfig>;
  const isProxied = proxied();
  return (request, cookie) => {
    const { method, url, signal } = request;
    const proxy = isProxied(url) ? {} : { proxy: false as const };
    const own = { 'User-Agent': userAgent, Accept: '*/*', ...(cookie === '' ? {} : { Cookie: cookie }) };
    const { headers, data } = uploadBody(request);
    const transport = watchedFrom(timeout, request);
    const sent = { method, url, headers: new AxiosHeaders({ ...own, ...headers }), data, signal, transport };
    return adapter({ ...settings, ...proxy, ...sent });
  };
}

/** Answers that are none yet, of which a service sends one or two. */
const MOST_INFORMATION = 100;

/**
 * With a transport of its own, axios leaves the time to the socket, which counts anew whenever something went either way;
 * by itself it counts from the start, and cuts an upload that is still flowing. The socket counts while it connects, too.
 */
function watchedFrom(timeout: number, { onHeaders }: TransportRequest): { request: typeof http.request } {
  const request = (options: http.RequestOptions, onResponse: (response: http.IncomingMessage) => void) => {
    const asked = (options.protocol === 'https:' ? https : http).request({ ...options, timeout }, onResponse);
    if (onHeaders !== undefined) watchHeaders(asked, onHeaders);
    let informations = 0;
    return asked.on('information', () => {
      if (++informations > MOST_INFORMATION)
        asked.destroy(new Error(`more than ${MOST_INFORMATION} interim (1xx) answers`));
    });
  };
  return { request: request as typeof http.request };
}

/** The socket takes each piece of the headers for a sign of life, however small: how long that goes on is for others to say. */
function watchHeaders(asked: http.ClientRequest, onHeaders: () => void): void {
  asked.once('socket', (socket) => {
    const look = (): void => {
      if (!asked.writableFinished) return;
      try {
        onHeaders();
      } catch (error) {
        asked.destroy(error as Error);
      }
    };
    const stop = (): void => void socket.off('data', look);
    socket.on('data', look);
    asked.once('response', stop).once('close', stop);
  });
}

/**
 * axios watches the time until the headers come; a body that stops on its way would be waited for without end. While
 * bytes are at hand, it is the reader who takes his time, which he may.
 */
function breakOffWhenSilent({ request, data }: AxiosResponse<Readable>): void {
  const asked = request as http.ClientRequest;
  asked.on('timeout', () => {
    if (data.readableLength === 0) asked.destroy();
  });
}

/**
 * A request whose answer comes before all of it has gone. A confirmation counts only when it has; after a refusal nothing more
 * may leave, since the memory of the body is used for other bytes then.
 */
async function goneWhole({ request, data, status }: AxiosResponse<Readable>): Promise<void> {
  const asked = request as http.ClientRequest;
  if (asked.writableFinished) return;
  if (status >= 300) {
    data.once('end', () => asked.destroy());
    return;
  }
  if (!(await restGone(asked))) throw new Error(`it broke off, though it was answered with HTTP ${status}`);
}

/** Node no longer tells a request that its socket has room once the answer is whole: the rest would lie here for good. */
async function restGone(asked: http.ClientRequest): Promise<boolean> {
  const { socket } = asked;
  const goOn = (): void => void asked.emit('drain');
  const giveUp = (): void => void asked.destroy();
  socket?.on('drain', goOn);
  asked.on('timeout', giveUp);
  goOn();
  await new Promise((resolve) => asked.once('finish', resolve).once('close', resolve));
  socket?.off('drain', goOn);
  asked.off('timeout', giveUp);
  return asked.writableFinished;
}

function plainHeaders(response: AxiosResponse): Record<string, string> {
  return Object.fromEntries(
    Object.entries(response.headers)
      .filter(([, value]) => value !== undefined && value !== null)
      .map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
}

/** axios' own error holds the request with its session header, so only the socket's error goes on as the cause. */
function connectionException(error: unknown, request: TransportRequest): ConnectionException {
  const cause = isAxiosError(error) ? error.cause : error;
  if (cause instanceof ConnectionException) return cause;
  const code = isAxiosError(error) ? error.code : undefined;
  // A host of several addresses fails with an error for each, and without a word of its own.
  const text = (error instanceof Error ? error.message : String(error)) || (code ?? 'no reason is known');
  return new ConnectionException(`No answer to "${request.operation}" from ${new URL(request.url).host}: ${text}`, {
    code,
    request: nameOf(request),
    outcomeUnknown: !wasNeverSent(code),
    advice: 'Check the network and the address; what the service has already taken stays taken.',
    cause: cause instanceof Error && !isAxiosError(cause) ? withoutBytes(cause) : undefined,
  });
}

/** Node keeps the bytes that it could not parse, and a token may be among them. */
function withoutBytes(cause: Error): Error {
  Reflect.deleteProperty(cause, 'rawPacket');
  return cause;
}
