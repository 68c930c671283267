import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { LoginException, type Bulk } from '../../../lib';
import { BATCHES, JOB, JOBS, newBulk, withBatch, withJob } from '../../helpers/bulks';
import { exchange, type Exchange } from '../../helpers/exchange';
import { useNock } from '../../helpers/use-nock';
import { batchInfoList, BATCH_ID, jobInfo, resultList } from '../../helpers/wire';

interface Recording {
  id: string;
  api: string;
  trust: string;
  request: { method: 'GET' | 'POST'; path: string };
  response: { status: number; body: string; headers?: Record<string, string> };
}

/** Exchanges with the real service. The folder lies beside the repository, and is not there for everybody. */
const FILE = join(process.cwd(), '../shared/recordings/cases.json');

const recordings = (existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as Recording[]) : []).filter(
  ({ api, trust }) => ['v1', 'soap'].includes(api) && ['A', 'A-', 'B', 'C'].includes(trust),
);

const RESULT = `${BATCHES}/${BATCH_ID}/result`;
const LOGIN = { origin: 'https://login.salesforce.com', method: 'POST', path: '/services/Soap/u/64.0' } as const;

type Read = (answer: Partial<Exchange>, body: string) => Promise<unknown>;

/** The text between the first pair of tags, or of a JSON member, by that name. */
function valueIn(body: string, name: string): string | undefined {
  return new RegExp(`<(?:\\w+:)?${name}>([^<]*)<|"${name}":"?([^",}]*)`).exec(body)?.slice(1).find(Boolean);
}

async function ended(operation: 'insert' | 'query', rows: number): Promise<Bulk> {
  const bulk = await withBatch({ operation, rows });
  const list = batchInfoList({ state: 'Completed', numberRecordsProcessed: rows });
  exchange({ method: 'GET', path: BATCHES, reply: list });
  return bulk;
}

/** How the client reads what stands at each kind of address. */
const READERS: [RegExp, Read][] = [
  [
    /\/services\/Soap\//,
    async (answer, body) => {
      exchange({ ...LOGIN, ...answer });
      const outcome = await newBulk()
        .login('ada@example.com', 'password')
        .catch((error: unknown) => error);
      const fault = valueIn(body, 'exceptionCode') ?? valueIn(body, 'faultcode')?.replace(/^.*:/, '');
      const expired = valueIn(body, 'passwordExpired') === 'true';
      if (fault !== undefined) expect(outcome).to.have.property('code', fault);
      else if (expired) expect(outcome).to.be.instanceOf(LoginException);
      else expect(outcome).to.have.property('userId', valueIn(body, 'userId'));
    },
  ],
  [
    /\/request$/,
    async (answer, body) => {
      const bulk = await withJob();
      exchange({ method: 'GET', path: `${BATCHES}/${BATCH_ID}/request`, ...answer });
      expect(await bulk.batchRequest(BATCH_ID)).to.equal(body);
    },
  ],
  [
    /\/result\/\w+$/,
    async (answer, body) => {
      const rows = body.startsWith('"') ? body.trim().split(/"\n"/).length - 1 : 0;
      const bulk = await ended('query', rows);
      exchange({ method: 'GET', path: RESULT, reply: resultList('752') });
      exchange({ method: 'GET', path: `${RESULT}/752`, ...answer });
      expect((await bulk.batchResult<'query'>())[BATCH_ID]).to.have.lengthOf(rows);
    },
  ],
  [
    /\/result$/,
    async (answer, body) => {
      if (body.includes('result-list')) {
        const ids = [...body.matchAll(/<result>(\w+)<\/result>/g)].map(([, id]) => id ?? '');
        const bulk = await ended('query', 0);
        exchange({ method: 'GET', path: RESULT, ...answer });
        for (const id of ids) exchange({ method: 'GET', path: `${RESULT}/${id}`, reply: '"Id"\n' });
        return expect(await bulk.batchResult()).to.deep.equal({ [BATCH_ID]: [] });
      }
      const rows = body.trim().split('\n').length - 1;
      const bulk = await ended('insert', rows);
      exchange({ method: 'GET', path: RESULT, ...answer });
      return expect((await bulk.batchResult())[BATCH_ID]).to.have.lengthOf(rows);
    },
  ],
  [
    /\/batch$/,
    async (answer, body) => {
      const bulk = await withJob();
      if (!/batchInfo(List|")/.test(body)) {
        exchange({ method: 'POST', path: BATCHES, ...answer });
        const [batch] = await bulk.batchCreate('LastName\nHopp\n');
        return expect(batch).to.include({ id: valueIn(body, 'id'), state: valueIn(body, 'state') });
      }
      exchange({ method: 'GET', path: BATCHES, ...answer });
      const ids = [...body.matchAll(/(?:<id>|"id":")(\w+)/g)].map(([, id]) => id ?? '');
      return expect(Object.keys(await bulk.batchStatus())).to.have.members(ids);
    },
  ],
  [
    /\/batch\/\w+$/,
    async (answer, body) => {
      const bulk = await withJob();
      exchange({ method: 'POST', path: BATCHES, ...answer, status: 201 });
      const [batch] = await bulk.batchCreate('LastName\nHopp\n');
      expect(batch).to.include({ id: valueIn(body, 'id'), stateMessage: valueIn(body, 'stateMessage') ?? null });
    },
  ],
  [
    /\/job(\/\w+)?$/,
    async (answer, body) => {
      const bulk = await withJob();
      exchange({ method: 'GET', path: JOB, ...answer });
      const info = await bulk.jobStatus();
      expect(info).to.include({ id: valueIn(body, 'id'), object: valueIn(body, 'object') });
      expect(info.createdDate.getTime()).to.be.greaterThan(0);
    },
  ],
];

async function readFault(answer: Partial<Exchange>, body: string): Promise<void> {
  const bulk = newBulk();
  await bulk.login({ accessToken: 'token', instanceUrl: 'https://practice.my.salesforce.com' });
  exchange({ method: 'POST', path: JOBS, ...answer });
  const error = await bulk.jobCreate('insert', 'Contact').catch((reason: unknown) => reason);
  expect(error).to.include({ code: valueIn(body, 'exceptionCode'), status: answer.status });
}

describe('recordings of the real service', () => {
  useNock();

  // XML and JSON data belong to jobs of those types, which are read elsewhere.
  const inCsv = recordings.filter(({ response }) => !/<(queryResult|results)\b|^\[/.test(response.body));
  for (const { id, request, response } of inCsv) {
    it(`are read: ${id}`, async () => {
      const answer = { status: response.status, reply: response.body, headers: response.headers ?? {} };
      const isFault = response.status >= 400 && !request.path.includes('/Soap/');
      const read = isFault ? readFault : READERS.find(([path]) => path.test(request.path))?.[1];
      expect(read, request.path).to.be.a('function');
      await read?.(answer, response.body);
    });
  }

  it('are read in the form in which they are retyped here, too', async () => {
    const bulk = await withJob();
    exchange({ method: 'GET', path: JOB, reply: jobInfo({ object: 'Video__c' }) });
    expect((await bulk.jobStatus()).object).to.equal('Video__c');
  });
});
