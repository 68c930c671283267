import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import {
  AccountingException,
  ConnectionException,
  InputException,
  OutOfOrderException,
  QuotaException,
  type BatchData,
} from '../../lib';
import { PracticeOrg } from '../../lib/practice-org';
import { anotherBulk } from '../flow/practice';
import { rejection } from '../helpers/rejection';
import { LoadBench, numbersIn, rowsFrom } from './load-bench';
import { csvOf, EMPTY_ORG } from './rows';

for (const api of ['1.0', '2.0'] as const)
  describe(`Rows of which it is not known whether they arrived, on ${api}`, () => {
    describeDoubts(api);
  });

function describeDoubts(api: '1.0' | '2.0'): void {
  const load = new LoadBench(api);
  const { at, begin, expectRows, resume } = load;
  const looking = api === '1.0' ? 'listBatches' : 'listIngestJobs';

  /** The answer to the next batch is lost, and so is each to the question where it has gone. */
  function loseNext(fault: 'drop-reply' | 'drop-request', after = 0): void {
    load.org.faults.add({ on: load.sending, do: fault, after });
    load.org.faults.add({ on: looking, do: 'drop-request', times: 99 });
  }

  async function expectDoubt(sending: Promise<unknown>, rows: string): Promise<void> {
    const error = await rejection(sending, ConnectionException);
    expect(error.message).to.include(`no answer says that rows ${rows} arrived`);
    load.org.faults.clear();
  }

  it('have their numbers, and are counted, when they turn out to be in', async () => {
    await begin({ retries: 0 });
    loseNext('drop-reply', 1);
    await expectDoubt(load.bulk.batchCreate(rowsFrom(1, 9), { maxRecords: 3 }), '4 to 6');
    await load.bulk.batchCreate(rowsFrom(7, 9));
    await expectRows(load.bulk, 9);
  });

  it('are not counted when they turn out not to be in, and what was given since keeps its numbers', async () => {
    await begin({ retries: 0 });
    loseNext('drop-request', 1);
    await expectDoubt(load.bulk.batchCreate(rowsFrom(1, 9), { maxRecords: 3 }), '4 to 6');
    await load.bulk.batchCreate(rowsFrom(7, 9));
    await load.bulk.jobWait();
    expect(await load.bulk.jobReceipt()).to.include({ rows: 6, succeeded: 6 });
    expect(await numbersIn(load.bulk)).to.deep.equal([1, 2, 3, 7, 8, 9]);
  });

  it('are settled once, though two read at the same time', async () => {
    for (const fault of ['drop-reply', 'drop-request'] as const) {
      await begin({ retries: 0 });
      loseNext(fault, 1);
      await expectDoubt(load.bulk.batchCreate(rowsFrom(1, 6), { maxRecords: 3 }), '4 to 6');
      await load.org.clock.advance('10 min');
      const [receipt, numbers] = await Promise.all([load.bulk.jobReceipt(), numbersIn(load.bulk)]);
      const rows = fault === 'drop-reply' ? 6 : 3;
      expect(receipt).to.include({ rows, succeeded: rows });
      expect(numbers).to.have.length(rows);
      expect(await load.bulk.jobReceipt()).to.include({ rows, succeeded: rows });
      await load.org.stop();
    }
  });

  it('and were sent again are found where they are, and not taken for twice there', async () => {
    await begin({ retries: 1 });
    load.org.faults.add({ on: load.sending, do: 'drop-request' });
    load.org.faults.add({ on: load.sending, do: 'drop-reply' });
    // Two looks find nothing, the next ones fail.
    load.org.faults.add({ on: looking, do: 'drop-request', after: 2, times: 99 });
    await expectDoubt(load.bulk.batchCreate(csvOf(3)), '1 to 3');
    await load.org.clock.advance('10 min');
    expect(await load.bulk.jobReceipt()).to.include({ rows: 3, succeeded: 3 });
  });

  it('that were tried again are neither tried once more nor called failed when they are in', async () => {
    await begin({ retries: 0 });
    load.org.faults.add({ on: '*', do: 'lock-row', records: 3 });
    await load.bulk.batchCreate(csvOf(5));
    await load.bulk.jobWait();
    load.org.faults.add({ on: load.sending, do: 'drop-reply' });
    // The first list is that of the failures which are to be tried again.
    load.org.faults.add({ on: looking, do: 'drop-request', after: api === '1.0' ? 1 : 0, times: 99 });
    await expectDoubt(load.bulk.jobRetry(), '1 to 3');
    await load.org.clock.advance('10 min');
    await expectRows(load.bulk, 5);
    expect(await load.bulk.jobFailures(at('failed.csv'))).to.equal(0);
    expect(await load.bulk.jobRetry()).to.deep.equal([]);
    await load.bulk.batchCreate(rowsFrom(6, 7));
    await expectRows(load.bulk, 7);
  });

  it('are not called refused because a second try was', async () => {
    await begin({ retries: 1 });
    load.org.faults.add({ on: load.sending, do: 'drop-request' });
    load.org.faults.add({ on: load.sending, do: 'quota' });
    const error = await rejection(load.bulk.batchCreate(csvOf(3)), QuotaException);
    expect(error.message).to.include('no answer says that rows 1 to 3 arrived').and.not.include('not taken');
  });

  it('are told when a signal ends the sending', async () => {
    await begin({ retries: 0 });
    const tired = new AbortController();
    loseNext('drop-request');
    async function* rows(): AsyncGenerator<string> {
      yield csvOf(4);
      await new Promise((resolve) => {
        load.org.onRequest(resolve);
      });
      tired.abort(new Error('tired'));
      await new Promise(() => undefined);
    }
    const sending = load.bulk.batchCreate(rows() as BatchData, { maxRecords: 3, signal: tired.signal });
    const error = await rejection(sending, ConnectionException);
    expect(error.message).to.include('rows 1 to 3');
  });

  if (api === '1.0')
    it('are not looked for among what was refused before, though the rows are the same', async () => {
      const rows = csvOf(6).split('"\n');
      const rest = `${rows.slice(0, 1).join('').split('\n')[0] ?? ''}\n${rows.slice(3, 6).join('"\n')}"\n`;
      await begin({ journal: at('journal'), retries: 0, concurrency: 2 });
      load.org.faults.add({ on: load.sending, do: 'quota', after: 1 });
      await rejection(load.bulk.batchCreate(`${csvOf(7)}broken\n`, { maxRecords: 3 }), InputException);
      writeFileSync(at('rest.csv'), rest);
      loseNext('drop-reply');
      await expectDoubt(load.bulk.batchCreateFromCsv(at('rest.csv')), '4 to 6');
      await expectRows(await resume({ onWarning: () => undefined }), 6);
    });

  it('are told to be due when the journal cannot be written, though the data could not be sent to its end', async () => {
    mkdirSync(at('full'));
    await begin({ journal: at('full/journal') });
    async function* rows(): AsyncGenerator<string> {
      yield csvOf(4);
      rmSync(at('full'), { recursive: true });
      yield await Promise.resolve('broken\n');
    }
    const error = await rejection(load.bulk.batchCreate(rows() as BatchData, { maxRecords: 3 }), InputException);
    expect(error.message).to.match(/cannot be written: ENOENT.*: Bulk\.resume\(\) sends the rest$/);
    expect((await rejection(load.bulk.batchCreate(csvOf(3)), OutOfOrderException)).advice).to.include('Bulk.resume');
  });

  it('arrive late: the receipt tells', async () => {
    await begin({ retries: 0 });
    loseNext('drop-request');
    await expectDoubt(load.bulk.batchCreate(csvOf(3)), '1 to 3');
    await load.bulk.batchCreate(rowsFrom(4, 6));
    await load.bulk.jobWait();
    expect(await load.bulk.jobReceipt()).to.include({ rows: 3 });
    const other = await anotherBulk(load.org, { api });
    if (api === '1.0') await other.jobAttach((await load.bulk.jobStatus()).id);
    else await other.jobCreate('insert', 'Contact');
    await other.batchCreate(csvOf(3));
    await other.jobWait();
    const error = await rejection(load.bulk.jobReceipt(), AccountingException);
    expect(error.message).to.equal('The request with rows 1 to 3 arrived late, after it had been taken for lost');
  });
}

