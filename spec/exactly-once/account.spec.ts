import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { Readable } from 'node:stream';
import { expect } from 'chai';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import Papa from 'papaparse';
import { AccountingException, InputException, type BatchData, type Bulk, type Progress } from '../../lib';
import { groupRows } from '../../lib/records/group-rows';
import { type PracticeOrg, type PracticeOrgOptions } from '../../lib/practice-org';
import { anotherBulk, practise } from '../flow/practice';
import { rejection } from '../helpers/rejection';
import { contactsIn, csvOf, EMPTY_ORG, nameOf, namesOf } from './rows';

let home = '';
let org: PracticeOrg;
let bulk: Bulk;

async function begin(api: '1.0' | '2.0', options: PracticeOrgOptions = {}, groupBy?: string): Promise<void> {
  ({ org, bulk } = await practise({ org: { ...EMPTY_ORG, ...options }, bulk: { api } }));
  await bulk.jobCreate('insert', 'Contact', groupBy === undefined ? {} : { groupBy });
}

async function outcomes(): Promise<string[]> {
  const lines: string[] = [];
  for await (const { row, input, success, errors, attempts } of bulk.jobOutcomes()) {
    const name = (input?.LastName ?? '') as string;
    lines.push(`${row} ${name} ${success ? 'in' : (errors[0]?.statusCode ?? '')} ${attempts}`);
  }
  return lines;
}

/** In each group of this file, and in no other file. */
function atHome(): void {
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'sfbulk-account-'));
  });
  afterEach(async () => {
    rmSync(home, { recursive: true });
    await org.stop();
  });
}

for (const api of ['1.0', '2.0'] as const) describeAccount(api);

