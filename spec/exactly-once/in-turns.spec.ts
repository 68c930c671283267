import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
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
  type BulkOptions,
  type InputRow,
  type JobOptions,
} from '../../lib';
import { type PracticeOrg } from '../../lib/practice-org';
import { practise } from '../flow/practice';
import { rejection } from '../helpers/rejection';
import { contactsIn, csvOf, EMPTY_ORG, nameOf, namesOf } from './rows';

for (const api of ['1.0', '2.0'] as const)
  describe(`On ${api}`, () => {
    describeTurns(api);
  });

function describeTurns(api: '1.0' | '2.0'): void {
  let home = '';
  let org: PracticeOrg;
  let bulk: Bulk;
  const at = (name: string): string => join(home, name);
  const sending = api === '1.0' ? 'addBatch' : 'createIngestJob';

  async function begin(options: BulkOptions = {}, job: JobOptions = {}): Promise<void> {
    ({ org, bulk } = await practise({ org: EMPTY_ORG, bulk: { api, concurrency: 1, ...options } }));
    await bulk.jobCreate('insert', 'Contact', job);
  }
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'sfbulk-turns-'));
  });
  afterEach(async () => {
    rmSync(home, { recursive: true });
    await org.stop();
  });

  async function resume(options: BulkOptions = {}): Promise<Bulk> {
    const clock = { now: org.clock.now, sleep: (time: number) => org.clock.advance(time) };
    return Bulk.resume(at('journal'), { clock, credentials: org.accessToken(), concurrency: 1, ...options });
  }
  /** Each row is in once, and has a number of its own. */
  async function expectRows(of: Bulk, rows: number): Promise<void> {
    await of.jobWait();
    expect(contactsIn(org)).to.deep.equal(namesOf(rows));
    expect(await numbersIn(of)).to.deep.equal(namesOf(rows).map((_, index) => index + 1));
    expect(await of.jobReceipt()).to.include({ rows, succeeded: rows });
  }
  async function numbersIn(of: Bulk): Promise<number[]> {
    const numbers: number[] = [];
    for await (const { row } of of.jobOutcomes()) numbers.push(row);
    return numbers;
  }
  /** The third of three batches is due. */
  async function cutOff(data = csvOf(9)): Promise<void> {
    await begin({ journal: at('journal'), retries: 0 });
    org.faults.add({ on: sending, do: 'drop-request', after: 2, times: 9 });
    await rejection(bulk.batchCreate(data, { maxRecords: 3 }), ConnectionException);
    org.faults.clear();
  }
  const rowsFrom = (first: number, last: number): InputRow[] =>
    Array.from({ length: last - first + 1 }, (_, index) => ({ LastName: nameOf(first + index) }));

  describe('A load that has not gone on', () => {
    it('takes nothing else before the login that goes on with it', async () => {
      await cutOff();
      const clock = { now: org.clock.now, sleep: (time: number) => org.clock.advance(time) };
      const resumed = await Bulk.resume(at('journal'), { clock, retries: 0, concurrency: 1 });
      org.faults.add({ on: '*', do: 'drop-request', times: 99 });
      await rejection(resumed.login(org.accessToken()), ConnectionException);
      org.faults.clear();
      const refusals = [resumed.batchCreate(csvOf(9)), resumed.jobCreate('insert', 'Lead'), resumed.jobClose()];
      for (const refused of refusals) {
        expect((await rejection(refused, OutOfOrderException)).advice).to.include('login() again');
      }
      await resumed.login(org.accessToken());
      await resumed.batchCreate(csvOf(9));
      await expectRows(resumed, 9);
    });
  });

  describe('Rows that are due', () => {
    for (const kind of ['file', 'rows'] as const) {
      it(`are not taken for those of another ${kind}, of which nothing is sent`, async () => {
        await begin({ journal: at('journal'), retries: 0 });
        org.faults.add({ on: sending, do: 'drop-request', times: 9 });
        await rejection(bulk.batchCreate(rowsFrom(1, 3)), ConnectionException);
        org.faults.clear();
        const resumed = await resume({ concurrency: 4 });
        writeFileSync(at('other.csv'), `LastName\n${'Other\n'.repeat(60)}`);
        const given =
          kind === 'file'
            ? resumed.batchCreateFromCsv(at('other.csv'), 10)
            : resumed.batchCreate(Array<InputRow>(60).fill({ LastName: 'Other' }), { maxRecords: 10 });
        await rejection(given, JournalException);
        expect(contactsIn(org)).to.deep.equal([]);
        await resumed.batchCreate(rowsFrom(1, 3));
        await expectRows(resumed, 3);
      });
    }

    it('keep their numbers when the service does not take them at first', async () => {
      await cutOff();
      const resumed = await resume();
      org.faults.add({ on: sending, do: 'quota' });
      await rejection(resumed.batchCreate(csvOf(9)), QuotaException);
      await resumed.batchCreate(csvOf(9));
      await resumed.batchCreate(rowsFrom(10, 12));
      await expectRows(resumed, 12);
    });

    it('are cut as they were, whatever is asked for', async () => {
      await begin({ journal: at('journal'), retries: 0 });
      org.faults.add({ on: sending, do: 'drop-request', times: 9 });
      await rejection(bulk.batchCreate(csvOf(9)), ConnectionException);
      org.faults.clear();
      const resumed = await resume();
      expect(await resumed.batchCreate(csvOf(9), { maxRecords: 2 })).to.have.lengthOf(1);
      await expectRows(resumed, 9);
    });

    if (api === '1.0') {
      it('come before those that are sent again', async () => {
        await begin({ journal: at('journal'), retries: 0 });
        org.faults.add({ on: 'batch 1', do: 'lock-row', records: 1 });
        org.faults.add({ on: sending, do: 'drop-request', after: 2, times: 9 });
        await rejection(bulk.batchCreate(csvOf(9), { maxRecords: 3 }), ConnectionException);
        org.faults.clear();
        const resumed = await resume();
        await resumed.jobWait();
        const error = await rejection(resumed.jobRetry(), OutOfOrderException);
        expect(error.advice).to.include('batchCreate()');
        await resumed.batchCreate(csvOf(9));
        await resumed.jobWait();
        await resumed.jobRetry();
        await expectRows(resumed, 9);
      });
    }
  });

  describe('A journal that could not be written once', () => {
    it('takes nothing more, so that nothing is missing in it', async () => {
      mkdirSync(at('disk'));
      await begin({ journal: at('disk/journal') });
      await bulk.batchCreate(rowsFrom(1, 3));
      rmSync(at('disk'), { recursive: true });
      await rejection(bulk.batchCreate(rowsFrom(4, 6)), JournalException);
      mkdirSync(at('disk'));
      await rejection(bulk.batchCreate(rowsFrom(4, 6)), JournalException);
      expect(readdirSync(at('disk'))).to.deep.equal([]);
      await bulk.jobWait();
      expect(contactsIn(org)).to.deep.equal(namesOf(3));
    });
  });

  describe('Rows that are sent again', () => {
    async function beginLocked(rows: number): Promise<void> {
      await begin();
      org.faults.add({ on: 'batch 1', do: 'lock-row', records: rows });
      await bulk.batchCreate(rowsFrom(1, 6), { maxRecords: 3 });
      await bulk.jobWait();
      expect(await bulk.jobReceipt()).to.include({ failed: rows });
    }

    it('keep their numbers when the service does not take them', async () => {
      await beginLocked(3);
      org.faults.add({ on: sending, do: 'quota' });
      const error = await rejection(bulk.jobRetry(), QuotaException);
      expect(error.message).to.match(/; not taken: rows 1 to 3$/);
      await bulk.batchCreate(rowsFrom(7, 8));
      await bulk.jobWait();
      await bulk.jobRetry();
      await expectRows(bulk, 8);
    });

    it('go in once though they are sent again twice at the same time', async () => {
      await beginLocked(2);
      const ends = await Promise.allSettled([bulk.jobRetry(), bulk.jobRetry()]);
      expect(ends.map(({ status }) => status)).to.include('fulfilled');
      await expectRows(bulk, 6);
    });
  });

  describe('Rows of one parent that are not taken', () => {
    it('are named one by one, and their numbers are nobody else’s', async () => {
      await begin({}, { groupBy: 'Title' });
      org.faults.add({ on: sending, do: 'quota', after: 1, times: 1 });
      const rows = rowsFrom(1, 8).map((row, index) => ({ ...row, Title: index % 2 === 0 ? 'odd' : 'even' }));
      const error = await rejection(bulk.batchCreate(rows, { maxRecords: 4 }), QuotaException);
      expect(error.message).to.match(/; not taken: rows 2, 4, 6, 8$/);
      await bulk.batchCreate(rowsFrom(9, 10).map((row) => ({ ...row, Title: 'new' })));
      await bulk.jobWait();
      expect(await numbersIn(bulk)).to.deep.equal([1, 3, 5, 7, 9, 10]);
      expect(await bulk.jobReceipt()).to.include({ rows: 6, succeeded: 6 });
    });
  });

  describe('A job that has ended', () => {
    it('takes nothing more of what was given before, and neither does the next one', async () => {
      await begin();
      let goOn = (): void => undefined;
      const stalled = new Promise<void>((resolve) => {
        goOn = resolve;
      });
      const first = bulk.batchCreate(
        (async function* () {
          yield* rowsFrom(1, 3);
          await stalled;
          yield* rowsFrom(4, 6);
        })(),
        { maxRecords: 3 },
      );
      const second = bulk.batchCreate(rowsFrom(7, 9));
      await bulk.jobAbort();
      await bulk.jobCreate('insert', 'Contact');
      goOn();
      for (const late of [first, second]) {
        expect((await rejection(late, OutOfOrderException)).message).to.include('it takes no more rows');
      }
      await bulk.batchCreate(rowsFrom(1, 2));
      await bulk.jobWait();
      expect(await bulk.jobReceipt()).to.include({ rows: 2, succeeded: 2 });
    });
  });

  describe('Data that waits for its turn', () => {
    it('is not waited for when its signal fires', async () => {
      await begin();
      let end = (): void => undefined;
      const stalled = new Promise<void>((resolve) => {
        end = resolve;
      });
      const first = bulk.batchCreate(
        (async function* () {
          await stalled;
          yield* rowsFrom(1, 2);
        })(),
      );
      const tired = new AbortController();
      const second = bulk.batchCreate(rowsFrom(9, 9), { signal: tired.signal });
      tired.abort(new Error('tired'));
      expect(await rejection(second, Error)).to.have.property('message', 'tired');
      end();
      await first;
      await bulk.batchCreate(rowsFrom(3, 4));
      await expectRows(bulk, 4);
    });
  });

  if (api === '2.0') return;

  describe('The account after a resume', () => {
    it('leaves out what was refused of data that has ended', async () => {
      await begin({ journal: at('journal'), concurrency: 4 });
      org.faults.add({ on: sending, do: 'quota', after: 1, times: 1 });
      const error = await rejection(bulk.batchCreate(`${csvOf(7)}broken\n`, { maxRecords: 3 }), InputException);
      expect(error.message).to.include('; not taken: rows 4 to 6');
      await bulk.batchCreate(rowsFrom(4, 9));
      await expectRows(await resume(), 9);
    });
  });
}
