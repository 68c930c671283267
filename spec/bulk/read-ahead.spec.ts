import { expect } from 'chai';
import { readAhead } from '../../lib/bulk/reading/read-ahead';

/** Sources of three items each, which write down what happens to them. */
class Sources {
  readonly events: string[] = [];

  constructor(readonly failing?: string) {}

  async *open(name: string): AsyncGenerator<string> {
    this.events.push(`begin ${name}`);
    try {
      for (const at of [1, 2, 3]) {
        if (name === this.failing) throw new Error(`${name} fails`);
        yield await Promise.resolve(`${name}${at}`);
      }
    } finally {
      this.events.push(`end ${name}`);
    }
  }

  readAll(names: string[]): AsyncGenerator<string> {
    return readAhead(names, (name) => this.open(name));
  }
}

describe('Reading ahead', () => {
  it('gives the items of one source after another', async () => {
    const found: string[] = [];
    for await (const item of new Sources().readAll(['a', 'b', 'c'])) found.push(item);
    expect(found).to.deep.equal(['a1', 'a2', 'a3', 'b1', 'b2', 'b3', 'c1', 'c2', 'c3']);
  });

  it('lets one source begin before its turn, and no more', async () => {
    const sources = new Sources();
    const items = sources.readAll(['a', 'b', 'c']);
    await items.next();
    expect(sources.events).to.deep.equal(['begin a', 'begin b']);
  });

  it('ends what has begun when its reader stops', async () => {
    const sources = new Sources();
    for await (const item of sources.readAll(['a', 'b', 'c'])) if (item === 'a2') break;
    await Promise.resolve();
    expect(sources.events.sort()).to.deep.equal(['begin a', 'begin b', 'end a', 'end b']);
  });

  it('meets the error of a source at its turn, not before', async () => {
    const found: string[] = [];
    const read = async (): Promise<void> => {
      for await (const item of new Sources('b').readAll(['a', 'b', 'c'])) found.push(item);
    };
    const error = await read().catch((thrown: unknown) => thrown);
    expect(found).to.deep.equal(['a1', 'a2', 'a3']);
    expect(error).to.have.property('message', 'b fails');
  });
});
