import { expect } from 'chai';
import fc from 'fast-check';
import { JoiningMemory } from '../../lib/transport/joining-memory';
import { bytesOf } from '../../lib/transport/request-body';

const parts = fc.array(fc.uint8Array({ maxLength: 20 }), { maxLength: 6 });
const whole = fc.oneof(fc.uint8Array({ maxLength: 20 }), fc.string({ unit: 'binary', maxLength: 20 }));

/** A body, when it comes, and how long it is worked on, in turns. */
const bodies = fc.array(fc.tuple(fc.oneof(parts, whole), fc.nat(12), fc.nat(12)), { maxLength: 12 });

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await Promise.resolve();
}

describe('The memory that bodies are put together in', () => {
  it('shows each body whole, and leaves it as it is while it is worked on, whatever is put together meanwhile', async () => {
    await fc.assert(
      fc.asyncProperty(bodies, async (given) => {
        const memory = new JoiningMemory();
        const underWay = given.map(async ([body, before, during]) => {
          await turns(before);
          await memory.joined(body, async (bytes) => {
            await turns(during);
            expect(bytes.equals(bytesOf(body))).to.equal(true);
          });
        });
        await Promise.all(underWay);
      }),
    );
  });

  it('is used again, also when the work in it has failed', async () => {
    const memory = new JoiningMemory();
    const body = [Buffer.from('a,b\n'), Buffer.from('1,2\n')];
    const fail = (bytes: Buffer): Promise<never> => Promise.reject(Object.assign(new Error('failed'), { bytes }));
    const failure = (await memory.joined(body, fail).catch((error: unknown) => error)) as { bytes: Buffer };
    const again = await memory.joined(body, (bytes) => Promise.resolve(bytes));
    expect(again.buffer).to.equal(failure.bytes.buffer);
  });

  it('is not kept for a body that is longer than batches are', async () => {
    const memory = new JoiningMemory();
    const body = [Buffer.alloc(10_000_000), Buffer.alloc(1)];
    const first = await memory.joined(body, (bytes) => Promise.resolve(bytes));
    const second = await memory.joined(body, (bytes) => Promise.resolve(bytes));
    expect(second.buffer).to.not.equal(first.buffer);
  });
});
