import { getEventListeners, once } from 'node:events';
import { expect } from 'chai';
import fc from 'fast-check';
import { oneByOne } from '../../lib/bulk/reading/one-by-one';

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

  it('end with the reason of a signal that fires, whatever is at hand', async () => {
    for (const rowsBefore of [0, 1, 2, 3, 5, 6]) {
      const stop = new AbortController();
      const rows = oneByOne(() => from([[1, 2], [3], [4, 5, 6]]), stop.signal);
      for (let row = 0; row < rowsBefore; row++) await rows.next();
      stop.abort(new Error('enough'));
      expect(await rows.next().catch(String), `after ${rowsBefore}`).to.equal('Error: enough');
      expect(await rows.next()).to.deep.equal({ value: undefined, done: true });
      expect(getEventListeners(stop.signal, 'abort')).to.deep.equal([]);
    }
  });

  it('listen to a signal once, while they are read', async () => {
    const stop = new AbortController();
    const listeners = (): number => getEventListeners(stop.signal, 'abort').length;
    const rows = oneByOne(() => from([[1], [2], [3]]), stop.signal);
    const heard = [listeners()];
    for await (const _ of rows) heard.push(listeners());
    expect([...heard, listeners()]).to.deep.equal([0, 1, 1, 1, 0]);
  });

  it('are none where the signal has fired before, and nothing is opened', async () => {
    let isOpened = false;
    const blocks = (async function* () {
      isOpened = true;
      yield* from([[1]]);
    })();
    const rows = oneByOne((signal) => untilFired(signal, blocks), AbortSignal.abort(new Error('enough')));
    expect(await rows.next().catch(String)).to.equal('Error: enough');
    expect(isOpened).to.equal(false);
  });

  it('do not mind a signal that fires after the last of them, or after their reader has stopped', async () => {
    const stop = new AbortController();
    const [read, left] = [oneByOne(() => from([[1]]), stop.signal), oneByOne(() => from([[1]]), stop.signal)];
    expect(await collect(read)).to.deep.equal([1]);
    await left.return?.();
    stop.abort();
    for (const rows of [read, left]) expect(await rows.next()).to.deep.equal({ value: undefined, done: true });
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

async function* untilFired<Item>(signal: AbortSignal, blocks: AsyncIterable<Item>): AsyncGenerator<Item> {
  signal.throwIfAborted();
  yield* blocks;
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
