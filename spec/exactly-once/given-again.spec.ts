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
} from '../../lib';
import { type PracticeOrg } from '../../lib/practice-org';
import { anotherBulk, practise } from '../flow/practice';
import { rejection } from '../helpers/rejection';
import { LoadBench } from './load-bench';
import { contactsIn, csvOf, EMPTY_ORG, namesOf } from './rows';

for (const api of ['1.0', '2.0'] as const)
  describe(`On ${api}`, () => {
    describeGivenAgain(api);
  });

function describeGivenAgain(api: '1.0' | '2.0'): void {
  const load = new LoadBench(api);
  const { at, begin, expectRows, resume } = load;

  describe('Rows that were no file, given again after a crash', () => {
    const data = csvOf(10);
    let resumed: Bulk;

    /** Rows 1 to 6 are in, and rows 7 to 10 are due. */
    beforeEach(async () => {
      await begin({ journal: at('journal'), retries: 0 });
      load.org.faults.add({ on: load.sending, do: 'drop-request', after: 2, times: 9 });
      await rejection(load.bulk.batchCreate(data, { maxRecords: 3 }), ConnectionException);
      load.org.faults.clear();
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
      load.org.faults.add({ on: load.sending, do: 'quota' });
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
      load.org.faults.add({ on: load.sending, do: 'drop-request', times: 99 });
      await rejection(resumed.batchCreate(data), ConnectionException);
      load.org.faults.clear();
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
      load.org.faults.add({ on: load.sending, do: 'quota', after: 1, times: 1 });
      await rejection(load.bulk.batchCreateFromCsv(at('rows.csv'), 3), QuotaException);
      const error = await rejection(load.bulk.batchCreateFromCsv(at('rows.csv'), 3), OutOfOrderException);
      expect(error.advice).to.include(`Bulk.resume('${at('journal')}')`);
      await expectRows(await resume(), 10);
    });

    it('has no numbers when it was not taken: what comes next begins with them', async () => {
      await begin();
      load.org.faults.add({ on: load.sending, do: 'quota', times: 1 });
      const error = await rejection(load.bulk.batchCreate(csvOf(10)), QuotaException);
      expect(error.message).to.match(/; not taken: rows 1 to 10$/);
      expect(error.batchesIn).to.deep.equal([]);
      await load.bulk.batchCreate(csvOf(10));
      await expectRows(load.bulk, 10);
    });

    it('is counted as far as it was taken', async () => {
      await begin();
      load.org.faults.add({ on: load.sending, do: 'quota', after: 1, times: 1 });
      const error = await rejection(load.bulk.batchCreate(csvOf(10), { maxRecords: 3 }), QuotaException);
      expect(error.message).to.match(/; sent before it: \w+; not taken: rows 4 to 6$/);
      await expectRows(load.bulk, 3);
    });

    it('is counted without what was refused between batches that were taken', async () => {
      await begin({ concurrency: 2 });
      load.org.faults.add({ on: load.sending, do: 'quota', times: 1 });
      await rejection(load.bulk.batchCreate(csvOf(6), { maxRecords: 3 }), QuotaException);
      await load.bulk.jobWait();
      expect(await load.bulk.jobReceipt()).to.include({ rows: 3, succeeded: 3 });
    });
  });

  describe('Data that is given side by side', () => {
    it('goes up one after the other, each row with a number of its own', async () => {
      await begin({ concurrency: 4 });
      const [header, ...lines] = csvOf(10).split(/(?<=\w"?\n)(?=Row|LastName)/);
      const part = (from: number, to: number): string => [header, ...lines.slice(from, to)].join('');
      await Promise.all([
        load.bulk.batchCreate(part(0, 6), { maxRecords: 2 }),
        load.bulk.batchCreate(part(6, 10), { maxRecords: 3 }),
      ]);
      await expectRows(load.bulk, 10);
      const inOrder: unknown[] = [];
      for await (const { input } of load.bulk.jobOutcomes()) inOrder.push(input?.LastName);
      expect(inOrder).to.deep.equal(namesOf(10));
    });

    it('does not keep other data from going up when it cannot be sent', async () => {
      await begin();
      const [first, second] = await Promise.allSettled([
        load.bulk.batchCreate('LastName\n"'),
        load.bulk.batchCreate(csvOf(2)),
      ]);
      expect([first.status, second.status]).to.deep.equal(['rejected', 'fulfilled']);
      await expectRows(load.bulk, 2);
    });

    it('keeps the job open while it is on its way', async () => {
      await begin();
      const sent = load.bulk.batchCreate(csvOf(5), { maxRecords: 1 });
      const error = await rejection(load.bulk.jobClose(), OutOfOrderException);
      expect(error.message).to.include('await batchCreate()');
      await sent;
      await load.bulk.jobClose();
      await expectRows(load.bulk, 5);
    });
  });

  describe('A journal', () => {
    it('goes on though rows that were never sent are broken, and says so', async () => {
      await begin({ journal: at('journal') });
      writeFileSync(at('rows.csv'), `${csvOf(8)}broken\n`);
      const error = await rejection(load.bulk.batchCreateFromCsv(at('rows.csv'), 3), InputException);
      const [reason] = error.message.split('; sent before it');
      const warnings: string[] = [];
      await expectRows(await resume({ onWarning: (warning) => warnings.push(warning) }), 6);
      expect(warnings).to.have.length(1);
      expect(warnings[0]).to.include(at('rows.csv')).and.include(String(reason));
    });

    if (api === '1.0') {
      it('holds nothing of a job that was made elsewhere, and such a job takes nothing that it would miss', async () => {
        await begin();
        const { id } = await load.bulk.jobStatus();
        const other = await anotherBulk(load.org, { api, journal: at('journal') });
        await other.jobAttach(id);
        const error = await rejection(other.batchCreate(csvOf(3)), OutOfOrderException);
        expect(error.message).to.include('was made elsewhere');
        expect(contactsIn(load.org)).to.deep.equal([]);
      });
    }
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
