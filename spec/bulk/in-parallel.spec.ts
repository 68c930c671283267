import { once } from 'node:events';
import { expect } from 'chai';
import { inParallel } from '../../lib/bulk/sending/in-parallel';

/** Gives numbers from 1 on, and after some none until its signal fires. */
class Source {
  taken = 0;
  isClosed = false;
  readonly #goOn = new AbortController();

  async *items(stallsAfter = Infinity): AsyncGenerator<number> {
    try {
      for (;;) {
        if (this.taken === stallsAfter) await once(this.#goOn.signal, 'abort');
        yield ++this.taken;
      }
    } finally {
      this.isClosed = true;
    }
  }

  goOn(): void {
    this.#goOn.abort();
  }
}

/** Lets whatever can go on do so. */
const turn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

describe('Work on many things, a few at a time', () => {
  it('takes things as there is room for them, and gives what came of them in their order', async () => {
    const source = new Source();
    const waiting: (() => void)[] = [];
    const work = async (item: number): Promise<string> => {
      if (item <= 3) await new Promise<void>((resolve) => waiting.push(resolve));
      if (item === 6) throw new Error('no more');
      return `no. ${item}`;
    };
    const outcome = inParallel(source.items(), { concurrency: 3, work });
    await turn();
    expect(source.taken).to.equal(3);
    waiting[1]?.();
    await turn();
    expect(source).to.include({ taken: 6, isClosed: true });
    waiting.forEach((goOn) => {
      goOn();
    });
    const { results, failures } = await outcome;
    expect(results).to.deep.equal(['no. 1', 'no. 2', 'no. 3', 'no. 4', 'no. 5']);
    expect(failures.map(String)).to.deep.equal(['Error: no more']);
  });

  it('tells at once of what has failed, though the source gives nothing any more, and closes that when it can', async () => {
    const source = new Source();
    const work = (item: number): Promise<number> =>
      item === 2 ? Promise.reject(new Error('refused')) : Promise.resolve(item);
    const { results, failures } = await inParallel(source.items(2), { concurrency: 4, work });
    expect(results).to.deep.equal([1]);
    expect(failures.map(String)).to.deep.equal(['Error: refused']);
    expect(source.isClosed).to.equal(false);
    source.goOn();
    await turn();
    expect(source).to.include({ taken: 3, isClosed: true });
  });

  it('tells what has failed first, and of the source only when that was first', async () => {
    const items = async function* (): AsyncGenerator<number> {
      yield await Promise.resolve(1);
      throw new Error('the source');
    };
    const end = async (fails: number): Promise<string[]> => {
      const work = (item: number): Promise<number> =>
        item === fails ? turn().then(() => Promise.reject(new Error('the work'))) : Promise.resolve(item);
      const { failures } = await inParallel(items(), { concurrency: 4, work });
      return failures.map(String);
    };
    expect(await end(0)).to.deep.equal(['Error: the source']);
    expect(await end(1)).to.deep.equal(['Error: the source', 'Error: the work']);
  });
});