for (const api of ['1.0', '2.0'] as const)
  describe(`Signing in, on ${api}`, () => {
    const load = new LoadBench(api);
    const { at, begin, expectRows, resume } = load;

    it('twice at the same time goes on with a load once', async () => {
      await begin({ journal: at('journal'), retries: 0 });
      writeFileSync(at('rows.csv'), csvOf(9));
      load.org.faults.add({ on: load.sending, do: 'drop-request', after: 1, times: 9 });
      await rejection(load.bulk.batchCreateFromCsv(at('rows.csv'), 3), ConnectionException);
      load.org.faults.clear();
      const resumed = await resume({ credentials: undefined });
      await Promise.all([resumed.login(load.org.accessToken()), resumed.login(load.org.accessToken())]);
      await expectRows(resumed, 9);
    });

    it('in another org leaves an open job where it is', async () => {
      await begin();
      const elsewhere = await PracticeOrg.start({ ...EMPTY_ORG, clock: 'manual' });
      const error = await rejection(load.bulk.login(elsewhere.accessToken()), OutOfOrderException);
      await elsewhere.stop();
      expect(error.message).to.include(`is open in ${load.org.url}`);
      await load.bulk.batchCreate(csvOf(3));
      await expectRows(load.bulk, 3);
    });

    it('after a crash that came before the data makes its absence known', async () => {
      await begin({ journal: at('journal') });
      const resumed = await resume({ source: at('rows.csv') });
      expect(resumed.isAwaitingData).to.equal(true);
      expect((await rejection(resumed.jobClose(), OutOfOrderException)).message).to.include(
        'before any data was given',
      );
      writeFileSync(at('rows.csv'), csvOf(3));
      await resumed.batchCreateFromCsv(at('rows.csv'));
      expect(resumed.isAwaitingData).to.equal(false);
      await expectRows(resumed, 3);
      await resumed.jobClose();
    });

    it('with a source that could not be sent gives its number to no other', async () => {
      await begin({ journal: at('journal'), retries: 0 });
      await rejection(load.bulk.batchCreate('LastName\nbro,ken\n'), InputException);
      const resumed = await resume({ onWarning: () => undefined, retries: 0 });
      writeFileSync(at('rows.csv'), csvOf(9));
      load.org.faults.add({ on: load.sending, do: 'drop-request', after: 1, times: 9 });
      await rejection(resumed.batchCreateFromCsv(at('rows.csv'), 3), ConnectionException);
      load.org.faults.clear();
      await expectRows(await resume({ onWarning: () => undefined }), 9);
    });
  });
