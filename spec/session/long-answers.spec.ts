import { expect } from 'chai';
import { UnexpectedReplyException } from '../../lib';
import { JOB, JOBS, newBulk, signedIn, withJob } from '../helpers/bulks';
import { exchange, type Exchange } from '../helpers/exchange';
import { rejection } from '../helpers/rejection';
import { useNock } from '../helpers/use-nock';
import { JOB_ID } from '../helpers/wire';

const PAGE = 'x'.repeat(1_100_000);
const LOGIN = { origin: 'https://login.salesforce.com', method: 'POST', path: '/services/Soap/u/64.0' } as const;

interface Case {
  readonly asked: Pick<Exchange, 'method' | 'path'> & { readonly origin?: string };
  readonly status: number;
  readonly operation: string;
  readonly named: { readonly jobId?: string; readonly batchId?: string };
  readonly ask: () => Promise<unknown>;
}

const CASES: Readonly<Record<string, Case>> = {
  'to a sign-in': {
    asked: LOGIN,
    status: 200,
    operation: 'login',
    named: {},
    ask: () => newBulk().login('ada@example.com', 'hushhush'),
  },
  'that refuses a job': {
    asked: { method: 'POST', path: JOBS },
    status: 400,
    operation: 'create job',
    named: {},
    ask: async () => (await signedIn()).jobCreate('insert', 'Contact'),
  },
  'that refuses to tell of a job': {
    asked: { method: 'GET', path: JOB },
    status: 403,
    operation: 'get job',
    named: { jobId: JOB_ID },
    ask: async () => (await withJob()).jobStatus(),
  },
};

describe('An answer that is longer than any of its kind', () => {
  useNock();

  for (const [which, { asked, status, operation, named, ask }] of Object.entries(CASES)) {
    it(`says what it is the answer to: ${which}`, async () => {
      exchange({ ...asked, status, reply: PAGE });
      const error = await rejection(ask(), UnexpectedReplyException);
      expect(error.message).to.equal(
        `The answer to "${operation}" is longer than 1000000 bytes, which no answer of this kind is`,
      );
      expect(error).to.include({ status, request: `${asked.method} ${asked.path}`, ...named });
    });
  }
});
