import { expect } from 'chai';
import { JOB_ID } from '../helpers/wire';
import { expectClosed, LOAD, NEXT, PAGES, QUERY, STALLS, StallingServer } from '../helpers/stalling-server';

async function readOne(rows: AsyncIterable<{ Id?: unknown }>, { stalled }: StallingServer): Promise<void> {
  for await (const { Id } of rows) {
    expect(Id).to.equal('1');
    await stalled;
    break;
  }
}

/** Reads two rows, and stops while the third is waited for. */
async function expectEndOf(rows: AsyncIterableIterator<unknown>, server: StallingServer): Promise<void> {
  await rows.next();
  await rows.next();
  const third = rows.next();
  await server.stalled;
  await rows.return?.();
  expect(await third).to.deep.equal({ value: undefined, done: true });
  await expectClosed(server);
}

describe('break, while the answer that is read next stalls', () => {
  let server: StallingServer;
  afterEach(() => {
    server.close();
  });

  for (const [part, after] of Object.entries(STALLS)) {
    it(`closes its connection: outcomes, after ${part}`, async () => {
      server = new StallingServer(LOAD, { path: `/batch/${NEXT}/result`, after });
      const bulk = await server.open();
      await bulk.jobAttach(JOB_ID);
      for await (const { id } of bulk.jobOutcomes()) {
        expect(id).to.equal('1');
        await server.stalled;
        break;
      }
      await expectClosed(server);
    });

    for (const path of [`/batch/${NEXT}/result`, '/result/752000000000002']) {
      it(`closes its connection: records, after ${part} of ${path.replace(/\d+/g, '…')}`, async () => {
        server = new StallingServer(QUERY, { path, after });
        const bulk = await server.open();
        await bulk.jobAttach(JOB_ID);
        await readOne(bulk.jobRecords(), server);
        await expectClosed(server);
      });
    }

    it(`closes its connection: pages that are fetched ahead, after ${part}`, async () => {
      server = new StallingServer(PAGES, { path: 'locator=b', after });
      const bulk = await server.open({ api: '2.0' });
      await bulk.jobCreate('query', 'Contact');
      await bulk.batchCreate('SELECT Id, Name FROM Contact');
      await readOne(bulk.jobRecords({ parallel: 2 }), server);
      await expectClosed(server);
    });
  }
});

describe('return(), while the answer that is waited for stalls', () => {
  let server: StallingServer;
  afterEach(() => {
    server.close();
  });

  for (const [part, after] of Object.entries(STALLS)) {
    it(`closes its connection, and ends what waits: outcomes, after ${part}`, async () => {
      server = new StallingServer(LOAD, { path: `/batch/${NEXT}/result`, after });
      const bulk = await server.open();
      await bulk.jobAttach(JOB_ID);
      await expectEndOf(bulk.jobOutcomes(), server);
    });

    it(`closes its connection, and ends what waits: records, after ${part}`, async () => {
      server = new StallingServer(QUERY, { path: '/result/752000000000002', after });
      const bulk = await server.open();
      await bulk.jobAttach(JOB_ID);
      await expectEndOf(bulk.jobRecords(), server);
    });

    it(`closes its connection, and ends what waits: pages of 2.0, after ${part}`, async () => {
      server = new StallingServer(PAGES, { path: 'locator=b', after });
      const bulk = await server.open({ api: '2.0' });
      await bulk.jobCreate('query', 'Contact');
      await bulk.batchCreate('SELECT Id, Name FROM Contact');
      await expectEndOf(bulk.jobRecords({ parallel: 2 }), server);
    });
  }
});
