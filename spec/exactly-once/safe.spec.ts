import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createSocketServer } from 'node:net';
import { PassThrough } from 'node:stream';
import { constants, createGzip, gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { Bulk, ConnectionException, UnexpectedReplyException, type Credentials } from '../../lib';
import { FakeClock } from '../helpers/fake-clock';
import { listening } from '../helpers/loopback';
import { rejection } from '../helpers/rejection';

const ACCESS_TOKEN = '00DQQ0000001PrA!AQ4AQKpracticeSessionValue.abc_DEF';

describe('An answer without end', () => {
  let server: { close(): unknown };
  afterEach(() => void server.close());

  async function signedIn(listener: RequestListener): Promise<Bulk> {
    const http = createServer({ keepAlive: false }, listener);
    server = http;
    return bulkAt(await listening(http));
  }
  async function bulkAt(instanceUrl: string): Promise<Bulk> {
    const bulk = new Bulk({ clock: new FakeClock(), retries: 0 });
    await bulk.login({ accessToken: ACCESS_TOKEN, instanceUrl });
    return bulk;
  }

  it('is refused when it comes as a small one that unzips to a large one', async () => {
    const bomb = gzipSync(Buffer.alloc(100_000_000, ' '));
    const bulk = await signedIn((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'application/xml', 'Content-Encoding': 'gzip' }).end(bomb);
    });
    const error = await rejection(bulk.jobCreate('insert', 'Contact'), UnexpectedReplyException);
    expect(error.message).to.include('longer than 64000000 bytes');
  });

  it('is refused when its body goes on and on, and its connection is closed', async () => {
    const block = Buffer.alloc(1_000_000, ' ');
    let closed: Promise<unknown> = Promise.resolve();
    let sent = 0;
    const bulk = await signedIn((_request, response) => {
      closed = once(response, 'close');
      const more = (): void => {
        if (response.destroyed) return;
        sent += block.length;
        response.write(block, more);
      };
      more();
    });
    await rejection(bulk.jobCreate('insert', 'Contact'), UnexpectedReplyException);
    await closed;
    expect(sent).to.be.below(150_000_000);
  });

  for (const gzip of [false, true]) {
    it(`is refused when a byte of it comes each minute, ${gzip ? 'compressed' : 'plain'}, and asked for once`, async () => {
      const clock = new FakeClock();
      let closed: Promise<unknown> = Promise.resolve();
      let asked = 0;
      const http = createServer({ keepAlive: false }, (_request, response) => {
        asked++;
        closed = once(response, 'close');
        const body = gzip ? createGzip({ flush: constants.Z_SYNC_FLUSH }) : new PassThrough();
        if (gzip) response.setHeader('Content-Encoding', 'gzip');
        body.pipe(response);
        const more = (): void => {
          if (response.destroyed) return;
          void clock.sleep(60_000);
          body.write(' ', () => setImmediate(more));
        };
        more();
      });
      server = http;
      const bulk = new Bulk({ clock, gzip });
      await bulk.login({ accessToken: ACCESS_TOKEN, instanceUrl: await listening(http) });
      const error = await rejection(bulk.describeGlobal(), ConnectionException);
      expect(error.message).to.equal('The answer to "list objects" has not ended after 10 minutes');
      expect(asked).to.equal(1);
      await closed;
    });
  }

  const logins: Record<string, (loginUrl: string) => Credentials> = {
    'SOAP login()': (loginUrl) => ({ username: 'ada@example.com', password: 'hushhush', loginUrl }),
    OAuth: (loginUrl) => ({ clientId: 'app', clientSecret: 'hushhush', loginUrl }),
  };
  for (const [name, credentials] of Object.entries(logins)) {
    it(`is refused early when it is that of a sign-in: ${name}`, async () => {
      const block = Buffer.alloc(100_000, '<a>');
      let sent = 0;
      let closed: Promise<unknown> = Promise.resolve();
      const http = createServer({ keepAlive: false }, (_request, response) => {
        closed = once(response, 'close');
        const more = (): void => {
          sent += block.length;
          if (response.write(block)) setImmediate(more);
          else response.once('drain', more);
        };
        more();
      });
      server = http;
      const loginUrl = await listening(http);
      const bulk = new Bulk({ clock: new FakeClock(), onWarning: () => undefined });
      const error = await rejection(bulk.login(credentials(loginUrl)), UnexpectedReplyException);
      expect(error.message).to.include('longer than 1000000 bytes');
      await closed;
      expect(sent).to.be.below(30_000_000);
    });
  }

  it('shows none of its bytes in the error when it is no HTTP', async () => {
    const sockets = createSocketServer((socket) => {
      socket
        .on('error', () => socket.destroy())
        .once('data', () => socket.end('HTTP/1.1 2OO {"access_token":"hushhush"}\r\n\r\n'));
    });
    server = sockets;
    const bulk = await bulkAt(await listening(sockets));
    const error = await rejection(bulk.limits(), ConnectionException);
    const { cause } = error;
    expect(error.code).to.match(/^HPE_/);
    expect(cause).to.be.instanceOf(Error).and.not.have.property('rawPacket');
  });

  it('is a lost connection when it is announced on and on', async () => {
    let announced = 0;
    const sockets = createSocketServer((socket) => {
      const more = (): void => {
        if (socket.destroyed) return;
        announced++;
        socket.write('HTTP/1.1 102 Processing\r\n\r\n', () => setImmediate(more));
      };
      socket.on('error', () => socket.destroy()).once('data', more);
    });
    server = sockets;
    const bulk = await bulkAt(await listening(sockets));
    const error = await rejection(bulk.limits(), ConnectionException);
    expect(error.message).to.include('more than 100 interim (1xx) answers');
    expect(announced).to.be.within(100, 10_000);
  });

  it('is a lost connection when its headers go on and on', async () => {
    const sockets = createSocketServer((socket) => {
      socket.on('error', () => socket.destroy()).write('HTTP/1.1 200 OK\r\n');
      socket.write(`X-More: ${'x'.repeat(100_000)}`);
    });
    server = sockets;
    const bulk = await bulkAt(await listening(sockets));
    const error = await rejection(bulk.jobCreate('insert', 'Contact'), ConnectionException);
    expect(error.code).to.equal('HPE_HEADER_OVERFLOW');
  });
});
