import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import {
  Bulk,
  ConnectionException,
  InputException,
  JournalException,
  OutOfOrderException,
  QuotaException,
  RefusedException,
  type BulkOptions,
  type ResumeOptions,
} from '../../lib';
import { type PracticeOrg } from '../../lib/practice-org';
import { anotherBulk, practise } from '../flow/practice';
import { rejection } from '../helpers/rejection';
import { contactsIn, csvOf, EMPTY_ORG, namesOf } from './rows';

for (const api of ['1.0', '2.0'] as const)
  describe(`On ${api}`, () => {
    describeGivenAgain(api);
  });

function describeGivenAgain(api: '1.0' | '2.0'): void {
  let home = '';
  let org: PracticeOrg;
  let bulk: Bulk;
  const at = (name: string): string => join(home, name);
  const sending = api === '1.0' ? 'addBatch' : 'createIngestJob';

  async function begin(options: BulkOptions = {}): Promise<void> {
    ({ org, bulk } = await practise({ org: EMPTY_ORG, bulk: { api, concurrency: 1, ...options } }));
    await bulk.jobCreate('insert', 'Contact');
  }
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'sfbulk-again-'));
  });
  afterEach(async () => {
    rmSync(home, { recursive: true, force: true });
    await org.stop();
  });

  function resume(options: ResumeOptions = {}): Promise<Bulk> {
    const clock = { now: org.clock.now, sleep: (time: number) => org.clock.advance(time) };
    return Bulk.resume(at('journal'), { clock, credentials: org.accessToken(), concurrency: 1, ...options });
  }

  async function expectRows(of: Bulk, rows: number): Promise<void> {
    await of.jobWait();
    expect(contactsIn(org)).to.deep.equal(namesOf(rows));
    const numbers: number[] = [];
    for await (const { row } of of.jobOutcomes()) numbers.push(row);
    expect(numbers).to.deep.equal(namesOf(rows).map((_, index) => index + 1));
    expect(await of.jobReceipt()).to.include({ rows, succeeded: rows });
  }

  describe('Rows that were no file, given again after a crash', () => {
    const data = csvOf(10);
    let resumed: Bulk;

    /** Rows 1 to 6 are in, and rows 7 to 10 are due. */
    beforeEach(async () => {
      await begin({ journal: at('journal'), retries: 0 });
      org.faults.add({ on: sending, do: 'drop-request', after: 2, times: 9 });
      await rejection(bulk.batchCreate(data, { maxRecords: 3 }), ConnectionException);
      org.faults.clear();
      resumed = await resume();
      expect(resumed.isAwaitingData).to.equal(true);
    });

    async function expectEachOnce(): Promise<void> {
      expect(resumed.isAwaitingData).to.equal(false);
      await expectRows(resumed, 10);
      await resumed.jobClose();
    }

    it('are due as long as other rows are given', async () => {
      const others = [
        [csvOf(10).replace('says', 'said'), JournalException],
        [csvOf(5), JournalException],
        ['LastName\n"broken\n', InputException],
        [[], InputException],
      ] as const;
      for (const [other, kind] of others) {
        await rejection<Error>(resumed.batchCreate(other), kind);
        expect(resumed.isAwaitingData).to.equal(true);
      }
      expect(await resumed.batchCreate(data)).to.have.lengthOf(4);
      await expectEachOnce();
    });

    it('may come in a file', async () => {
      writeFileSync(at('rows.csv'), data);
      await resumed.batchCreateFromCsv(at('rows.csv'));
      await expectEachOnce();
    });

    it('are due when the service has not taken them', async () => {
      org.faults.add({ on: sending, do: 'quota' });
      const error = await rejection(resumed.batchCreate(data), QuotaException);
      expect(error.message).to.include('not taken: rows 7 to 9');
      await resumed.batchCreate(data);
      await expectEachOnce();
    });

    it('are not given up by the end of the job', async () => {
      const error = await rejection(resumed.jobClose(), OutOfOrderException);
      expect(error.advice).to.include('batchCreate()');
      await resumed.batchCreate(data);
      await expectEachOnce();
    });

    it('are gone on with by one more resume when it is not known whether they arrived', async () => {
      org.faults.add({ on: sending, do: 'drop-request', times: 99 });
      await rejection(resumed.batchCreate(data), ConnectionException);
      org.faults.clear();
      expect((await rejection(resumed.batchCreate(data), OutOfOrderException)).advice).to.include('Bulk.resume(');
      resumed = await resume();
      await resumed.batchCreate(data);
      await expectEachOnce();
    });
  });

  describe('Data whose sending has failed', () => {
    it('is gone on with by its journal, and nothing else is sent before', async () => {
      await begin({ journal: at('journal') });
      writeFileSync(at('rows.csv'), csvOf(10));
      org.faults.add({ on: sending, do: 'quota', after: 1, times: 1 });
      await rejection(bulk.batchCreateFromCsv(at('rows.csv'), 3), QuotaException);
      const error = await rejection(bulk.batchCreateFromCsv(at('rows.csv'), 3), OutOfOrderException);
      expect(error.advice).to.include(`Bulk.resume('${at('journal')}')`);
      await expectRows(await resume(), 10);
    });

    it('has no numbers when it was not taken: what comes next begins with them', async () => {
      await begin();
      org.faults.add({ on: sending, do: 'quota', times: 1 });
      const error = await rejection(bulk.batchCreate(csvOf(10)), QuotaException);
      expect(error.message).to.match(/; not taken: rows 1 to 10$/);
      expect(error.batchesIn).to.deep.equal([]);
      await bulk.batchCreate(csvOf(10));
      await expectRows(bulk, 10);
    });

    it('is counted as far as it was taken', async () => {
      await begin();
      org.faults.add({ on: sending, do: 'quota', after: 1, times: 1 });
      const error = await rejection(bulk.batchCreate(csvOf(10), { maxRecords: 3 }), QuotaException);
      expect(error.message).to.match(/; sent before it: \w+; not taken: rows 4 to 6$/);
      await expectRows(bulk, 3);
    });

    it('is counted without what was refused between batches that were taken', async () => {
      await begin({ concurrency: 2 });
      org.faults.add({ on: sending, do: 'quota', times: 1 });
      await rejection(bulk.batchCreate(csvOf(6), { maxRecords: 3 }), QuotaException);
      await bulk.jobWait();
      expect(await bulk.jobReceipt()).to.include({ rows: 3, succeeded: 3 });
    });
  });

  describe('Data that is given side by side', () => {
    it('goes up one after the other, each row with a number of its own', async () => {
      await begin({ concurrency: 4 });
      const [header, ...lines] = csvOf(10).split(/(?<=\w"?\n)(?=Row|LastName)/);
      const part = (from: number, to: number): string => [header, ...lines.slice(from, to)].join('');
      await Promise.all([
        bulk.batchCreate(part(0, 6), { maxRecords: 2 }),
        bulk.batchCreate(part(6, 10), { maxRecords: 3 }),
      ]);
      await expectRows(bulk, 10);
      const inOrder: unknown[] = [];
      for await (const { input } of bulk.jobOutcomes()) inOrder.push(input?.LastName);
      expect(inOrder).to.deep.equal(namesOf(10));
    });

    it('does not keep other data from going up when it cannot be sent', async () => {
      await begin();
      const [first, second] = await Promise.allSettled([bulk.batchCreate('LastName\n"'), bulk.batchCreate(csvOf(2))]);
      expect([first.status, second.status]).to.deep.equal(['rejected', 'fulfilled']);
      await expectRows(bulk, 2);
    });

    it('keeps the job open while it is on its way', async () => {
      await begin();
      const sent = bulk.batchCreate(csvOf(5), { maxRecords: 1 });
      const error = await rejection(bulk.jobClose(), OutOfOrderException);
      expect(error.message).to.include('await batchCreate()');
      await sent;
      await bulk.jobClose();
      await expectRows(bulk, 5);
    });
  });

  describe('A journal', () => {
    it('goes on though rows that were never sent are broken, and says so', async () => {
      await begin({ journal: at('journal') });
      writeFileSync(at('rows.csv'), `${csvOf(8)}broken\n`);
      const error = await rejection(bulk.batchCreateFromCsv(at('rows.csv'), 3), InputException);
      const [reason] = error.message.split('; sent before it');
      const warnings: string[] = [];
      await expectRows(await resume({ onWarning: (warning) => warnings.push(warning) }), 6);
      expect(warnings).to.have.length(1);
      expect(warnings[0]).to.include(at('rows.csv')).and.include(String(reason));
    });

    it('holds nothing of a job that was made elsewhere, and such a job takes nothing that it would miss', async () => {
      await begin();
      const { id } = await bulk.jobStatus();
      const other = await anotherBulk(org, { api, journal: at('journal') });
      if (api === '2.0') return;
      await other.jobAttach(id);
      const error = await rejection(other.batchCreate(csvOf(3)), OutOfOrderException);
      expect(error.message).to.include('was made elsewhere');
      expect(contactsIn(org)).to.deep.equal([]);
    });
  });
}

describe('A journal of a job', () => {
  let home = '';
  let org: PracticeOrg;
  const at = (name: string): string => join(home, name);
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'sfbulk-again-'));
  });
  afterEach(async () => {
    rmSync(home, { recursive: true, force: true });
    await org.stop();
  });

  it('is free for the next one when that was refused', async () => {
    let bulk: Bulk;
    ({ org, bulk } = await practise({ org: EMPTY_ORG, bulk: { journal: at('journal') } }));
    await rejection(bulk.jobCreate('insert', 'Kontakt'), RefusedException);
    const error = await rejection(Bulk.resume(at('journal')), JournalException);
    expect(error.message).to.include('holds no job');
    const next = await anotherBulk(org, { journal: at('journal') });
    await next.jobCreate('insert', 'Contact');
    expect(readFileSync(at('journal'), 'utf8')).to.match(/"refused"[^]*"job created"/);
  });

  it('names the job when it cannot be written after that was made', async () => {
    mkdirSync(at('full'));
    let bulk: Bulk;
    const onExchange = (): void => {
      rmSync(at('full'), { recursive: true, force: true });
    };
    ({ org, bulk } = await practise({ org: EMPTY_ORG, bulk: { journal: at('full/journal'), onExchange } }));
    mkdirSync(at('full'), { recursive: true });
    const error = await rejection(bulk.jobCreate('insert', 'Contact'), JournalException);
    expect(error.jobId).to.equal((await bulk.jobStatus()).id);
  });
});
