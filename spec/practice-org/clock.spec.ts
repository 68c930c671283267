import { expect } from 'chai';
import fc from 'fast-check';
import { Clock, milliseconds } from '../../lib/practice-org/clock';

describe("The org's clock", () => {
  it('stands still until it is advanced, and then goes on by that much', async () => {
    const clock = new Clock('manual', 1000);
    await clock.advance('2 min');
    expect(clock.now()).to.equal(121_000);
  });

  it('runs what is due in the order of its time, each at its time, what was added on the way too', async () => {
    const clock = new Clock('manual', 0);
    const seen: string[] = [];
    clock.in(20, () => void seen.push(`late at ${clock.now()}`));
    clock.in(10, () => {
      seen.push(`early at ${clock.now()}`);
      clock.in(5, () => void seen.push(`between at ${clock.now()}`));
    });
    await clock.advance(30);
    expect(seen).to.deep.equal(['early at 10', 'between at 15', 'late at 20']);
    expect(clock.now()).to.equal(30);
  });

  it('waits for a task that takes turns before it goes on', async () => {
    const clock = new Clock('manual', 0);
    const seen: string[] = [];
    clock.in(1, async () => {
      await new Promise((resolve) => setImmediate(resolve));
      seen.push('first');
    });
    clock.in(2, () => void seen.push('second'));
    await clock.advance(2);
    expect(seen).to.deep.equal(['first', 'second']);
  });

  it('leaves what is due later for later, however the time is cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(50)), fc.array(fc.nat(20)), async (delays, steps) => {
        const clock = new Clock('manual', 0);
        const ran: number[] = [];
        for (const delay of delays) clock.in(delay, () => void ran.push(delay));
        for (const step of steps) await clock.advance(step);
        const passed = steps.reduce((sum, step) => sum + step, 0);
        expect(ran).to.deep.equal(delays.filter((delay) => steps.length > 0 && delay <= passed).sort((a, b) => a - b));
      }),
    );
  });

  it('forgets everything when it is stopped', async () => {
    const clock = new Clock('manual', 0);
    let ran = false;
    clock.in(1, () => {
      ran = true;
    });
    clock.stop();
    await clock.advance(10);
    expect(ran).to.equal(false);
  });

  it('skips ahead when it is real', async () => {
    const clock = new Clock('real');
    const start = clock.now();
    let ran = false;
    clock.in(3_600_000, () => {
      ran = true;
    });
    await clock.advance('1 h');
    clock.stop();
    expect(ran).to.equal(true);
    expect(clock.now() - start).to.be.at.least(3_600_000);
  });

  it('reads durations as people write them, and refuses others', () => {
    expect(['30 s', '10 min', '24 h', '7 days', '5ms', 12].map(milliseconds)).to.deep.equal([
      30_000, 600_000, 86_400_000, 604_800_000, 5, 12,
    ]);
    for (const text of ['soon', '5', '5 parsecs', '-1 s']) expect(() => milliseconds(text), text).to.throw(RangeError);
  });
});
