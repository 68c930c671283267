import http, { type RequestListener, type Server } from 'node:http';
import { expect } from 'chai';
import { Bulk } from '../../lib';
import { listening } from '../helpers/loopback';
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
