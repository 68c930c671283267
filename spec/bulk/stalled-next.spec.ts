import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { expect } from 'chai';
import { Bulk, type BulkOptions } from '../../lib';
import { batchInfoList, jobInfo, JOB_ID, resultList, SESSION_ID } from '../helpers/wire';

const FIRST = '751000000000001AAA';
const NEXT = '751000000000002AAA';

const RECORDS = '"Id","Name"\n"1","a"\n"2","b"\n';
const RESULTS = '"Id","Success","Created","Error"\n"1","true","true",""\n"2","true","true",""\n';

/** How far an answer comes before it stalls. */
const STALLS = {
  'nothing of it': () => undefined,
  'its headers': (response: ServerResponse) => {
    response.flushHeaders();
  },
  'part of a row': (response: ServerResponse) => {
    response.write('"Id","Name"\n"1","a');
  },
};

type Answers = readonly (readonly [end: string, body: string])[];

const DONE = { state: 'Completed', numberRecordsProcessed: 2 };
const BATCHES = batchInfoList({ id: FIRST, ...DONE }, { id: NEXT, ...DONE });

/** Jobs of two batches. */
const LOAD: Answers = [
  [`/batch/${FIRST}/result`, RESULTS],
  ['/request', 'Name\na\nb\n'],
  ['/batch', BATCHES],
  ['', jobInfo({ operation: 'insert', state: 'Closed' })],
];
const QUERY: Answers = [
  [`/batch/${FIRST}/result`, resultList('752000000000001')],
  [`/batch/${NEXT}/result`, resultList('752000000000002')],
  ['/result/752000000000001', RECORDS],
  ['/batch', BATCHES],
  ['', jobInfo({ operation: 'query', state: 'Closed' })],
];

/** A job of 2.0 whose result has three pages. */
const PAGES: Answers = [
  ['/resultPages', JSON.stringify({ resultPages: ['a', 'b', 'c'].map(pageAt), done: true })],
  ['locator=a', RECORDS],
  ['', JSON.stringify({ id: JOB_ID, operation: 'query', state: 'JobComplete', numberRecordsProcessed: 6 })],
];

function pageAt(locator: string): { resultUrl: string } {
  return { resultUrl: `/services/data/v66.0/jobs/query/${JOB_ID}/results?locator=${locator}` };
}

/** Answers by how the address ends; one address stalls. */
class StallingServer {
  readonly #server: Server;
  /** The answer that stalls, as soon as it does. */
  readonly stalled: Promise<ServerResponse>;

  constructor(answers: Answers, stalls: { path: string; after: (response: ServerResponse) => void }) {
    let tell: (response: ServerResponse) => void;
    this.stalled = new Promise((resolve) => (tell = resolve));
    this.#server = createServer((request, response) => {
      request.resume();
      const path = request.url ?? '';
      if (path.endsWith(stalls.path)) {
        stalls.after(response);
        tell(response);
      } else response.end(answers.find(([end]) => path.endsWith(end))?.[1]);
    });
  }

  async open(options: BulkOptions = {}): Promise<Bulk> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    const bulk = new Bulk(options);
    const instanceUrl = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    await bulk.login({ accessToken: SESSION_ID, instanceUrl });
    return bulk;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

async function readOne(rows: AsyncIterable<{ Id?: unknown }>, { stalled }: StallingServer): Promise<void> {
  for await (const { Id } of rows) {
    expect(Id).to.equal('1');
    await stalled;
    break;
  }
}

/** Reads two rows, and stops while the third is waited for. */
async function expectEndOf(rows: AsyncIterableIterator<unknown>, server: StallingServer): Promise<void> {
  await rows.next();
  await rows.next();
  const third = rows.next();
  await server.stalled;
  await rows.return?.();
  expect(await third).to.deep.equal({ value: undefined, done: true });
  await expectClosed(server);
}

/** Ends when the client has closed the connection; not at all when it leaves that to the time-out. */
async function expectClosed({ stalled }: StallingServer): Promise<void> {
  const response = await stalled;
  if (!response.closed) await once(response, 'close');
  expect(response.writableFinished).to.equal(false);
}

describe('break, while the answer that is read next stalls', () => {
  let server: StallingServer;
  afterEach(() => {
    server.close();
  });

  for (const [part, after] of Object.entries(STALLS)) {
    it(`closes its connection: outcomes, after ${part}`, async () => {
      server = new StallingServer(LOAD, { path: `/batch/${NEXT}/result`, after });
      const bulk = await server.open();
      await bulk.jobAttach(JOB_ID);
      for await (const { id } of bulk.jobOutcomes()) {
        expect(id).to.equal('1');
        await server.stalled;
        break;
      }
      await expectClosed(server);
    });

    for (const path of [`/batch/${NEXT}/result`, '/result/752000000000002']) {
      it(`closes its connection: records, after ${part} of ${path.replace(/\d+/g, '…')}`, async () => {
        server = new StallingServer(QUERY, { path, after });
        const bulk = await server.open();
        await bulk.jobAttach(JOB_ID);
        await readOne(bulk.jobRecords(), server);
        await expectClosed(server);
      });
    }

    it(`closes its connection: pages that are fetched ahead, after ${part}`, async () => {
      server = new StallingServer(PAGES, { path: 'locator=b', after });
      const bulk = await server.open({ api: '2.0' });
      await bulk.jobCreate('query', 'Contact');
      await bulk.batchCreate('SELECT Id, Name FROM Contact');
      await readOne(bulk.jobRecords({ parallel: 2 }), server);
      await expectClosed(server);
    });
  }
});

describe('return(), while the answer that is waited for stalls', () => {
  let server: StallingServer;
  afterEach(() => {
    server.close();
  });

  for (const [part, after] of Object.entries(STALLS)) {
    it(`closes its connection, and ends what waits: outcomes, after ${part}`, async () => {
      server = new StallingServer(LOAD, { path: `/batch/${NEXT}/result`, after });
      const bulk = await server.open();
      await bulk.jobAttach(JOB_ID);
      await expectEndOf(bulk.jobOutcomes(), server);
    });

    it(`closes its connection, and ends what waits: records, after ${part}`, async () => {
      server = new StallingServer(QUERY, { path: '/result/752000000000002', after });
      const bulk = await server.open();
      await bulk.jobAttach(JOB_ID);
      await expectEndOf(bulk.jobRecords(), server);
    });

    it(`closes its connection, and ends what waits: pages of 2.0, after ${part}`, async () => {
      server = new StallingServer(PAGES, { path: 'locator=b', after });
      const bulk = await server.open({ api: '2.0' });
      await bulk.jobCreate('query', 'Contact');
      await bulk.batchCreate('SELECT Id, Name FROM Contact');
      await expectEndOf(bulk.jobRecords({ parallel: 2 }), server);
    });
  }
});
