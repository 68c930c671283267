import { execFileSync } from 'node:child_process';
import { getEventListeners, once } from 'node:events';
import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { expect } from 'chai';
import { InputException, OutOfOrderException, type Bulk, type Progress, type WatchOptions } from '../../lib';
import { type PracticeOrg } from '../../lib/practice-org';
import { practise } from '../flow/practice';
import { rejection } from '../helpers/rejection';
import { expectClosed, LOAD, NEXT, PAGES, QUERY, STALLS, StallingServer } from '../helpers/stalling-server';
import { JOB_ID } from '../helpers/wire';

type Read = (bulk: Bulk, options: WatchOptions) => Promise<unknown>;

async function all(rows: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of rows);
}

/** Every call that reads results, of a load and of a query. */
const OF_LOAD: Record<string, Read> = {
  jobOutcomes: async (bulk, options) => all(bulk.jobOutcomes(options)),
  jobReceipt: (bulk, options) => bulk.jobReceipt(options),
  jobFailures: (bulk, options) => bulk.jobFailures(join(home, 'failed.csv'), options),
};
const OF_QUERY: Record<string, Read> = {
  jobRecords: async (bulk, options) => all(bulk.jobRecords(options)),
  jobReceipt: (bulk, options) => bulk.jobReceipt(options),
  'jobDownload into a file': (bulk, options) => bulk.jobDownload(join(home, 'found.csv'), options),
  'jobDownload into a stream': (bulk, options) => bulk.jobDownload(new PassThrough().resume(), options),
};

let home: string;
beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'sfbulk-'))));
afterEach(() => {
  rmSync(home, { recursive: true });
});

describe('A signal that fires while an answer stalls', () => {
  let server: StallingServer;
  const stop = (): { signal: AbortSignal; fire: () => void } => {
    const controller = new AbortController();
    return {
      signal: controller.signal,
      fire: () => {
        controller.abort(new Error('enough'));
      },
    };
  };
  afterEach(() => {
    server.close();
  });

  async function expectEnd(call: Promise<unknown>, fire: () => void): Promise<void> {
    const ended = call.catch(String);
    await server.stalled;
    fire();
    expect(await ended).to.equal('Error: enough');
    await expectClosed(server);
  }

  for (const [part, after] of Object.entries(STALLS)) {
    for (const [name, read] of Object.entries(OF_LOAD)) {
      it(`ends ${name}, and closes the connection, after ${part}`, async () => {
        server = new StallingServer(LOAD, { path: `/batch/${NEXT}/result`, after });
        const bulk = await server.open();
        await bulk.jobAttach(JOB_ID);
        const { signal, fire } = stop();
        await expectEnd(read(bulk, { signal }), fire);
      });
    }

    for (const [name, read] of Object.entries(OF_QUERY)) {
      it(`ends ${name} of a query, and closes the connection, after ${part}`, async () => {
        server = new StallingServer(QUERY, { path: '/result/752000000000002', after });
        const bulk = await server.open();
        await bulk.jobAttach(JOB_ID);
        const { signal, fire } = stop();
        await expectEnd(read(bulk, { signal }), fire);
      });
    }

    it(`ends jobRecords in pages of 2.0, and closes the connection, after ${part}`, async () => {
      server = new StallingServer(PAGES, { path: 'locator=b', after });
      const bulk = await server.open({ api: '2.0' });
      await bulk.jobCreate('query', 'Contact');
      await bulk.batchCreate('SELECT Id, Name FROM Contact');
      const { signal, fire } = stop();
      await expectEnd(all(bulk.jobRecords({ signal, parallel: 2 })), fire);
    });

    it(`ends jobWait, and closes the connection, after ${part}`, async () => {
      server = new StallingServer(LOAD, { path: `${JOB_ID}/batch`, after });
      const bulk = await server.open();
      await bulk.jobCreate('insert', 'Contact');
      const { signal, fire } = stop();
      await expectEnd(bulk.jobWait({ signal }), fire);
    });

    it(`ends jobRetry, and closes the connection, after ${part}`, async () => {
      server = new StallingServer(LOAD, { path: `/batch/${NEXT}/result`, after });
      const bulk = await server.open();
      await bulk.jobAttach(JOB_ID);
      const { signal, fire } = stop();
      await expectEnd(bulk.jobRetry({ signal }), fire);
    });

    for (const path of ['/result/752000000000002', `${JOB_ID}/batch`]) {
      it(`jobDownload into a stream that is closed ends, and closes the connection, after ${part} of ${path}`, async () => {
        server = new StallingServer(QUERY, { path, after });
        const bulk = await server.open();
        await bulk.jobCreate('query', 'Contact');
        const target = new PassThrough().resume();
        const download = rejection(bulk.jobDownload(target), OutOfOrderException);
        await server.stalled;
        target.destroy();
        expect((await download).message).to.equal('The stream was closed before all rows were in it');
        await expectClosed(server);
      });

      it(`jobDownload into a stream that fails ends with its error, after ${part} of ${path}`, async () => {
        server = new StallingServer(QUERY, { path, after });
        const bulk = await server.open();
        await bulk.jobCreate('query', 'Contact');
        const target = new PassThrough().resume();
        const download = bulk.jobDownload(target).catch(String);
        await server.stalled;
        target.destroy(new Error('full'));
        expect(await download).to.equal('Error: full');
        await expectClosed(server);
      });
    }
  }
});

