/** The org's HTTP server: one request in, one reply out. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { deprecationWarning } from './api-versions';
import { type OrgContext } from './context';
import { judgeOrigin } from './cors';
import { type RequestEvent } from './faults';
import { ConnectionLost, type HttpRequest, type Reply, WireFault } from './http';
import { operations } from './operations';
import { readBody } from './request-body';
import { type RequestLog } from './request-log';
import { meetFault } from './request-faults';
import { type Match, Router } from './router';
import { sendReply } from './send-reply';
import { unknownPath } from './unknown-path';

/** In the log, for a request whose connection was lost on purpose. */
const NO_ANSWER = 0;

export class HttpServer {
  readonly #server: Server;
  readonly #router = new Router(operations);

  constructor(
    readonly org: OrgContext,
    readonly log: RequestLog,
  ) {
    this.#server = createServer((message, response) => void this.#answer(message, response));
  }

  async listen(port: number, host: string): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject).listen(port, host, resolve);
    });
    return (this.#server.address() as AddressInfo).port;
  }

  /** At once: sockets that are open are cut. */
  async stop(): Promise<void> {
    const closed = new Promise<void>((resolve) =>
      this.#server.close(() => {
        resolve();
      }),
    );
    this.#server.closeAllConnections();
    await closed;
  }

  async #answer(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = readRequest(message);
    const reply = await this.#reply(request).catch((error: unknown) => replyToFailure(error));
    this.log.add({ method: request.method, path: request.path, status: reply?.status ?? NO_ANSWER });
    try {
      if (reply === undefined) throw new ConnectionLost();
      await sendReply(response, request, reply);
    } catch {
      // A fault wants it so, or the client has gone: no answer can follow.
      response.destroy();
    }
  }

  async #reply(request: HttpRequest): Promise<Reply> {
    const verdict = judgeOrigin(this.org.settings, request);
    if (verdict.kind === 'refused' || verdict.kind === 'preflight') return verdict.reply;
    const reply = await this.#dispatch(request);
    return verdict.kind === 'allowed' ? { ...reply, headers: { ...reply.headers, ...verdict.headers } } : reply;
  }

  /** A refusal is a reply like any other: what is said of the version or the origin is said on it too. */
  async #dispatch(request: HttpRequest): Promise<Reply> {
    const reply = await this.#route(request).catch((error: unknown) => {
      if (error instanceof WireFault) return error.toReply();
      throw error;
    });
    const warning = deprecationWarning(request.path);
    return warning === undefined ? reply : { ...reply, headers: { ...reply.headers, Warning: warning } };
  }

  async #route(request: HttpRequest): Promise<Reply> {
    const matches = this.#router.at(request.path);
    const match = matches.find(({ operation }) => operation.method === request.method);
    return match === undefined ? unknownPath(this.org, request, matches) : this.#run(request, match);
  }

  async #run(request: HttpRequest, { operation, params }: Match): Promise<Reply> {
    const { org } = this;
    const plan = org.faults.forRequest(requestEvent(org, request, { operation, params }));
    const proceed = async (): Promise<Reply> => operation.run({ org, request, params });
    return plan === undefined ? proceed() : meetFault({ org, request, plan, operation: operation.name }, proceed);
  }
}

/** What went wrong in the org itself must not look like an answer of an API; a lost connection has no reply. */
const replyToFailure = (error: unknown): Reply | undefined => {
  if (error instanceof ConnectionLost) return undefined;
  const text = error instanceof Error ? error.message : String(error);
  return {
    status: 500,
    headers: { 'Content-Type': 'text/plain; charset=UTF-8' },
    body: `Internal Server Error: ${text}\n`,
  };
};

const requestEvent = (org: OrgContext, request: HttpRequest, { operation, params }: Match): RequestEvent => {
  const job = operation.name === 'addBatch' ? org.jobs.find(params.jobId ?? '') : undefined;
  const batch = job === undefined ? undefined : job.batches.length + 1;
  return { operation: operation.name, method: request.method, path: request.path, batch };
};

const readRequest = (message: IncomingMessage): HttpRequest => {
  // Taken apart by hand: what is no URL has to reach a refusal. A proxy's client sends the authority too.
  const [path = '/', ...search] = (message.url ?? '/').replace(/^https?:\/\/[^/]*/i, '').split('?');
  return {
    method: message.method ?? 'GET',
    path: path.replace(/(?<=.)\/$/, ''),
    query: new URLSearchParams(search.join('?')),
    headers: message.headers,
    origin: originOf(message),
    read: (limit) => readBody(message, limit),
  };
};

/** Behind a proxy the client knows another address than the one that is listened on. */
const originOf = ({ headers, socket }: IncomingMessage): string => {
  const first = (value: string | string[] | undefined): string | undefined =>
    (Array.isArray(value) ? value[0] : value)?.split(',')[0]?.trim();
  const scheme = first(headers['x-forwarded-proto']) ?? 'http';
  const authority = first(headers['x-forwarded-host']) ?? headers.host ?? `127.0.0.1:${socket.localPort}`;
  return `${scheme}://${authority}`;
};
