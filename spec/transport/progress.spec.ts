import http, { type ClientRequest, type RequestListener, type Server } from 'node:http';
import { mock } from 'node:test';
import { expect } from 'chai';
import { ConnectionException } from '../../lib';
import { axiosTransport } from '../../lib/transport/axios-transport';
import { type TransportReply } from '../../lib/transport/transport';
import { listening } from '../helpers/loopback';
import { rejection } from '../helpers/rejection';

const SECONDS = 1_000;
const TIMEOUT = 7 * SECONDS;
const BODY = Buffer.alloc(5_000_000, 'x');

/** A server of its own, and the client's requests to it as node has them. */
class Line {
  readonly requests: ClientRequest[] = [];
  readonly #server: Server;

  constructor(listener: RequestListener) {
    this.#server = http.createServer({ keepAlive: false }, listener);
    const { request } = http;
    mock.method(http, 'request', (...given: Parameters<typeof request>) => {
      const asked = request(...given);
      mock.method(asked, 'write');
      this.requests.push(asked);
      return asked;
    });
  }

  async upload(): Promise<TransportReply> {
    const url = `${await listening(this.#server)}/`;
    return axiosTransport({ timeout: TIMEOUT, userAgent: 'spec' })({
      method: 'POST',
      url,
      headers: {},
      body: BODY,
      operation: 'create batch',
      repeatable: false,
    });
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

describe('An upload', () => {
  let line: Line;
  afterEach(() => {
    line.close();
    mock.restoreAll();
    mock.timers.reset();
  });

  it('is not given up while its bytes flow, however long that takes', async () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    let got = 0;
    line = new Line((request, response) => {
      request.on('data', (bytes: Buffer) => {
        got += bytes.length;
        mock.timers.tick(TIMEOUT);
      });
      request.on('end', () => response.end());
    });
    expect((await line.upload()).status).to.equal(200);
    expect(got).to.equal(BODY.length);
  });

  it('goes out in pieces, each of which starts the time anew', async () => {
    line = new Line((request, response) => {
      request.resume().on('end', () => response.end(request.headers['content-length']));
    });
    const { body } = await line.upload();
    const parts: Uint8Array[] = [];
    for await (const part of body) parts.push(part);
    expect(Buffer.concat(parts).toString()).to.equal(`${BODY.length}`);
    const [asked] = line.requests;
    const written = asked === undefined ? [] : (asked.write as typeof asked.write & MockedCall).mock.calls;
    expect(written.length).to.be.at.least(BODY.length / (1 << 20));
  });

  it('is given up when nothing has flowed for as long as was given, from the first moment on', async () => {
    line = new Line((request) => {
      request.resume().on('end', () => line.requests[0]?.socket?.emit('timeout'));
    });
    const error = await rejection(line.upload(), ConnectionException);
    expect(error.message).to.include(`timeout of ${TIMEOUT}ms exceeded`);
    expect(error.outcomeUnknown).to.equal(true);
    expect(line.requests[0]).to.have.property('timeout', TIMEOUT);
  });
});

interface MockedCall {
  readonly mock: { readonly calls: readonly unknown[] };
}
