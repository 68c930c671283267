/** The org's HTTP server: one request in, one reply out. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type OrgContext } from './context';
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
    try {
      const reply = await this.#reply(request);
      this.log.add({ method: request.method, path: request.path, status: reply.status });
      await sendReply(response, request, reply);
    } catch (error) {
      if (error instanceof ConnectionLost)
        this.log.add({ method: request.method, path: request.path, status: NO_ANSWER });
      // A fault wants it so, or the client has gone: no answer can follow.
      response.destroy();
    }
  }

  async #reply(request: HttpRequest): Promise<Reply> {
    try {
      const matches = this.#router.at(request.path);
      const match = matches.find(({ operation }) => operation.method === request.method);
      if (match === undefined) return unknownPath(this.org, request, matches);
      return await this.#run(request, match);
    } catch (error) {
      if (error instanceof WireFault) return error.toReply();
      throw error;
    }
  }

  async #run(request: HttpRequest, { operation, params }: Match): Promise<Reply> {
    const { org } = this;
    const plan = org.faults.forRequest(requestEvent(org, request, { operation, params }));
    const proceed = async (): Promise<Reply> => operation.run({ org, request, params });
    return plan === undefined ? proceed() : meetFault({ org, request, plan, operation: operation.name }, proceed);
  }
}

const requestEvent = (org: OrgContext, request: HttpRequest, { operation, params }: Match): RequestEvent => {
  const job = operation.name === 'addBatch' ? org.jobs.find(params.jobId ?? '') : undefined;
  const batch = job === undefined ? undefined : job.batches.length + 1;
  return { operation: operation.name, method: request.method, path: request.path, batch };
};

const readRequest = (message: IncomingMessage): HttpRequest => {
  const url = new URL(message.url ?? '/', 'http://practice.invalid');
  return {
    method: message.method ?? 'GET',
    path: url.pathname.replace(/(?<=.)\/$/, ''),
    query: url.searchParams,
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
