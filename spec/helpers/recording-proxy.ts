import { once } from 'node:events';
import http from 'node:http';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { listening } from './loopback';

/** A request as it came over the wire. */
export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  /** Names as they were written. */
  readonly headers: Readonly<Record<string, string>>;
  /** Expanded, where it was compressed. */
  readonly body: Buffer;
}

/** Stands between a client and an org, and keeps what passes. */
export class RecordingProxy {
  readonly requests: RecordedRequest[] = [];
  readonly #server: http.Server;
  #url = '';

  private constructor(orgUrl: string) {
    this.#server = http.createServer((request, reply) => {
      void this.#pass(request, reply, orgUrl);
    });
  }

  static async before(orgUrl: string): Promise<RecordingProxy> {
    const proxy = new RecordingProxy(orgUrl);
    proxy.#url = await listening(proxy.#server);
    return proxy;
  }

  get url(): string {
    return this.#url;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #pass(request: http.IncomingMessage, reply: http.ServerResponse, orgUrl: string): Promise<void> {
    const { method = '', url: path = '', headers } = request;
    const body = await buffer(request);
    const isZipped = headers['content-encoding'] === 'gzip';
    this.requests.push({ method, path, headers: written(request), body: isZipped ? gunzipSync(body) : body });
    const onward = http.request(`${orgUrl}${path}`, { method, headers }, (answer) => {
      reply.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(reply);
    });
    onward.end(body);
  }
}

function written({ rawHeaders }: http.IncomingMessage): Record<string, string> {
  const pairs = rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [[name, rawHeaders[at + 1] ?? '']] : []));
  return Object.fromEntries(pairs) as Record<string, string>;
}
