import { PassThrough } from 'node:stream';
import { expect } from 'chai';
import { Bulk, InputException, planRequests } from '../../lib';
import { type PracticeOrg } from '../../lib/practice-org';
import { anotherBulk, practise } from '../flow/practice';
import { collect } from '../helpers/bytes';
import { rejection } from '../helpers/rejection';

/** Options as somebody gives them who writes JavaScript. */
type Call = (bulk: Bulk, options: object) => Promise<unknown>;

const ROWS = [{ Name: 'Acme' }];

/** Every call that tells of its progress and heeds a signal. */
const WATCHED: Record<string, Call> = {
  batchCreate: (bulk, options) => bulk.batchCreate(ROWS, options),
  batchCreateFromCsv: (bulk, options) => bulk.batchCreateFromCsv('accounts.csv', options),
  jobRecords: async (bulk, options) => collect(bulk.jobRecords(options)),
  jobOutcomes: async (bulk, options) => collect(bulk.jobOutcomes(options)),
  jobReceipt: (bulk, options) => bulk.jobReceipt(options),
  jobWait: (bulk, options) => bulk.jobWait(options),
  jobRetry: (bulk, options) => bulk.jobRetry(options),
  resume: (_, options) => Bulk.resume('none.journal', options),
  jobFailures: (bulk, options) => bulk.jobFailures('failed.csv', options),
  jobDownload: (bulk, options) => bulk.jobDownload(new PassThrough(), options),
};

const WRONG: [options: object, message: string][] = [
  [{ signal: 5 }, 'signal must be an object with addEventListener() and throwIfAborted(); 5 was given'],
  [{ signal: null }, 'signal must be an object with addEventListener() and throwIfAborted(); null was given'],
  [
    { signal: new AbortController() },
    'signal must be an object with addEventListener() and throwIfAborted(); AbortController {} was given',
  ],
  [{ onProgress: 'x' }, "onProgress must be a function; 'x' was given"],
  [{ onProgress: null }, 'onProgress must be a function; null was given'],
];

const WRONG_READING: [options: object, message: string][] = [
  [{ parallel: NaN }, 'parallel must be a whole number from 1 to 50; NaN was given'],
  [{ parallel: 'many' }, "parallel must be a whole number from 1 to 50; 'many' was given"],
  [{ parallel: 0 }, 'parallel must be a whole number from 1 to 50; 0 was given'],
  [{ parallel: 51 }, 'parallel must be a whole number from 1 to 50; 51 was given'],
  [{ maxRecords: 0 }, 'maxRecords must be a whole number, at least 1; 0 was given'],
  [{ maxRecords: 'all' }, "maxRecords must be a whole number, at least 1; 'all' was given"],
  [{ maxRecords: Infinity }, 'maxRecords must be a whole number, at least 1; Infinity was given'],
  [{ locator: 5 }, 'locator must be text; 5 was given'],
  [{ onLocator: 'x' }, "onLocator must be a function; 'x' was given"],
];

const WRONG_SENDING: [options: object, message: string][] = [
  [{ maxRecords: 0 }, 'maxRecords must be a whole number, at least 1; 0 was given'],
  [{ maxRecords: 1.5 }, 'maxRecords must be a whole number, at least 1; 1.5 was given'],
  [{ maxRecords: 'all' }, "maxRecords must be a whole number, at least 1; 'all' was given"],
  [{ maxRecords: null }, 'maxRecords must be a whole number, at least 1; null was given'],
];

describe('An option of a wrong type', () => {
  let org: PracticeOrg;
  let bulk: Bulk;
  let query: Bulk;

  before(async () => {
    ({ org, bulk } = await practise());
    await bulk.jobCreate('insert', 'Account');
    query = await anotherBulk(org);
    await query.jobCreate('query', 'Account');
  });
  after(() => org.stop());

  const calls: [string, Call, [object, string][]][] = [
    ...Object.entries(WATCHED).map(([name, call]): [string, Call, [object, string][]] => [name, call, WRONG]),
    ['jobRecords', async (bulk, options) => collect(bulk.jobRecords(options)), WRONG_READING],
    ['batchCreate', (bulk, options) => bulk.batchCreate(ROWS, options), WRONG_SENDING],
    ['batchCreate of a query', (_, options) => query.batchCreate('SELECT Id FROM Account', options), WRONG_SENDING],
    [
      'jobRetry',
      (bulk, options) => bulk.jobRetry(options),
      [
        [{ codes: 'Timeout' }, "codes must be an array of status codes; 'Timeout' was given"],
        [{ codes: [1] }, 'codes must be an array of status codes; [Array] was given'],
      ],
    ],
  ];
  for (const [name, call, wrong] of calls) {
    for (const [options, message] of wrong) {
      it(`is refused before anything is sent by ${name}: ${message}`, async () => {
        const { calls } = bulk.usage;
        const { calls: ofQuery } = query.usage;
        const error = await rejection(call(bulk, options), InputException);
        expect(error).to.include({ message, field: Object.keys(options)[0] });
        expect([bulk.usage.calls, query.usage.calls]).to.deep.equal([calls, ofQuery]);
      });
    }
  }

  it('is refused where it is the file to be written, or none is given', async () => {
    const nothing: unknown = undefined;
    const number: unknown = 5;
    const { calls } = bulk.usage;
    const [unnamed, unknown] = [
      await rejection(bulk.jobFailures(nothing as string), InputException),
      await rejection(bulk.jobDownload(number as string), InputException),
    ];
    expect(unnamed.advice).to.equal("For example: await bulk.jobFailures('failed.csv').");
    expect(unknown.advice).to.equal("For example: await bulk.jobDownload('contacts.csv').");
    expect([unnamed.field, unknown.field]).to.deep.equal(['path', 'target']);
    expect(bulk.usage.calls).to.equal(calls);
  });

  it('is refused when requests are planned', async () => {
    for (const options of [{ signal: 5 }, { maxRecords: 0 }] as object[]) {
      const planned = planRequests({ operation: 'insert', object: 'Account' }, ROWS, options);
      expect((await rejection(planned.next(), InputException)).field).to.equal(Object.keys(options)[0]);
    }
  });
});
