import { getEventListeners } from 'node:events';
import { expect } from 'chai';
import { InterruptedError, unlessInterrupted } from '../../lib/repl/interruption';
import { rejection } from '../helpers/rejection';

const NEVER = new Promise<never>(() => undefined);

describe('What is waited for unless it is interrupted', () => {
  let interruption: AbortController;
  beforeEach(() => {
    interruption = new AbortController();
  });

  it('is given when it comes, and nobody listens any more', async () => {
    expect(await unlessInterrupted(interruption.signal, Promise.resolve('there'))).to.equal('there');
    expect(getEventListeners(interruption.signal, 'abort')).to.deep.equal([]);
  });

  for (const [what, work] of Object.entries({ 'what never comes': NEVER, 'what is there': Promise.resolve('there') })) {
    it(`ends at once when the interruption came before: ${what}`, async () => {
      interruption.abort(new InterruptedError());
      await rejection(unlessInterrupted(interruption.signal, work), InterruptedError);
      expect(getEventListeners(interruption.signal, 'abort')).to.deep.equal([]);
    });
  }

  it('ends with an interruption that comes while it is waited for', async () => {
    const waiting = unlessInterrupted(interruption.signal, NEVER);
    interruption.abort(new InterruptedError());
    expect((await rejection(waiting, InterruptedError)).message).to.include('the waiting has ended');
  });
});
