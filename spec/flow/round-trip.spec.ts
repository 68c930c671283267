import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { expect } from 'chai';
import { type Bulk } from '../../lib';
import { type PracticeOrg } from '../../lib/practice-org';
import { practise } from './practice';

const ROWS = 25_000;
/** One row in this many has no last name, and must fail. */
const FAILS_EVERY = 1_000;

/** A value that is hard on anybody who splits at commas, quotes or line ends. */
function hardText(row: number): string {
  return (
    [
      `plain ${row}`,
      `with, commas, ${row}`,
      `says "hi", twice: ""${row}""`,
      `two\nlines of ${row}`,
      `three\n\n"quoted, lines"\nof ${row}, ünïcödé 漢字 🎉`,
    ][row % 5] ?? ''
  );
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const lastName = (row: number): string => (row % FAILS_EVERY === 0 ? '' : `Last, "${row}"`);
const key = (row: number): string => `R-${String(row).padStart(5, '0')}`;

function makeCsv(): string {
  const lines = Array.from({ length: ROWS }, (_, at) => {
    const row = at + 1;
    return [key(row), quoted(lastName(row)), quoted(hardText(row))].join(',');
  });
  return ['ExternalId__c,LastName,Description', ...lines, ''].join('\n');
}

/** The rows of each batch: in 2.0 the service cuts them, and the facade sends one job for each 100 MB. */
const BATCHES = { '1.0': [10_000, 10_000, 5_000], '2.0': [ROWS] } as const;

for (const api of ['1.0', '2.0'] as const) describeRoundTrip(api);

function describeRoundTrip(api: '1.0' | '2.0'): void {
  describe(`A file of 25,000 rows with quoted commas, quotes and line breaks, on ${api}`, () => {
    let home = '';
    let org: PracticeOrg;
    let bulk: Bulk;

    before(async () => {
      home = mkdtempSync(join(tmpdir(), 'sfbulk-round-trip-'));
      writeFileSync(join(home, 'contacts.csv'), makeCsv());
      ({ org, bulk } = await practise({ bulk: { api } }));
      await bulk.jobCreate('insert', 'Contact');
      await bulk.batchCreateFromCsv(join(home, 'contacts.csv'));
      await bulk.jobWait();
    });
    after(async () => {
      rmSync(home, { recursive: true });
      await org.stop();
    });

    it(`goes in as ${BATCHES[api].length} of the facade's batches, whose results stand beside their rows`, async () => {
      const results = Object.values(await bulk.batchResult<'insert'>());
      expect(results.map((rows) => rows.length)).to.deep.equal(BATCHES[api]);
      const found = results.flat().map(({ success, id, errors }) => ({ success, created: id !== null, errors }));
      const due = found.map((_, at) => ((at + 1) % FAILS_EVERY === 0 ? FAILED : SUCCEEDED));
      expectAllEqual(found, due);
    });

    it('gives only the rows that failed when only those are asked for', async () => {
      const failed = Object.values(await bulk.batchResult<'insert'>(true)).flat();
      expect(failed).to.have.length(ROWS / FAILS_EVERY);
      expect(failed.every(({ success }) => !success)).to.equal(true);
    });

    it('comes back by a query, equal field for field', async () => {
      await bulk.jobClose();
      await bulk.jobCreate('query', 'Contact');
      await bulk.batchCreate(
        "SELECT ExternalId__c, LastName, Description FROM Contact WHERE ExternalId__c LIKE 'R-%' ORDER BY ExternalId__c",
      );
      await bulk.jobWait();
      const found = Object.values(await bulk.batchResult<'query'>()).flat();
      const sent = Array.from({ length: ROWS }, (_, at) => at + 1)
        .filter((row) => row % FAILS_EVERY !== 0)
        .map((row) => ({ ExternalId__c: key(row), LastName: lastName(row), Description: hardText(row) }));
      expectAllEqual(found, sent);
      await bulk.jobClose();
    });
  });
}

const SUCCEEDED = { success: true, created: true, errors: [] };
const FAILED = {
  success: false,
  created: false,
  errors: [
    {
      statusCode: 'REQUIRED_FIELD_MISSING',
      message: 'Required fields are missing: [LastName]',
      fields: ['LastName'],
    },
  ],
};

/** Node compares many rows much faster than chai, which is asked about the first that differs. */
function expectAllEqual(found: readonly object[], due: readonly object[]): void {
  expect(found.length).to.equal(due.length);
  const odd = found.findIndex((row, at) => !isDeepStrictEqual(row, due[at]));
  expect(found[odd], `row ${odd + 1}`).to.deep.equal(due[odd]);
}
