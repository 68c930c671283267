import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { expect } from 'chai';
import { ConnectionException } from '../../lib/errors';
import { axiosTransport } from '../../lib/transport/axios-transport';
import { type TransportReply } from '../../lib/transport/transport';
import { readText } from '../../lib/codecs/text';
import { listening } from '../helpers/loopback';
import { rejection } from '../helpers/rejection';

/** More than all buffers on the way hold together. */
const BODY = Buffer.alloc(12_000_000, 'x');

/** A server that answers as soon as a request begins, and reads on only when it is told to. */
class HastyServer {
  readonly #server: Server;
  readonly #status: string;
  #socket: Socket | undefined;
  /** Bytes of the body. */
  read = 0;

  constructor(status: string) {
    this.#status = status;
    this.#server = createServer((socket) => {
      this.#socket = socket;
      socket.on('error', () => undefined);
      socket.once('data', (head: Buffer) => {
        this.read -= head.indexOf('\r\n\r\n') + 4;
        socket.pause();
        socket.write(`HTTP/1.1 ${this.#status}\r\nContent-Length: 2\r\n\r\nok`);
      });
      socket.on('data', (chunk: Buffer) => {
        this.read += chunk.length;
      });
    });
  }

  async post(): Promise<TransportReply> {
    const url = `${await listening(this.#server)}/`;
    const send = axiosTransport({ timeout: 60_000, userAgent: 'spec' });
    return send({ method: 'POST', url, headers: {}, body: BODY, operation: 'create batch', repeatable: false });
  }

  /** Ends when the answer has been written. */
  async answered(): Promise<Socket> {
    while (this.#socket === undefined || this.#socket.bytesWritten === 0) await new Promise(setImmediate);
    return this.#socket;
  }

  close(): void {
    this.#socket?.destroy();
    this.#server.close();
  }
}

describe('An answer that comes before the request has gone', () => {
  let server: HastyServer;
  afterEach(() => {
    server.close();
  });

  it('confirms nothing before the whole of it has gone', async () => {
    server = new HastyServer('201 Created');
    const reply = server.post();
    const socket = await server.answered();
    socket.resume();
    expect(await readText((await reply).body)).to.equal('ok');
    // Only what the buffers on the way hold is still to be read.
    while (server.read < BODY.length) await once(socket, 'data');
    expect(server.read).to.equal(BODY.length);
  });

  it('leaves it unknown whether it arrived, when the rest is not wanted', async () => {
    server = new HastyServer('201 Created');
    const failure = rejection(server.post(), ConnectionException);
    (await server.answered()).destroy();
    const error = await failure;
    expect(error).to.have.property('outcomeUnknown', true);
  });

  it('is read when it refuses, and then nothing more leaves', async () => {
    server = new HastyServer('503 Service Unavailable');
    const reply = await server.post();
    expect(reply.status).to.equal(503);
    const socket = await server.answered();
    expect(await readText(reply.body)).to.equal('ok');
    socket.resume();
    await once(socket, 'close');
    expect(server.read).to.be.lessThan(BODY.length);
  });
});
