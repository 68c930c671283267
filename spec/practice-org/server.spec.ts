import { expect } from 'chai';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { PracticeOrg } from '../../lib/practice-org';
import { CSV, valueOf, Visit } from './support/exchange';

describe("The org's server", () => {
  let visit: Visit;
  beforeEach(async () => {
    visit = await Visit.start();
  });
  afterEach(() => visit.stop());

  /** Says something on a socket of its own. */
  const say = async (text: string): Promise<Socket> => {
    const socket = connect(Number(new URL(visit.org.url).port), '127.0.0.1');
    await once(socket, 'connect');
    socket.write(text);
    return socket;
  };

  const firstLine = async (text: string): Promise<string> => {
    const socket = await say(text);
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    socket.destroy();
    return chunk.toString().split('\r\n')[0] ?? '';
  };

  it('answers what is no URL with a refusal', async () => {
    expect(await firstLine('GET // HTTP/1.1\r\nHost: x\r\n\r\n')).to.equal('HTTP/1.1 404 Not Found');
    expect(await firstLine('GET /services/async/66.0/%zz HTTP/1.1\r\nHost: x\r\n\r\n')).to.equal(
      'HTTP/1.1 400 Bad Request',
    );
  });

  it('answers a request that names the whole address, as proxies do', async () => {
    const line = await firstLine('GET http://org.example.com/services/data HTTP/1.1\r\nHost: org.example.com\r\n\r\n');
    expect(line).to.equal('HTTP/1.1 200 OK');
  });

  it('adds no batch for an upload that breaks off, and goes on', async () => {
    const job = await visit.jobId({ operation: 'insert', object: 'Contact' });
    const head = `POST /services/async/66.0/job/${job}/batch HTTP/1.1\r\nHost: x\r\nX-SFDC-Session: ${visit.session}\r\n`;
    const socket = await say(`${head}Content-Type: text/csv\r\nContent-Length: 1000\r\n\r\nLastName\nHopp\n`);
    const logged = new Promise<void>((resolve) => {
      visit.org.onRequest(() => {
        resolve();
      });
    });
    socket.destroy();
    await logged;
    expect(valueOf(await visit.get(`/job/${job}`), 'numberBatchesTotal')).to.equal('0');
  });

  it('goes on when a client leaves in the middle of a long answer', async () => {
    const body = `LastName,Description\n${`Long,${'x'.repeat(900)}\n`.repeat(10_000)}`;
    const { job, batch } = await visit.run({ operation: 'insert', object: 'Contact' }, { body, type: CSV });
    const path = `/services/async/66.0/job/${job}/batch/${batch}/request`;
    const socket = await say(`GET ${path} HTTP/1.1\r\nHost: x\r\nX-SFDC-Session: ${visit.session}\r\n\r\n`);
    await once(socket, 'data');
    socket.destroy();
    expect((await visit.get(`/job/${job}`)).status).to.equal(200);
  });

  it('keeps a log without secrets, and tells of each request as it is answered', async () => {
    const heard: string[] = [];
    const stop = visit.org.onRequest(({ method, path, status }) => heard.push(`${method} ${path} ${status}`));
    await visit.get('/job/750QQ0000000zzz/');
    stop();
    await visit.get('/job/750QQ0000000zzy');
    expect(heard).to.deep.equal(['GET /services/async/66.0/job/750QQ0000000zzz 400']);
    expect(visit.org.requests).to.have.lengthOf(2);
    expect(JSON.stringify(visit.org.requests)).not.to.contain(visit.session);
  });

  it('stops at once, open connections or not', async () => {
    const org = await PracticeOrg.start({ clock: 'manual' });
    const socket = connect(Number(new URL(org.url).port), '127.0.0.1');
    await once(socket, 'connect');
    socket.on('error', () => undefined);
    const closed = once(socket, 'close');
    await org.stop();
    await closed;
    expect(socket.destroyed).to.equal(true);
  });

  it('says so when its port is taken', async () => {
    const port = Number(new URL(visit.org.url).port);
    const failure = await PracticeOrg.start({ port }).catch((error: unknown) => error);
    expect(failure).to.have.property('code', 'EADDRINUSE');
  });
});
