import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import {
  Bulk,
  ConnectionException,
  InputException,
  JournalException,
  OutOfOrderException,
  QuotaException,
  type InputRow,
} from '../../lib';
import { clockOf } from '../flow/practice';
import { rejection } from '../helpers/rejection';
import { LoadBench, numbersIn, rowsFrom } from './load-bench';
import { contactsIn, csvOf, namesOf } from './rows';

for (const api of ['1.0', '2.0'] as const)
  describe(`On ${api}`, () => {
    describeTurns(api);
  });

function describeTurns(api: '1.0' | '2.0'): void {
  const load = new LoadBench(api);
  const { at, begin, cutOff, expectRows, resume } = load;

  describe('A load that has not gone on', () => {
    it('takes nothing else before the login that goes on with it', async () => {
      await cutOff();
      const resumed = await Bulk.resume(at('journal'), { clock: clockOf(load.org), retries: 0, concurrency: 1 });
      load.org.faults.add({ on: '*', do: 'drop-request', times: 99 });
      await rejection(resumed.login(load.org.accessToken()), ConnectionException);
      load.org.faults.clear();
      const calls = [
        () => resumed.batchCreate(csvOf(9)),
        () => resumed.jobCreate('insert', 'Lead'),
        () => resumed.jobClose(),
      ];
      for (const call of calls) {
        expect((await rejection(call(), OutOfOrderException)).advice).to.include('login() again');
      }
      await resumed.login(load.org.accessToken());
      await resumed.batchCreate(csvOf(9));
      await expectRows(resumed, 9);
    });
  });

  describe('Rows that are due', () => {
    for (const kind of ['file', 'rows'] as const) {
      it(`are not taken for those of another ${kind}, of which nothing is sent`, async () => {
        await begin({ journal: at('journal'), retries: 0 });
        load.org.faults.add({ on: load.sending, do: 'drop-request', times: 9 });
        await rejection(load.bulk.batchCreate(rowsFrom(1, 3)), ConnectionException);
        load.org.faults.clear();
        const resumed = await resume({ concurrency: 4 });
        writeFileSync(at('other.csv'), `LastName\n${'Other\n'.repeat(60)}`);
        const given =
          kind === 'file'
            ? resumed.batchCreateFromCsv(at('other.csv'), 10)
            : resumed.batchCreate(Array<InputRow>(60).fill({ LastName: 'Other' }), { maxRecords: 10 });
        await rejection(given, JournalException);
        expect(contactsIn(load.org)).to.deep.equal([]);
        await resumed.batchCreate(rowsFrom(1, 3));
        await expectRows(resumed, 3);
      });
    }

    it('keep their numbers when the service does not take them at first', async () => {
      await cutOff();
      const resumed = await resume();
      load.org.faults.add({ on: load.sending, do: 'quota' });
      await rejection(resumed.batchCreate(csvOf(9)), QuotaException);
      await resumed.batchCreate(csvOf(9));
      await resumed.batchCreate(rowsFrom(10, 12));
      await expectRows(resumed, 12);
    });

    it('are cut as they were, whatever is asked for', async () => {
      await begin({ journal: at('journal'), retries: 0 });
      load.org.faults.add({ on: load.sending, do: 'drop-request', times: 9 });
      await rejection(load.bulk.batchCreate(csvOf(9)), ConnectionException);
      load.org.faults.clear();
      const resumed = await resume();
      expect(await resumed.batchCreate(csvOf(9), { maxRecords: 2 })).to.have.lengthOf(1);
      await expectRows(resumed, 9);
    });

    if (api === '1.0') {
      it('come before those that are sent again', async () => {
        await begin({ journal: at('journal'), retries: 0 });
        load.org.faults.add({ on: 'batch 1', do: 'lock-row', records: 1 });
        load.org.faults.add({ on: load.sending, do: 'drop-request', after: 2, times: 9 });
        await rejection(load.bulk.batchCreate(csvOf(9), { maxRecords: 3 }), ConnectionException);
        load.org.faults.clear();
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
      await load.bulk.batchCreate(rowsFrom(1, 3));
      rmSync(at('disk'), { recursive: true });
      await rejection(load.bulk.batchCreate(rowsFrom(4, 6)), JournalException);
      mkdirSync(at('disk'));
      await rejection(load.bulk.batchCreate(rowsFrom(4, 6)), JournalException);
      expect(readdirSync(at('disk'))).to.deep.equal([]);
      await load.bulk.jobWait();
      expect(contactsIn(load.org)).to.deep.equal(namesOf(3));
    });
  });

  describe('Rows that are sent again', () => {
    async function beginLocked(rows: number): Promise<void> {
      await begin();
      load.org.faults.add({ on: 'batch 1', do: 'lock-row', records: rows });
      await load.bulk.batchCreate(rowsFrom(1, 6), { maxRecords: 3 });
      await load.bulk.jobWait();
      expect(await load.bulk.jobReceipt()).to.include({ failed: rows });
    }

    it('keep their numbers when the service does not take them', async () => {
      await beginLocked(3);
      load.org.faults.add({ on: load.sending, do: 'quota' });
      const error = await rejection(load.bulk.jobRetry(), QuotaException);
      expect(error.message).to.match(/; not taken: rows 1 to 3$/);
      await load.bulk.batchCreate(rowsFrom(7, 8));
      await load.bulk.jobWait();
      await load.bulk.jobRetry();
      await expectRows(load.bulk, 8);
    });

    it('go in once though they are sent again twice at the same time', async () => {
      await beginLocked(2);
      const ends = await Promise.allSettled([load.bulk.jobRetry(), load.bulk.jobRetry()]);
      expect(ends.map(({ status }) => status)).to.include('fulfilled');
      await expectRows(load.bulk, 6);
    });
  });

  describe('Rows of one parent that are not taken', () => {
    it('are named one by one, and their numbers are nobody else’s', async () => {
      await begin({}, { groupBy: 'Title' });
      load.org.faults.add({ on: load.sending, do: 'quota', after: 1, times: 1 });
      const rows = rowsFrom(1, 8).map((row, index) => ({ ...row, Title: index % 2 === 0 ? 'odd' : 'even' }));
      const error = await rejection(load.bulk.batchCreate(rows, { maxRecords: 4 }), QuotaException);
      expect(error.message).to.match(/; not taken: rows 2, 4, 6, 8$/);
      await load.bulk.batchCreate(rowsFrom(9, 10).map((row) => ({ ...row, Title: 'new' })));
      await load.bulk.jobWait();
      expect(await numbersIn(load.bulk)).to.deep.equal([1, 3, 5, 7, 9, 10]);
      expect(await load.bulk.jobReceipt()).to.include({ rows: 6, succeeded: 6 });
    });
  });

  describe('A job that has ended', () => {
    it('takes nothing more of what was given before, and neither does the next one', async () => {
      await begin();
      let goOn = (): void => undefined;
      const stalled = new Promise<void>((resolve) => {
        goOn = resolve;
      });
      const first = load.bulk.batchCreate(
        (async function* () {
          yield* rowsFrom(1, 3);
          await stalled;
          yield* rowsFrom(4, 6);
        })(),
        { maxRecords: 3 },
      );
      const second = load.bulk.batchCreate(rowsFrom(7, 9));
      const refusals = Promise.all([first, second].map((late) => rejection(late, OutOfOrderException)));
      await load.bulk.jobAbort();
      await load.bulk.jobCreate('insert', 'Contact');
      goOn();
      for (const { message } of await refusals) expect(message).to.include('it takes no more rows');
      await load.bulk.batchCreate(rowsFrom(1, 2));
      await load.bulk.jobWait();
      expect(await load.bulk.jobReceipt()).to.include({ rows: 2, succeeded: 2 });
    });
  });

  describe('Data that waits for its turn', () => {
    it('is not waited for when its signal fires', async () => {
      await begin();
      let end = (): void => undefined;
      const stalled = new Promise<void>((resolve) => {
        end = resolve;
      });
      const first = load.bulk.batchCreate(
        (async function* () {
          await stalled;
          yield* rowsFrom(1, 2);
        })(),
      );
      const tired = new AbortController();
      const second = load.bulk.batchCreate(rowsFrom(9, 9), { signal: tired.signal });
      tired.abort(new Error('tired'));
      expect(await rejection(second, Error)).to.have.property('message', 'tired');
      end();
      await first;
      await load.bulk.batchCreate(rowsFrom(3, 4));
      await expectRows(load.bulk, 4);
    });
  });

  if (api === '2.0') return;

  describe('The account after a resume', () => {
    it('leaves out what was refused of data that has ended', async () => {
      await begin({ journal: at('journal'), concurrency: 4 });
      load.org.faults.add({ on: load.sending, do: 'quota', after: 1, times: 1 });
      const error = await rejection(load.bulk.batchCreate(`${csvOf(7)}broken\n`, { maxRecords: 3 }), InputException);
      expect(error.message).to.include('; not taken: rows 4 to 6');
      await load.bulk.batchCreate(rowsFrom(4, 9));
      const warnings: string[] = [];
      await expectRows(await resume({ onWarning: (warning) => warnings.push(warning) }), 9);
      expect(warnings.join()).to.match(/^Not all of the data was sent, .*: Row 8 of the data has 1 field/);
    });
  });
}
