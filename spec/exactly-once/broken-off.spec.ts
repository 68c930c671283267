import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { ConnectionException, type Bulk, type JobOptions, type Row } from '../../lib';
import { type PracticeOrg } from '../../lib/practice-org';
import { practise } from '../flow/practice';
import { collect } from '../helpers/bytes';
import { rejection } from '../helpers/rejection';
import { EMPTY_ORG, namesOf } from './rows';

type Api = '1.0' | '2.0';
type ContentType = NonNullable<JobOptions['contentType']>;

/** Several chunks of the network. */
const ROWS = 2_000;
const NAMES = namesOf(ROWS);
const FILLING = 'x'.repeat(120);

const RESULTS: Record<Api, Record<'load' | 'query', readonly string[]>> = {
  '1.0': { load: ['GET /batch/:id/result'], query: ['GET /batch/:id/result/:set'] },
  '2.0': {
    load: ['GET /jobs/ingest/:id/successfulResults', 'GET /jobs/ingest/:id/failedResults'],
    query: ['GET /jobs/query/:id/results'],
  },
};

const KINDS: readonly [Api, ContentType][] = [
  ['1.0', 'CSV'],
  ['1.0', 'XML'],
  ['1.0', 'JSON'],
  ['2.0', 'CSV'],
];

for (const [api, contentType] of KINDS) {
  describe(`A result of ${api} in ${contentType} that breaks off`, () => {
    let org: PracticeOrg;
    let bulk: Bulk;
    let home = '';

    before(async () => {
      home = mkdtempSync(join(tmpdir(), 'sfbulk-broken-'));
      ({ org, bulk } = await practise({ org: EMPTY_ORG, bulk: { api, retries: 2 } }));
    });
    after(async () => {
      rmSync(home, { recursive: true });
      await org.stop();
    });
    // What one spec has left over must not befall the next.
    afterEach(() => {
      org.faults.clear();
    });

    function cut(work: 'load' | 'query', times = 1): void {
      for (const on of RESULTS[api][work]) org.faults.add({ on, do: 'cut-body', times });
    }
    const askedIn = async (work: () => Promise<unknown>): Promise<number> => {
      let asked = 0;
      const stop = org.onRequest(({ path }) => {
        if (/\/(result|results|successfulResults)(\/|\?|$)/.test(path)) asked += 1;
      });
      await work();
      stop();
      return asked;
    };

    describe('after a load', () => {
      /** Every hundredth row fails. */
      before(async () => {
        await bulk.jobCreate('insert', 'Contact', { contentType });
        const isOdd = (at: number): boolean => at % 100 === 99;
        await bulk.batchCreate(
          NAMES.map((LastName, at) => ({ LastName: isOdd(at) ? '' : LastName, Description: `${at} ${FILLING}` })),
        );
        await bulk.jobWait();
      });
      after(() => bulk.jobClose());

      it('has each outcome once', async () => {
        cut('load');
        const outcomes = await collect(bulk.jobOutcomes());
        expect(outcomes.map(({ row }) => row)).to.deep.equal(NAMES.map((_, at) => at + 1));
        expect(outcomes.filter(({ success }) => success)).to.have.length(0.99 * ROWS);
      });

      it('has each result once, parsed and as text', async () => {
        cut('load', 2);
        const [results = []] = Object.values(await bulk.batchResult<'insert'>());
        expect(new Set(results.map(({ id }) => id)).size).to.equal(0.99 * ROWS + 1);
        expect(results).to.have.length(ROWS);
        const whole = await bulk.batchResultText();
        cut('load');
        expect(await bulk.batchResultText()).to.deep.equal(whole);
      });
    });

    describe('after a query', () => {
      before(async () => {
        await bulk.jobCreate('query', 'Contact', { contentType });
        await bulk.batchCreate('SELECT LastName, Description FROM Contact');
        await bulk.jobWait();
      });

      it('has each record once', async () => {
        cut('query', 2);
        let records: Row[] = [];
        const asked = await askedIn(async () => {
          records = await collect(bulk.jobRecords());
        });
        expect(records.map(({ LastName }) => LastName).sort()).to.deep.equal(NAMES.filter((_, at) => at % 100 !== 99));
        expect(asked).to.be.at.least(3);
      });

      it('is an error when it breaks off each time, and the rows before are not the last word', async () => {
        cut('query', 3);
        const error = await rejection(collect(bulk.jobRecords()), ConnectionException);
        expect(error.message).to.include('broke off');
        expect(await collect(bulk.jobRecords())).to.have.length(0.99 * ROWS);
      });

      if (contentType === 'CSV') {
        it('is a whole file', async () => {
          await bulk.jobDownload(join(home, 'whole.csv'));
          cut('query');
          expect(await bulk.jobDownload(join(home, 'cut.csv'))).to.equal(0.99 * ROWS);
          expect(readFileSync(join(home, 'cut.csv'), 'utf8')).to.equal(readFileSync(join(home, 'whole.csv'), 'utf8'));
        });
      }
    });
  });
}

describe('A sign-in whose answer breaks off', () => {
  let org: PracticeOrg;
  let bulk: Bulk;
  beforeEach(async () => {
    ({ org, bulk } = await practise({ org: EMPTY_ORG, bulk: { retries: 2 } }));
  });
  afterEach(() => org.stop());

  const asked = (path: RegExp): number => org.requests.filter((request) => path.test(request.path)).length;

  it('is asked for again: a password', async () => {
    org.faults.add({ on: 'login', do: 'cut-body' });
    await bulk.login(org.credentials);
    await bulk.jobCreate('insert', 'Contact');
    expect(asked(/\/Soap\/u\//)).to.equal(2);
  });

  it('is asked for again: a token', async () => {
    org.faults.add({ on: 'token', do: 'cut-body' });
    const { clientId, clientSecret } = org.connectedApp;
    await bulk.login({ clientId, clientSecret, loginUrl: org.credentials.loginUrl });
    await bulk.jobCreate('insert', 'Contact');
    expect(asked(/\/oauth2\/token$/)).to.equal(2);
  });

  it('is an error when it breaks off again and again', async () => {
    org.faults.add({ on: 'login', do: 'cut-body', times: 3 });
    await rejection(bulk.login(org.credentials), ConnectionException);
    expect(asked(/\/Soap\/u\//)).to.equal(3);
  });
});
