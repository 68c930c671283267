import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { AccountingException, Bulk, UnexpectedReplyException, type BulkException } from '../../lib';
import { collect } from '../helpers/bytes';
import { EndlessOrg, type Endless, type EndlessJob } from '../helpers/endless-org';
import { FakeClock } from '../helpers/fake-clock';
import { rejection } from '../helpers/rejection';
import { SESSION_ID } from '../helpers/wire';

/** Bytes of a result after which it must have been refused; of a record that nobody would have, 16 million are waited for. */
const MOST_READ = 30_000_000;

type Reading = (bulk: Bulk, home: string) => Promise<unknown>;

const READINGS = {
  'jobRecords()': (bulk) => collect(bulk.jobRecords()),
  'batchResult()': (bulk) => bulk.batchResult(),
  'jobDownload()': (bulk, home) => bulk.jobDownload(join(home, 'rows.csv')),
  'jobOutcomes()': (bulk) => collect(bulk.jobOutcomes()),
  'jobReceipt()': (bulk) => bulk.jobReceipt(),
} satisfies Record<string, Reading>;
type ReadingName = keyof typeof READINGS;

interface Case extends EndlessJob {
  readonly what: string;
  readonly readings: readonly ReadingName[];
  readonly message: RegExp;
}

const QUERY = ['jobRecords()', 'batchResult()'] as const;
const CSV_QUERY = [...QUERY, 'jobDownload()'] as const;
const LOAD = ['jobOutcomes()', 'batchResult()', 'jobReceipt()'] as const;
const TEXT = 'x'.repeat(1_000);
const TOO_LONG = /goes on and on without the end of a record/;

function cases(
  job: Pick<EndlessJob, 'api' | 'contentType' | 'operation'>,
  readings: readonly ReadingName[],
  bodies: Record<string, Endless & { message: RegExp }>,
): Case[] {
  // The first goes through every method, as do blank lines; for the others, it is the format that matters.
  return Object.entries(bodies).map(([what, body], at) => ({
    ...job,
    ...body,
    what,
    readings: at === 0 || what === 'blank lines' ? readings : readings.slice(0, 1),
  }));
}

const CSV_QUERY_BODIES = {
  'a value': { head: '"Id","Name"\n"1","', block: TEXT, message: TOO_LONG },
  'a header': { head: '', block: '"Name",', message: TOO_LONG },
  'blank lines': { head: '"Id"\n"1"\n', block: '\n'.repeat(1_000), message: TOO_LONG },
};

const CASES: readonly Case[] = [
  ...cases({ api: '1.0', operation: 'query', contentType: 'CSV' }, CSV_QUERY, CSV_QUERY_BODIES),
  ...cases({ api: '2.0', operation: 'query', contentType: 'CSV' }, CSV_QUERY, CSV_QUERY_BODIES),
  ...cases({ api: '1.0', operation: 'query', contentType: 'XML' }, QUERY, {
    'a value': { head: '<queryResult><records><Name>', block: TEXT, message: /<records> is longer than any record/ },
    'a list of fields': {
      head: '<queryResult><records>',
      block: '<a/>',
      message: /<records> is longer than any record/,
    },
    'a tag': { head: '<queryResult><records a="', block: TEXT, message: /<queryResult> is longer than any record/ },
    'its nesting': { head: '<queryResult>', block: '<a>', message: /nest deeper than 32/ },
  }),
  ...cases({ api: '1.0', operation: 'query', contentType: 'JSON' }, QUERY, {
    'a value': { head: '[{"Name":"', block: TEXT, message: /longer than any record/ },
    'a list of fields': { head: '[{', block: '"a":"",', message: /longer than any record/ },
    'its nesting': { head: '[', block: '[', message: /nest deeper than 32/ },
    'its nesting in names': { head: '[', block: '{"a":', message: /nest deeper than 32/ },
    'a gap': { head: '[', block: ' ', message: /longer than any record/ },
  }),
  ...cases({ api: '1.0', operation: 'insert', contentType: 'CSV' }, LOAD, {
    'an error': { head: '"Id","Success","Created","Error"\n"","false","false","', block: TEXT, message: TOO_LONG },
    'blank lines': { head: '"Id","Success","Created","Error"\n', block: '\r\n'.repeat(1_000), message: TOO_LONG },
  }),
  ...cases({ api: '2.0', operation: 'insert', contentType: 'CSV' }, LOAD, {
    'a value': { head: '"sf__Id","sf__Created","LastName"\n"003","true","', block: TEXT, message: TOO_LONG },
    'blank lines': { head: '"sf__Id","sf__Created","LastName"\n', block: '\n'.repeat(1_000), message: TOO_LONG },
  }),
  ...cases({ api: '1.0', operation: 'insert', contentType: 'XML' }, LOAD.slice(0, 2), {
    'an error': {
      head: '<results><result><errors><message>',
      block: TEXT,
      message: /<result> is longer than any record/,
    },
  }),
  ...cases({ api: '1.0', operation: 'insert', contentType: 'JSON' }, LOAD.slice(0, 2), {
    'an error': { head: '[{"errors":[{"message":"', block: TEXT, message: /longer than any record/ },
  }),
];

