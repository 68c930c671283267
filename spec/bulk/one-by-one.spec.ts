import { once } from 'node:events';
import { expect } from 'chai';
import fc from 'fast-check';
import { oneByOne } from '../../lib/bulk/one-by-one';

describe('Rows one by one', () => {
  it('are those of the blocks, in their order, whether or not each is waited for', async () => {
    const blocks = fc.array(fc.array(fc.nat()), { maxLength: 8 });
    const same = fc.asyncProperty(blocks, fc.boolean(), async (given, areAwaited) => {
      const rows = oneByOne(() => from(given));
      const all = given.flat();
      const found = areAwaited ? await collect(rows) : await askAtOnce(rows, all.length);
      expect(found).to.deep.equal(all);
    });
    await fc.assert(same, { numRuns: 200, seed: 1 });
  });

  it('end the blocks when their reader stops', async () => {
    let ended = false;
    const blocks = (async function* () {
      try {
        for (;;) yield await Promise.resolve([1, 2, 3]);
      } finally {
        ended = true;
      }
    })();
    for await (const row of oneByOne(() => blocks)) if (row === 2) break;
    expect(ended).to.equal(true);
  });

  it('end at once when their reader stops while he waits: what is waited for is told', async () => {
    const rows = oneByOne(stalling);
    expect(await rows.next()).to.deep.equal({ value: 1, done: false });
    const waited = rows.next();
    expect(await rows.return?.()).to.deep.equal({ value: undefined, done: true });
    expect(await waited).to.deep.equal({ value: undefined, done: true });
    expect(await rows.next()).to.deep.equal({ value: undefined, done: true });
  });

  it('fail where a block fails, after the rows before it', async () => {
    const rows = oneByOne(failing);
    const found: number[] = [];
    const read = async (): Promise<void> => {
      for await (const row of rows) found.push(row);
    };
    const error = await read().catch((thrown: unknown) => thrown);
    expect(found).to.deep.equal([1, 2]);
    expect(error).to.have.property('message', 'broke off');
    expect(await rows.next()).to.deep.equal({ value: undefined, done: true });
  });
});

/** One block, and then none before the signal fires. */
async function* stalling(signal: AbortSignal): AsyncGenerator<number[]> {
  yield [1];
  await once(signal, 'abort');
  signal.throwIfAborted();
}

async function* failing(): AsyncGenerator<number[]> {
  yield await Promise.resolve([1, 2]);
  throw new Error('broke off');
}

async function* from<Item>(blocks: readonly Item[][]): AsyncGenerator<Item[]> {
  for (const block of blocks) yield await Promise.resolve(block);
}

async function collect<Item>(rows: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const row of rows) found.push(row);
  return found;
}

async function askAtOnce<Item>(rows: AsyncIterator<Item>, count: number): Promise<Item[]> {
  const answers = await Promise.all(Array.from({ length: count }, () => rows.next()));
  return answers.map(({ value }) => value as Item);
}
