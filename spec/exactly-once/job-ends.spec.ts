import { readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import {
  ConnectionException,
  OutOfOrderException,
  UnexpectedReplyException,
  type BatchInfo,
  type Bulk,
} from '../../lib';
import { readEntries, type JournalEntry } from '../../lib/journal/entries';
import { replay } from '../../lib/journal/replay';
import { anotherBulk } from '../flow/practice';
import { rejection } from '../helpers/rejection';
import { LoadBench, numbersIn, rowsFrom } from './load-bench';
import { contactsIn, csvOf, namesOf } from './rows';

for (const api of ['1.0', '2.0'] as const)
  describe(`The end of a job, on ${api}`, () => {
    describeEnds(api);
  });

function describeEnds(api: '1.0' | '2.0'): void {
  const load = new LoadBench(api);
  const { at, begin, expectRows, resume } = load;

  const entries = (): JournalEntry[] => readEntries(readFileSync(at('journal'), 'utf8'), 'journal');

  /** The first batch of three rows is in. */
  async function cutOffFile(rows: number): Promise<void> {
    writeFileSync(at('rows.csv'), csvOf(rows));
    load.org.faults.add({ on: load.sending, do: 'drop-request', after: 1, times: 9 });
    await rejection(load.bulk.batchCreateFromCsv(at('rows.csv'), 3), ConnectionException);
    load.org.faults.clear();
  }

  async function expectFreeJournal(): Promise<void> {
    const next = await anotherBulk(load.org, { api, journal: at('journal') });
    await next.jobCreate('insert', 'Contact');
    await next.jobAbort();
  }

  for (const state of ['Closed', 'Aborted'] as const) {
    it(`is known after a crash has cut off the answer: ${state}`, async () => {
      await begin({ journal: at('journal') });
      await load.bulk.batchCreate(csvOf(3));
      await load.bulk.jobWait();
      await (state === 'Closed' ? load.bulk.jobClose() : load.bulk.jobAbort());
      const lines = readFileSync(at('journal'), 'utf8').trimEnd().split('\n');
      expect(lines.at(-1)).to.include('"ended"');
      writeFileSync(at('journal'), `${lines.slice(0, -1).join('\n')}\n`);
      expect(await (await resume()).jobStatus()).to.include({ state });
      expect(entries().at(-1)).to.deep.equal({ type: 'ended', state });
      await expectFreeJournal();
    });
  }

  it('waits for no answer of what was on its way, and the next job has nothing of it', async () => {
    await begin({ journal: at('journal') });
    load.org.faults.add({ on: load.sending, do: 'slow', delay: '1 min' });
    const late = load.bulk.batchCreate(rowsFrom(8, 9)).catch((error: unknown) => error);
    while (!isOnItsWay(load.bulk)) await new Promise(setImmediate);
    const { id } = await load.bulk.jobAbort();
    const opening = load.bulk.jobCreate('insert', 'Contact');
    // A whole exchange with the org would have been time enough.
    await load.bulk.limits();
    expect(entries().at(-1)).to.include({ type: 'ended' });
    await load.org.clock.advance('1 min');
    const next = await opening;
    const ended = (await late) as BatchInfo[] | OutOfOrderException;
    if (Array.isArray(ended)) expect(ended.map(({ jobId }) => jobId)).to.deep.equal([id]);
    expect(next.id).not.to.equal(id);
    expect(await load.bulk.batchStatus()).to.deep.equal({});
    await cutOffFile(9);
    const resumed = await resume();
    await resumed.jobWait();
    expect(await numbersIn(resumed)).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(await resumed.jobReceipt()).to.include({ rows: 9, succeeded: 9 });
  });

  it('ends the sending of data that has stalled', async () => {
    await begin();
    let sending: Promise<unknown> = Promise.resolve();
    await new Promise<void>((resolve) => {
      const next = (): Promise<never> => {
        resolve();
        return new Promise(() => undefined);
      };
      sending = load.bulk.batchCreate({ [Symbol.asyncIterator]: () => ({ next }) });
    });
    const { id } = await load.bulk.jobAbort();
    expect((await rejection(sending, OutOfOrderException)).message).to.include(`Job ${id} has ended`);
    expect((await load.bulk.jobCreate('insert', 'Contact')).id).not.to.equal(id);
  });

  it('keeps rows that are tried again out of the next job', async () => {
    await begin();
    const { org } = load;
    let onSleep: (() => Promise<unknown>) | undefined;
    const sleep = async (time: number): Promise<void> => {
      await onSleep?.();
      await org.clock.advance(time);
    };
    const bulk = await anotherBulk(org, { api, clock: { now: org.clock.now, sleep } });
    await bulk.jobCreate('insert', 'Contact');
    org.faults.add({ on: '*', do: 'lock-row', records: 2 });
    await bulk.batchCreate(csvOf(3));
    await bulk.jobWait();
    let opening: Promise<unknown> | undefined;
    onSleep = async () => {
      onSleep = undefined;
      await bulk.jobAbort();
      opening = bulk.jobCreate('insert', 'Lead');
    };
    expect((await rejection(bulk.jobRetry(), OutOfOrderException)).message).to.include('has ended');
    await opening;
    expect(await bulk.batchStatus()).to.deep.equal({});
    expect(contactsIn(org)).to.have.length(1);
  });

  it('keeps what was lost from being sent again, and says that it is not known whether it arrived', async () => {
    await begin();
    const { org } = load;
    let onSleep: (() => Promise<unknown>) | undefined;
    const sleep = async (time: number): Promise<void> => {
      const now = onSleep;
      onSleep = undefined;
      await now?.();
      await org.clock.advance(time);
    };
    const bulk = await anotherBulk(org, { api, clock: { now: org.clock.now, sleep } });
    await bulk.jobCreate('insert', 'Contact');
    org.faults.add({ on: load.sending, do: 'drop-request' });
    onSleep = () => bulk.jobAbort();
    const error = await rejection(bulk.batchCreate(csvOf(3)), OutOfOrderException);
    expect(error.message).to.include('no answer says that rows 1 to 3 arrived');
    await org.clock.advance('10 min');
    expect(contactsIn(org)).to.deep.equal([]);
  });

  if (api === '1.0')
    it('is not that of the next job, when an answer about the last one comes late', async () => {
      await begin();
      load.org.faults.add({ on: 'getJob', do: 'slow', delay: '1 min' });
      const late = load.bulk.jobStatus();
      while (load.bulk.usage.byOperation['get job'] === undefined) await new Promise(setImmediate);
      const { id } = await load.bulk.jobAbort();
      await load.bulk.jobCreate('insert', 'Contact');
      await load.org.clock.advance('1 min');
      expect(await late).to.include({ id, state: 'Aborted' });
      await load.bulk.batchCreate(csvOf(3));
      await expectRows(load.bulk, 3);
    });

  it('that a journal of before has planned counts no more when more was given since', () => {
    const job = {
      type: 'job planned',
      api,
      apiVersion: '66.0',
      operation: 'insert',
      object: 'Contact',
      options: {},
    } as const;
    const entries: JournalEntry[] = [
      { ...job, instanceUrl: 'https://practice.my.salesforce.com' },
      { type: 'source begun', source: 1 },
      { type: 'source ended', source: 1 },
      { type: 'end planned', state: 'Closed' },
    ];
    expect(replay(entries)).to.include({ end: 'Closed' });
    expect(replay([...entries, { type: 'source begun', source: 2 }])).to.include({ end: undefined });
    expect(replay([...entries, { type: 'end failed' }])).to.include({ end: undefined });
  });

  it('that has failed is not carried out by who goes on later', async () => {
    if (api === '1.0') await expectGoneOn('updateJob', (bulk) => bulk.jobClose());
    else await expectGoneOn('updateIngestJob', (bulk) => bulk.jobAbort());
  });

  /** The ending fails, more data is given, and a crash cuts that off. */
  async function expectGoneOn(on: string, end: (bulk: Bulk) => Promise<unknown>): Promise<void> {
    await begin({ journal: at('journal'), retries: 0 });
    await load.bulk.batchCreate(csvOf(3));
    load.org.faults.add({ on, do: 'unavailable', times: 9 });
    await rejection(end(load.bulk), UnexpectedReplyException);
    load.org.faults.clear();
    expect(replay(entries())).to.include({ end: undefined });
    await cutOffFile(9);
    const resumed = await resume();
    expect(await resumed.jobStatus()).to.include({ state: 'Open' });
    await resumed.jobWait();
    expect(await resumed.jobReceipt()).to.include({ rows: 12, succeeded: 12 });
    expect(contactsIn(load.org)).to.deep.equal([...namesOf(9), ...namesOf(3)].sort());
  }

  if (api === '2.0')
    it('by its deletion leaves a journal that is free for the next load', async () => {
      await begin({ journal: at('journal') });
      await load.bulk.batchCreate(csvOf(3));
      await load.bulk.jobWait();
      await load.bulk.jobDelete();
      await expectFreeJournal();
    });

  if (api === '1.0')
    describe('that somebody else has brought about', () => {
      async function abortElsewhere(): Promise<void> {
        const other = await anotherBulk(load.org, { api });
        await other.jobAttach((await load.bulk.jobStatus()).id);
        await other.jobAbort();
      }

      it('is told once, and what is in can be read after that', async () => {
        await begin({ journal: at('journal'), retries: 0 });
        await cutOffFile(9);
        await load.org.clock.advance('10 min');
        await abortElsewhere();
        const error = await rejection(resume(), OutOfOrderException);
        expect(error.message).to.include('rows.csv" is not all in, only 3 rows of the job are');
        const warnings: string[] = [];
        await expectRows(await resume({ onWarning: (warning) => warnings.push(warning) }), 3);
        expect(warnings.join()).to.include('takes no more rows');
        await expectFreeJournal();
      });

      it('is no reason to end it once more', async () => {
        await begin({ journal: at('journal') });
        await load.bulk.batchCreate(csvOf(3));
        await load.bulk.jobWait();
        await abortElsewhere();
        const planned = '{"format":1,"type":"end planned","state":"Closed"}';
        writeFileSync(at('journal'), `${readFileSync(at('journal'), 'utf8')}${planned}\n`);
        await resume();
        expect(entries().at(-1)).to.deep.equal({ type: 'ended', state: 'Aborted' });
        await expectFreeJournal();
      });
    });

  function isOnItsWay({ usage }: Bulk): boolean {
    return (usage.byOperation['create batch'] ?? 0) > 0;
  }
}