/** Two records are due, and there is no end of them. */
const TOO_MANY: readonly Case[] = [
  ...cases({ api: '1.0', operation: 'query', contentType: 'CSV' }, CSV_QUERY, {
    records: { head: '"Id"\n', block: '"1"\n', message: /should have 2 (results|rows), and has \d+/ },
  }),
  ...cases({ api: '2.0', operation: 'query', contentType: 'CSV' }, CSV_QUERY, {
    records: { head: '"Id"\n', block: '"1"\n', message: /should have 2 (results|rows), and has \d+/ },
  }),
  ...cases({ api: '1.0', operation: 'insert', contentType: 'CSV' }, LOAD, {
    results: {
      head: '"Id","Success","Created","Error"\n',
      block: '"003","true","true",""\n',
      message: /should have 2 results|more results than the 0 rows/,
    },
  }),
  ...cases({ api: '2.0', operation: 'insert', contentType: 'CSV' }, LOAD, {
    results: {
      head: '"sf__Id","sf__Created","LastName"\n',
      block: '"003","true","A"\n',
      message: /should have 2 results, and has more/,
    },
  }),
];

describe('A result without end', () => {
  let org: EndlessOrg;
  let home = '';

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'sfbulk-endless-'));
  });
  afterEach(() => {
    rmSync(home, { recursive: true });
    org.close();
  });

  async function refusal<Kind extends BulkException>(
    job: EndlessJob,
    reading: ReadingName,
    Class: new (...given: never[]) => Kind,
  ): Promise<Kind> {
    org = new EndlessOrg(job);
    const bulk = new Bulk({ api: job.api, clock: new FakeClock() });
    await bulk.login({ accessToken: SESSION_ID, instanceUrl: await org.open() });
    await bulk.jobAttach(org.jobId);
    const error = await rejection(READINGS[reading](bulk, home), Class);
    await org.closed;
    return error;
  }

  for (const { what, readings, message, ...job } of CASES) {
    const { api, operation, contentType } = job;
    for (const reading of readings) {
      it(`is refused by ${reading}, and not waited for: ${what} in ${contentType}, ${operation}, ${api}`, async () => {
        const error = await refusal(job, reading, UnexpectedReplyException);
        expect(error.message).to.match(message);
        expect(org.sent).to.be.below(MOST_READ);
      });
    }
  }

  for (const { what, readings, message, ...job } of TOO_MANY) {
    const { api, operation, contentType } = job;
    for (const reading of readings) {
      it(`is refused by ${reading} once it has more ${what} than there can be: ${contentType}, ${operation}, ${api}`, async () => {
        const error = await refusal(job, reading, AccountingException);
        expect(error.message).to.match(message);
        expect(org.sent).to.be.below(MOST_READ);
      });
    }
  }

  it('is refused when it comes as a small one that unzips to a large one', async () => {
    const job = { ...CSV_QUERY_BODIES['a value'], api: '1.0', operation: 'query', contentType: 'CSV' } as const;
    const error = await refusal({ ...job, isGzipped: true }, 'jobRecords()', UnexpectedReplyException);
    expect(error.message).to.match(TOO_LONG);
    // A thousand to one: what is on its way when it is refused has been sent, and was never unzipped.
    expect(org.sent).to.be.below(100 * MOST_READ);
  });
});
