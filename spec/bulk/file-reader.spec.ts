import { createHash } from 'node:crypto';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect } from 'chai';
import fc from 'fast-check';
import { hashFile } from '../../lib/bulk/sending/batch-input';
import { FileReader } from '../../lib/bulk/sending/file-reader';
import { inParallel } from '../../lib/bulk/sending/in-parallel';
import { markFile } from '../../lib/bulk/sending/marked-file';
import { splitCsv } from '../../lib/records/split-csv';
import { InputException } from '../../lib';
import { type Payload } from '../../lib/records/types';
import { rejection } from '../helpers/rejection';

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

describe('A file that is read for an upload', () => {
  let home: string;
  let path: string;
  before(() => {
    home = mkdtempSync(join(tmpdir(), 'sfbulk-reader-'));
    path = join(home, 'rows.csv');
  });
  after(() => {
    rmSync(home, { recursive: true });
  });

  /** The file's own bytes of a batch. */
  const inFile = ({ header, range }: Payload): Buffer =>
    Buffer.concat([header ?? Buffer.alloc(0), readFileSync(path).subarray(range?.start, range?.end)]);
  /** What would go out now. */
  const bytesNow = ({ parts = [] }: Payload): Buffer => Buffer.concat(parts);
  const write = (rows: readonly string[]): void => {
    writeFileSync(path, `Name\n${rows.map((row) => `"${row}"\n`).join('')}`);
  };

  it('is what was read, for as long as a batch is on its way, in whatever order batches arrive or fail', async () => {
    const row = fc.string({ unit: fc.constantFrom('a', 'é', ',', '\n', '""'), maxLength: 12 });
    const fate = fc.record({ turns: fc.nat(9), fails: fc.nat(60) });
    let reused = 0;
    const unharmed = fc.asyncProperty(
      fc.array(row, { minLength: 30, maxLength: 120 }),
      fc.array(fate, { minLength: 120, maxLength: 120 }),
      fc.integer({ min: 8, max: 60 }),
      async (rows, fates, chunkBytes) => {
        write(rows);
        const reader = new FileReader(await markFile(path), chunkBytes);
        const memory: ArrayBufferLike[] = [];
        const seen = (async function* () {
          for await (const chunk of reader) {
            memory.push(chunk.buffer);
            yield chunk;
          }
        })();
        const lost: Payload[] = [];
        const send = async (payload: Payload): Promise<void> => {
          const { turns, fails } = fates[payload.firstRow - 1] ?? { turns: 0, fails: 1 };
          for (let turn = 0; turn < turns; turn++) await new Promise(setImmediate);
          expect(bytesNow(payload)).to.deep.equal(inFile(payload));
          if (fails > 0) return;
          lost.push(payload);
          throw new Error('lost');
        };
        await inParallel(splitCsv(seen, { name: 'rows.csv', delimiter: ',', records: 3, bytes: 10_000 }), {
          concurrency: 4,
          work: (payload) => reader.keep(payload, () => send(payload)).catch(() => undefined),
        });
        // What failed may be sent once more, whenever that is.
        for (const payload of lost) expect(bytesNow(payload)).to.deep.equal(inFile(payload));
        reused += memory.length - new Set(memory).size;
      },
    );
    await fc.assert(unharmed, { numRuns: 40, seed: 1 });
    expect(reused).to.be.above(100);
  });

  it('takes no more memory than its batches need that are on their way', async () => {
    write(Array.from({ length: 2_000 }, (_, number) => `Row ${number}`));
    const reader = new FileReader(await markFile(path), 256);
    const memory = new Set<ArrayBufferLike>();
    const seen = (async function* () {
      for await (const chunk of reader) {
        memory.add(chunk.buffer);
        yield chunk;
      }
    })();
    for await (const payload of splitCsv(seen, { name: 'rows.csv', delimiter: ',', records: 50, bytes: 10_000 })) {
      await reader.keep(payload, () => Promise.resolve());
    }
    expect(memory.size).to.be.within(2, 8);
  });

  it('takes new memory for what is read further, where nobody says what has arrived', async () => {
    write(Array.from({ length: 2_000 }, (_, number) => `Row ${number}`));
    const chunks: Uint8Array[] = [];
    for await (const chunk of new FileReader(await markFile(path), 100)) chunks.push(chunk);
    expect(Buffer.concat(chunks)).to.deep.equal(readFileSync(path));
  });

  it('is let go of as soon as rows were made of it', async () => {
    write(Array.from({ length: 500 }, (_, number) => `Row ${number}`));
    const reader = new FileReader(await markFile(path), 100);
    const memory: WeakRef<ArrayBufferLike>[] = [];
    const madeOfRows = { body: Buffer.alloc(0), firstRow: 1, rows: 1 };
    for await (const chunk of reader) {
      memory.push(new WeakRef(chunk.buffer));
      await reader.keep(madeOfRows, () => Promise.resolve());
    }
    collectGarbage();
    expect(memory).to.have.length.above(40);
    expect(memory.filter((one) => one.deref() !== undefined)).to.have.length.below(8);
    expect(reader.mark.path).to.equal(path);
  });

  it('is not there, when it has been taken away before it is read', async () => {
    write(['a']);
    const reader = new FileReader(await markFile(path));
    rmSync(path);
    const error = await reader[Symbol.asyncIterator]()
      .next()
      .catch((reason: unknown) => reason);
    expect(error).to.have.property('code', 'ENOENT');
  });

  it('has the hash of what was marked, or none', async () => {
    write(['a']);
    utimesSync(path, 1, 1);
    const mark = await markFile(path);
    expect(await hashFile(mark)).to.equal(createHash('sha256').update(readFileSync(path)).digest('hex'));
    write(['b']);
    await rejection(hashFile(mark), InputException);
  });

  const changes: Record<string, () => void> = {
    'cut off': () => {
      truncateSync(path, 500);
    },
    'written anew, as long as it was': () => {
      writeFileSync(path, Buffer.alloc(readFileSync(path).length, 'x\n'));
    },
    'written on': () => {
      appendFileSync(path, '"late"\n');
    },
    'given another time only': () => {
      utimesSync(path, 1, 2);
    },
  };
  for (const [what, change] of Object.entries(changes)) {
    for (const [when, chunksBefore] of [
      ['before it is read', 0],
      ['while it is read', 3],
      ['when all of it is read', 20],
    ] as const) {
      it(`gives nothing of what it has become, when it is ${what} ${when}`, async () => {
        write(Array.from({ length: 200 }, (_, number) => `Row ${number}`));
        utimesSync(path, 1, 1);
        const was = readFileSync(path);
        const mark = await markFile(path);
        const chunkBytes = Math.ceil(mark.size / 20);
        const given: Buffer[] = [];
        const read = async (): Promise<void> => {
          if (chunksBefore === 0) change();
          for await (const chunk of new FileReader(mark, chunkBytes)) {
            given.push(Buffer.from(chunk));
            if (given.length === chunksBefore) change();
          }
        };
        const error = await rejection(read(), InputException);
        expect(error.message).to.equal(`The file "${path}" changed while it was read`);
        // One chunk is read ahead.
        expect(given.length).to.be.within(chunksBefore, Math.min(20, chunksBefore === 0 ? 0 : chunksBefore + 1));
        expect(Buffer.concat(given)).to.deep.equal(was.subarray(0, given.length * chunkBytes));
      });
    }
  }
});
