import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { expect } from 'chai';
import { Bulk, type BulkOptions } from '../../lib';
import { batchInfoList, jobInfo, JOB_ID, resultList, SESSION_ID } from './wire';
import { listening } from './loopback';

export const NEXT = '751000000000002AAA';

const FIRST = '751000000000001AAA';
const RECORDS = '"Id","Name"\n"1","a"\n"2","b"\n';
const RESULTS = '"Id","Success","Created","Error"\n"1","true","true",""\n"2","true","true",""\n';

/** How far an answer comes before it stalls. */
export const STALLS = {
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
export const LOAD: Answers = [
  [`/batch/${FIRST}/result`, RESULTS],
  ['/request', 'Name\na\nb\n'],
  ['/batch', BATCHES],
  ['', jobInfo({ operation: 'insert', state: 'Open' })],
];
export const QUERY: Answers = [
  [`/batch/${FIRST}/result`, resultList('752000000000001')],
  [`/batch/${NEXT}/result`, resultList('752000000000002')],
  ['/result/752000000000001', RECORDS],
  ['/batch', BATCHES],
  ['', jobInfo({ operation: 'query', state: 'Closed' })],
];

/** A job of 2.0 whose result has three pages. */
export const PAGES: Answers = [
  ['/resultPages', JSON.stringify({ resultPages: ['a', 'b', 'c'].map(pageAt), done: true })],
  ['locator=a', RECORDS],
  ['', JSON.stringify({ id: JOB_ID, operation: 'query', state: 'JobComplete', numberRecordsProcessed: 6 })],
];

function pageAt(locator: string): { resultUrl: string } {
  return { resultUrl: `/services/data/v66.0/jobs/query/${JOB_ID}/results?locator=${locator}` };
}

/** Answers by how the address ends; one address stalls. */
export class StallingServer {
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
    const bulk = new Bulk(options);
    await bulk.login({ accessToken: SESSION_ID, instanceUrl: await this.listen() });
    return bulk;
  }

  /** Resolves with its address. */
  listen(): Promise<string> {
    return listening(this.#server);
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

/** Ends when the client has closed the connection; not at all when it leaves that to the time-out. */
export async function expectClosed({ stalled }: StallingServer): Promise<void> {
  const response = await stalled;
  if (!response.closed) await once(response, 'close');
  expect(response.writableFinished).to.equal(false);
}