for (const api of ['1.0', '2.0'] as const) {
  describe(`Watching results being read, by API ${api}`, () => {
    let org: PracticeOrg;
    let bulk: Bulk;

    const load = async (): Promise<void> => {
      await bulk.jobCreate('insert', 'Account');
      const rows = Array.from({ length: 25 }, (_, at) => ({ Name: at % 10 === 0 ? '' : `Account ${at}` }));
      await bulk.batchCreate(rows, { maxRecords: 10 });
      await bulk.jobWait();
    };
    const query = async (): Promise<void> => {
      await bulk.jobCreate('query', 'Contact');
      await bulk.batchCreate('SELECT Id FROM Contact LIMIT 12');
      await bulk.jobWait();
    };

    const JOBS = { load: { make: load, calls: OF_LOAD, rows: 25, batches: 3 } };
    const QUERIES = { query: { make: query, calls: OF_QUERY, rows: 12, batches: 1 } };

    beforeEach(async () => {
      ({ org, bulk } = await practise({ bulk: { api } }));
    });
    afterEach(() => org.stop());

    for (const [kind, { make, calls, rows, batches }] of Object.entries({ ...JOBS, ...QUERIES })) {
      for (const [name, read] of Object.entries(calls)) {
        it(`${name} of a ${kind} tells how far it is, from nothing to all of it`, async () => {
          await make();
          const seen: Progress[] = [];
          await read(bulk, { onProgress: (progress) => seen.push(progress) });
          expect(seen[0]).to.deep.include({ phase: 'results', rows: 0, batches: { ended: 0, total: batches } });
          expect(seen.at(-1)).to.deep.include({ rows, batches: { ended: batches, total: batches } });
          expect(seen.at(-1)?.calls).to.equal(bulk.usage.calls);
          const steps = seen.map((progress) => progress.rows);
          expect(steps).to.deep.equal([...steps].sort((a, b) => a - b));
        });

        it(`${name} of a ${kind} ends when its signal fires, though nothing is waited for`, async () => {
          await make();
          const stop = new AbortController();
          const reading = read(bulk, {
            signal: stop.signal,
            onProgress: () => {
              stop.abort(new Error('enough'));
            },
          });
          expect(await reading.catch(String)).to.equal('Error: enough');
        });

        it(`${name} of a ${kind} ends with its reason whenever the signal fires before the end`, async () => {
          await make();
          const stopAt = async (at: number): Promise<unknown> => {
            const stop = new AbortController();
            let told = 0;
            const onProgress = (): void => {
              if (++told === at) stop.abort(new Error('enough'));
            };
            const result = await read(bulk, { signal: stop.signal, onProgress }).then(() => 'done', String);
            expect(getEventListeners(stop.signal, 'abort')).to.deep.equal([]);
            return told < at ? 'told no more' : result;
          };
          const ends: unknown[] = [];
          for (let at = 1; ends.at(-1) !== 'told no more'; at++) ends.push(await stopAt(at));
          expect(ends.length).to.be.above(batches + 1);
          // When the last batch has been told of, all has been read.
          expect(ends.slice(0, -2).filter((end) => end !== 'Error: enough')).to.deep.equal([]);
        });

        it(`${name} of a ${kind} asks for nothing when its signal has fired before`, async () => {
          await make();
          const { calls: before } = bulk.usage;
          const reading = read(bulk, { signal: AbortSignal.abort(new Error('enough')) });
          expect(await reading.catch(String)).to.equal('Error: enough');
          expect(bulk.usage.calls).to.equal(before);
        });

        it(`${name} of a ${kind} leaves the job as it was: it can be read once more`, async () => {
          await make();
          await read(bulk, { signal: AbortSignal.abort() }).catch(String);
          expect(await read(bulk, {}).catch(String)).not.to.be.a('string');
        });
      }
    }

    it('hands out no row after the signal has fired, though some are at hand', async () => {
      await query();
      const stop = new AbortController();
      let rows = 0;
      const reading = async (): Promise<void> => {
        for await (const _ of bulk.jobRecords({ signal: stop.signal }))
          if (++rows === 5) stop.abort(new Error('enough'));
      };
      expect(await reading().catch(String)).to.equal('Error: enough');
      expect(rows).to.equal(5);
    });

    it('does not mind a signal that fires afterwards', async () => {
      await query();
      const stop = new AbortController();
      const rows = bulk.jobRecords({ signal: stop.signal });
      await all(rows);
      stop.abort();
      expect(await rows.next()).to.deep.equal({ value: undefined, done: true });
    });

    it('ends a download with the error of its last write, though that comes late', async () => {
      await query();
      let writes = 0;
      const target = new Writable({
        write: (_chunk, _encoding, done) => {
          writes++;
          setImmediate(done, new Error('full'));
        },
      });
      expect(await bulk.jobDownload(target).catch(String)).to.equal('Error: full');
      expect(writes).to.equal(1);
    });

    it('ends a download whose target is ended meanwhile', async () => {
      await query();
      const target = new PassThrough().resume();
      const onProgress = (): void => {
        target.end();
      };
      const error = await rejection(bulk.jobDownload(target, { onProgress }), OutOfOrderException);
      expect(error.advice).to.include('Leave it open');
    });

    it('refuses a stream that is closed before anything is asked', async () => {
      await query();
      const { calls } = bulk.usage;
      await rejection(bulk.jobDownload(new PassThrough().destroy()), OutOfOrderException);
      const failed = new PassThrough().on('error', () => undefined).destroy(new Error('full'));
      expect(await bulk.jobDownload(failed).catch(String)).to.equal('Error: full');
      expect(bulk.usage.calls).to.equal(calls);
    });

    it('ends a download whose target takes nothing any more', async () => {
      await query();
      const [stop, target] = [new AbortController(), new PassThrough({ highWaterMark: 1 })];
      const download = bulk.jobDownload(target, { signal: stop.signal }).catch(String);
      await once(target, 'readable');
      stop.abort(new Error('enough'));
      expect(await download).to.equal('Error: enough');
    });

    it('ends the writing of failures into a pipe whose reader takes nothing any more', async () => {
      await bulk.jobCreate('insert', 'Account');
      await bulk.batchCreate(Array.from({ length: 10 }, () => ({ Name: '', Description: 'x'.repeat(30_000) })));
      await bulk.jobWait();
      const pipe = join(home, 'pipe');
      execFileSync('mkfifo', [pipe]);
      const [stop, reader] = [new AbortController(), createReadStream(pipe, { highWaterMark: 1 })];
      try {
        const failures = bulk.jobFailures(pipe, { signal: stop.signal }).catch(String);
        await once(reader, 'readable');
        stop.abort(new Error('enough'));
        expect(await failures).to.equal('Error: enough');
      } finally {
        reader.destroy();
      }
    });

    it('refuses options that there are not', async () => {
      const options: object = { sginal: AbortSignal.abort() };
      for (const read of Object.values({ ...OF_LOAD, ...OF_QUERY })) {
        expect((await rejection(read(bulk, options), InputException)).field).to.equal('sginal');
      }
    });
  });
}