function describeAccount(api: '1.0' | '2.0'): void {
  describe(`The account of a load on ${api}`, () => {
    atHome();
    const objects = namesOf(5).map((LastName, at) => ({
      LastName: at === 2 ? '' : LastName,
      Description: `no. ${at}`,
    }));
    const text = csvOf(5).replace(nameOf(3), '');
    const due = [1, 2, 3, 4, 5].map((row) =>
      row === 3 ? '3  REQUIRED_FIELD_MISSING 1' : `${row} ${nameOf(row)} in 1`,
    );
    const kinds: Record<string, () => BatchData> = {
      text: () => text,
      objects: () => objects,
      'a stream': () => Readable.from([text]),
    };

    for (const [kind, data] of Object.entries(kinds)) {
      it(`has each row beside what became of it, in the order of the input: ${kind}`, async () => {
        await begin(api);
        await bulk.batchCreate(data());
        await bulk.jobWait();
        expect(await outcomes()).to.deep.equal(due);
      });
    }

    it('has the rows of a file in several batches', async () => {
      await begin(api);
      writeFileSync(join(home, 'rows.csv'), text);
      await bulk.batchCreateFromCsv(join(home, 'rows.csv'), 2);
      await bulk.jobWait();
      expect(await outcomes()).to.deep.equal(due);
      const receipt = await bulk.jobReceipt();
      expect(receipt).to.include({ rows: 5, succeeded: 4, created: 4, failed: 1, notProcessed: 0, batches: 3 });
      expect(receipt.failures).to.deep.equal([{ statusCode: 'REQUIRED_FIELD_MISSING', rows: 1, firstRows: [3] }]);
    });

    it('has the rows of a batch that failed as a whole, with its reason', async () => {
      await begin(api);
      await bulk.batchCreate('LastName,Nonsense__c\nA,1\nB,2\n');
      await bulk.jobWait();
      expect(await outcomes()).to.deep.equal(['1 A InvalidBatch 1', '2 B InvalidBatch 1']);
      expect((await bulk.jobReceipt()).notProcessed).to.equal(2);
    });

    it('gives back what failed as a file that can be loaded once it is mended', async () => {
      await begin(api);
      const path = join(home, 'failed.csv');
      await bulk.batchCreate(objects);
      await bulk.jobWait();
      expect(await bulk.jobFailures(path)).to.equal(1);
      const failed = readFileSync(path, 'utf8');
      expect(failed).to.match(/^"?LastName"?,"?Description"?,"?sf__Error"?\r?\n/);
      writeFileSync(path, failed.replace(/\n[^\n]*no\. 2/, `\n${nameOf(3)},no. 2`));
      await bulk.batchCreateFromCsv(path);
      await bulk.jobWait();
      expect(contactsIn(org)).to.deep.equal(namesOf(5));
    });

    it('does not write what failed over the file that was loaded', async () => {
      await begin(api);
      const path = join(home, 'rows.csv');
      writeFileSync(path, csvOf(3));
      await bulk.batchCreateFromCsv(path);
      await bulk.jobWait();
      const error = await rejection(bulk.jobFailures(relative(process.cwd(), path)), InputException);
      expect(error.message).to.include('is the file that was loaded');
      expect(readFileSync(path, 'utf8')).to.equal(csvOf(3));
    });

    it('does not write over a file of failures either, which is loaded without a column of its own', async () => {
      await begin(api);
      const path = join(home, 'failed.csv');
      writeFileSync(path, 'LastName,sf__Error\nHopp,no\n');
      await bulk.batchCreateFromCsv(path);
      await bulk.jobWait();
      await rejection(bulk.jobFailures(path), InputException);
      expect(readFileSync(path, 'utf8')).to.equal('LastName,sf__Error\nHopp,no\n');
    });

    it('has all columns of rows that differ in them, in the order in which they come', async () => {
      await begin(api);
      const rows = [
        { FirstName: 'a,"b"\nc' },
        { FirstName: 'é', Title: 'Dr' },
        { LastName: '', Email: null, Title: 'x' },
      ];
      for (const row of rows) await bulk.batchCreate([row]);
      await bulk.jobWait();
      const path = join(home, 'failed.csv');
      expect(await bulk.jobFailures(path)).to.equal(3);
      const [header, ...cells] = Papa.parse<string[]>(readFileSync(path, 'utf8').trimEnd()).data;
      expect(header?.toSorted()).to.deep.equal(['Email', 'FirstName', 'LastName', 'Title', 'sf__Error'].toSorted());
      expect(header?.at(-1)).to.equal('sf__Error');
      const back = cells.map((row): Record<string, string> =>
        Object.fromEntries(
          row.map((cell, at): [string, string] => [header?.[at] ?? '', cell]).filter(([, cell]) => cell !== ''),
        ),
      );
      expect(back.map(({ sf__Error: error, ...row }) => [row, String(error).split(':')[0]])).to.deep.equal([
        [{ FirstName: 'a,"b"\nc' }, 'REQUIRED_FIELD_MISSING'],
        [{ FirstName: 'é', Title: 'Dr' }, 'REQUIRED_FIELD_MISSING'],
        [{ Email: '#N/A', Title: 'x' }, 'REQUIRED_FIELD_MISSING'],
      ]);
    });

    it('says so when it cannot be written', async () => {
      await begin(api);
      await bulk.batchCreate(csvOf(1));
      await bulk.jobWait();
      const error = await rejection(bulk.jobFailures(join(home, 'none', 'failed.csv')), InputException);
      expect(error.message).to.match(/none.failed\.csv" cannot be written: ENOENT/);
    });

    it('leaves out the column of the error from a stream in pieces of any size, too', async () => {
      await begin(api);
      const text = `LastName,sf__Error\n${nameOf(1)},no\n`;
      await bulk.batchCreate(Readable.from(Array.from(text, (sign) => Buffer.from(sign))));
      await bulk.jobWait();
      expect(contactsIn(org)).to.deep.equal(namesOf(1));
    });

    it('is refused, with the file named, when that is gone, and not when the program is in another folder', async () => {
      await begin(api);
      const path = join(home, 'contacts.csv');
      writeFileSync(path, csvOf(2));
      await bulk.batchCreateFromCsv(relative(process.cwd(), path), 1);
      await bulk.jobWait();
      const before = process.cwd();
      try {
        process.chdir(home);
        expect(await outcomes()).to.have.lengthOf(2);
      } finally {
        process.chdir(before);
      }
      rmSync(path);
      expect((await rejection(outcomes(), InputException)).message).to.include(path);
    });

    const changes: Record<string, (path: string) => void> = {
      moved: (path) => {
        renameSync(path, `${path}.done`);
      },
      edited: (path) => {
        writeFileSync(path, csvOf(4));
      },
    };
    for (const [what, change] of Object.entries(changes)) {
      it(`can be had without the file that was loaded, as far as it needs no order: ${what}`, async () => {
        await begin(api);
        const path = join(home, 'rows.csv');
        writeFileSync(path, text);
        await bulk.batchCreateFromCsv(path, 5);
        await bulk.jobWait();
        change(path);
        expect(await bulk.jobReceipt()).to.include({ rows: 5, succeeded: 4, failed: 1 });
        const [results = []] = Object.values(await bulk.batchResult<'insert'>());
        expect(results.map(({ success }) => success).sort()).to.deep.equal([false, true, true, true, true]);
        const names = results.map(({ record }) => record?.LastName ?? '').sort();
        expect(names).to.deep.equal(
          api === '1.0' ? ['', '', '', '', ''] : ['', ...namesOf(5).filter((_, at) => at !== 2)],
        );
        const [lines = ''] = Object.values(await bulk.batchResultText());
        expect(lines.match(/"true","true"/g)).to.have.length(4);
        for (const read of [outcomes, () => bulk.jobFailures(join(home, 'failed.csv')), () => bulk.jobRetry()]) {
          const error = await rejection(read(), InputException);
          expect(error.message).to.match(/^The file ".*rows\.csv"/);
        }
        expect(existsSync(join(home, 'failed.csv'))).to.equal(false);
      });
    }

    it('sends rows again that were locked, and only these', async () => {
      await begin(api);
      org.faults.add({ on: '*', do: 'lock-row', records: 2, times: 2 });
      await bulk.batchCreate(objects);
      await bulk.jobWait();
      const [again] = await bulk.jobRetry();
      expect(again?.id).to.be.a('string');
      const lines = await outcomes();
      expect(lines.filter((line) => line.endsWith(' 1'))).to.have.length(3);
      expect(lines[2]).to.equal('3  REQUIRED_FIELD_MISSING 1');
      expect(contactsIn(org)).to.deep.equal(namesOf(5).filter((name) => name !== nameOf(3)));
      expect(await bulk.jobReceipt()).to.include({ rows: 5, succeeded: 4, failed: 1 });
    });

    it('knows a code however it is written, and a number of attempts that is none', async () => {
      await begin(api);
      org.faults.add({ on: '*', do: 'lock-row', records: 1 });
      await bulk.batchCreate([{ LastName: 'Locked' }]);
      await bulk.jobWait();
      expect((await rejection(bulk.jobRetry({ attempts: 2.5 }), InputException)).field).to.equal('attempts');
      await bulk.jobRetry({ codes: ['UnableToLockRow'] });
      expect(await outcomes()).to.deep.equal(['1 Locked in 2']);
    });

    it('sends a locked row no more often than was asked for', async () => {
      await begin(api);
      org.faults.add({ on: '*', do: 'lock-row', records: 1, times: 20 });
      await bulk.batchCreate([{ LastName: 'Locked' }]);
      await bulk.jobWait();
      await bulk.jobRetry({ attempts: 3 });
      expect(await outcomes()).to.deep.equal(['1 Locked UNABLE_TO_LOCK_ROW 3']);
      org.faults.clear();
      await bulk.batchCreate([{ LastName: 'Later' }]);
      await bulk.jobWait();
      expect(await bulk.jobRetry({ attempts: 3 })).to.deep.equal([]);
      await bulk.jobRetry({ attempts: 4 });
      expect(await outcomes()).to.deep.equal(['1 Locked in 4', '2 Later in 1']);
    });

    it('tells how far it is', async () => {
      await begin(api);
      await bulk.batchCreate(objects);
      const told: Progress[] = [];
      await bulk.jobWait({ onProgress: (progress) => told.push(progress) });
      expect(told.at(-1)?.rows).to.equal(5);
      expect(told.at(-1)?.calls).to.be.within(2, bulk.usage.calls);
      expect(told.at(-1)?.batches).to.deep.equal({ ended: 1, total: 1 });
    });
  });
}

describe('The failures of a load with a delimiter of its own', () => {
  atHome();
  it('are parted by it as well, so that the same job takes them', async () => {
    ({ org, bulk } = await practise({ org: EMPTY_ORG, bulk: { api: '2.0' } }));
    await bulk.jobCreate('insert', 'Contact', { columnDelimiter: 'PIPE' });
    await bulk.batchCreate(`FirstName|LastName\n"a,b|c"|\n`);
    await bulk.jobWait();
    const path = join(home, 'failed.csv');
    await bulk.jobFailures(path);
    expect(readFileSync(path, 'utf8')).to.match(/^FirstName\|LastName\|sf__Error\n"a,b\|c"\|\|/);
    await bulk.batchCreateFromCsv(path);
    await bulk.jobWait();
    expect(await outcomes()).to.deep.equal(['1  REQUIRED_FIELD_MISSING 1', '2  REQUIRED_FIELD_MISSING 1']);
  });
});

describe('A sum that does not add up', () => {
  atHome();
  it('is thrown, and never a receipt', async () => {
    await begin('1.0');
    const [batch] = await bulk.batchCreate(csvOf(3));
    await bulk.jobWait();
    org.faults.add({ on: 'getBatchResult', do: 'cut-body', times: 100 });
    expect(batch).to.have.property('id');
    await bulk.jobReceipt().then(
      (receipt) => expect.fail(`a receipt of ${receipt.rows} rows`),
      (error: unknown) => expect(String(error)).to.include('broke off'),
    );
  });

  it('is thrown when somebody else has added a batch to the job', async () => {
    await begin('1.0');
    await bulk.batchCreate(csvOf(3));
    const { id } = await bulk.jobStatus();
    const other = await anotherBulk(org);
    await other.jobAttach(id);
    await other.batchCreate('LastName\nStranger\n');
    await bulk.jobWait();
    const error = await rejection(bulk.jobReceipt(), AccountingException);
    expect(error.message).to.equal('3 rows were given, and there are results for 4');
  });

  it('is thrown as well when nobody has looked into the rows that were given', async () => {
    await begin('1.0');
    await bulk.jobClose();
    await bulk.jobCreate('insert', 'Contact', { contentType: 'ZIP_CSV' });
    await bulk.batchCreate(zipSync({ 'request.txt': Buffer.from(csvOf(3)) }));
    await bulk.jobWait();
    expect(await bulk.jobReceipt()).to.include({ rows: 3, succeeded: 3 });
    const { id } = await bulk.jobStatus();
    const other = await anotherBulk(org);
    await other.jobAttach(id);
    const [foreign] = await other.batchCreate(zipSync({ 'request.txt': Buffer.from(csvOf(1)) }));
    await bulk.jobWait();
    const error = await rejection(bulk.jobReceipt(), AccountingException);
    expect(error.batchId).to.equal(foreign?.id);
  });

  it('is not among the outcomes, when somebody else has added a batch to the job', async () => {
    await begin('1.0');
    await bulk.batchCreate(csvOf(3));
    const { id } = await bulk.jobStatus();
    const other = await anotherBulk(org);
    await other.jobAttach(id);
    const [foreign] = await other.batchCreate('LastName\nStranger\n');
    await bulk.jobWait();
    for (const read of [outcomes, () => bulk.jobFailures(join(home, 'failed.csv')), () => bulk.jobRetry()]) {
      const error = await rejection(read(), AccountingException);
      expect(error.message).to.equal(`Job ${id} has batches that were not sent from here: ${foreign?.id}`);
      expect(error.batchId).to.equal(foreign?.id);
    }
    expect(Object.values(await bulk.batchResult()).map((results) => results.length)).to.deep.equal([3, 1]);
    let rows = 0;
    for await (const { row } of other.jobOutcomes()) rows = row;
    expect(rows).to.equal(4);
  });
});

describe('Rows that are packed by their parent', () => {
  atHome();
  const encode = ({ rows }: { rows: readonly unknown[] }): Buffer => Buffer.from(JSON.stringify(rows));

  it('are all there, once, and those of one parent together as far as a batch reaches', async () => {
    await begin('1.0');
    const parents = fc.array(fc.constantFrom('A', 'B', 'C', 'D', ''), { minLength: 1, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(parents, fc.integer({ min: 1, max: 12 }), async (keys, records) => {
        const input = Readable.from([keys.map((AccountId) => ({ AccountId }))]);
        const numbers: number[] = [];
        const batchesOf = new Map<string, number>();
        const grouping = { groupBy: 'AccountId', records, bytes: 1e6, check: () => undefined, encode };
        for await (const { rowNumbers = [] } of groupRows(input, grouping)) {
          expect(rowNumbers).to.have.length.within(1, records);
          numbers.push(...rowNumbers);
          for (const key of new Set(rowNumbers.map((row) => keys[row - 1] ?? '')))
            batchesOf.set(key, (batchesOf.get(key) ?? 0) + 1);
        }
        expect(numbers.sort((a, b) => a - b)).to.deep.equal(keys.map((_, at) => at + 1));
        for (const [key, batches] of batchesOf)
          expect(batches).to.equal(Math.ceil(keys.filter((one) => one === key).length / records));
      }),
    );
  });

  it('come back in the order of the input', async () => {
    await begin('1.0', {}, 'Description');
    await bulk.batchCreate(namesOf(9).map((LastName, at) => ({ LastName, Description: `group ${at % 3}` })));
    await bulk.jobWait();
    expect(await outcomes()).to.deep.equal(namesOf(9).map((name, at) => `${at + 1} ${name} in 1`));
  });
});
