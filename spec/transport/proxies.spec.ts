import http, { type RequestListener, type Server } from 'node:http';
import { type Duplex } from 'node:stream';
import { expect } from 'chai';
import { Bulk, ConnectionException } from '../../lib';
import { FakeClock } from '../helpers/fake-clock';
import { listening } from '../helpers/loopback';
import { rejection } from '../helpers/rejection';
import { jobInfo, SESSION_ID } from '../helpers/wire';

const NAMES = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY'].flatMap((name) => [name, name.toLowerCase()]);

/** Servers that are closed, and an environment that is as it was, at the end of each spec. */
class Surroundings {
  readonly #servers: Server[] = [];
  readonly #environment = NAMES.map((name) => [name, process.env[name]] as const);

  constructor() {
    for (const name of NAMES) Reflect.deleteProperty(process.env, name);
  }

  server(listener: RequestListener): Promise<string> {
    const server = http.createServer({ keepAlive: false }, listener);
    this.#servers.push(server);
    return listening(server);
  }

  /** A proxy that answers who asks for a tunnel. */
  async proxyThat(answers: (socket: Duplex) => void): Promise<string> {
    const url = await this.server((_request, response) => response.end());
    this.#servers.at(-1)?.on('connect', (_request, socket) => {
      answers(socket);
    });
    return url;
  }

  restore(): void {
    for (const [name, value] of this.#environment) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
    for (const server of this.#servers) {
      server.closeAllConnections();
      server.close();
    }
  }
}

describe('Where the environment names a proxy', () => {
  let around: Surroundings;
  /** What came to the proxy: the addresses, as they stood in the requests. */
  let passed: string[];
  let proxy: string;

  beforeEach(async () => {
    around = new Surroundings();
    passed = [];
    proxy = await around.server((request, response) => {
      passed.push(request.url ?? '');
      response.writeHead(201).end(jobInfo());
    });
  });
  afterEach(() => {
    around.restore();
  });

  async function createJobAt(instanceUrl: string): Promise<void> {
    const bulk = new Bulk({ allowHttp: true, retries: 0 });
    await bulk.login({ accessToken: SESSION_ID, instanceUrl });
    await bulk.jobCreate('insert', 'Contact');
  }

  for (const name of ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy']) {
    for (const host of ['127.0.0.1', 'localhost']) {
      it(`by ${name}, the session for ${host} does not go there`, async () => {
        process.env[name] = proxy;
        let asked = 0;
        const org = await around.server((_request, response) => {
          asked += 1;
          response.writeHead(201).end(jobInfo());
        });
        await createJobAt(org.replace('127.0.0.1', host));
        expect({ asked, passed }).to.deep.equal({ asked: 1, passed: [] });
      });
    }

    it(`by ${name}, http to another host goes there, where that is allowed`, async () => {
      process.env[name] = proxy;
      await createJobAt('http://org.example.com');
      expect(passed).to.deep.equal(['http://org.example.com/services/async/66.0/job']);
    });
  }
});

describe('A proxy that refuses the way to the org', () => {
  let around: Surroundings;
  let asked: number;
  beforeEach(() => {
    around = new Surroundings();
    asked = 0;
  });
  afterEach(() => {
    around.restore();
  });

  async function refusalWith(status: string): Promise<ConnectionException> {
    process.env.HTTPS_PROXY = await around.proxyThat((socket) => {
      asked += 1;
      socket.end(`HTTP/1.1 ${status}\r\nContent-Type: text/html\r\nContent-Length: 14\r\n\r\n<p>not you</p>`);
    });
    const bulk = new Bulk({ clock: new FakeClock(), retries: 2 });
    await bulk.login({ accessToken: SESSION_ID, instanceUrl: 'https://org.example.com' });
    return rejection(bulk.jobCreate('insert', 'Contact'), ConnectionException);
  }

  for (const status of ['502 Bad Gateway', '503 Service Unavailable']) {
    it(`is not taken for the org, and is asked again: ${status}`, async () => {
      const error = await refusalWith(status);
      expect(error.message).to.equal(
        `"create job" did not leave: the proxy has refused the way to org.example.com with HTTP ${status.slice(0, 3)}`,
      );
      expect(error).to.include({ status: Number(status.slice(0, 3)), outcomeUnknown: false });
      expect(error.request).to.equal('POST /services/async/66.0/job');
      expect(asked).to.equal(3);
    });
  }

  for (const status of ['403 Forbidden', '407 Proxy Authentication Required']) {
    it(`is not asked again where it would say the same: ${status}`, async () => {
      const error = await refusalWith(status);
      expect(error.outcomeUnknown).to.equal(false);
      expect(asked).to.equal(1);
    });
  }
});
