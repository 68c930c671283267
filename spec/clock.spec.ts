import { mock } from 'node:test';
import { expect } from 'chai';
import { sleep } from '../lib';
import { rejection } from './helpers/rejection';

/** Milliseconds; Node takes what is longer for 1. */
const LONGEST_TIMER = 2 ** 31 - 1;

const DAY = 24 * 60 * 60;

describe('sleep', () => {
  let delays: number[];
  let onTimer: () => void;
  beforeEach(() => {
    delays = [];
    onTimer = () => undefined;
    mock.method(globalThis, 'setTimeout', (end: () => void, milliseconds: number) => {
      delays.push(milliseconds);
      onTimer();
      queueMicrotask(end);
    });
  });
  afterEach(() => {
    mock.restoreAll();
  });

  for (const days of [1, 24, 25, 30, 365]) {
    it(`lasts ${days} day(s), though no timer lasts longer than 24`, async () => {
      await sleep(days * DAY);
      expect(Math.max(...delays)).to.be.at.most(LONGEST_TIMER);
      expect(delays.reduce((sum, each) => sum + each, 0)).to.equal(days * DAY * 1000);
    });
  }

  it('ends with the reason of a signal that fires after the first timer', async () => {
    const stop = new AbortController();
    onTimer = () => {
      if (delays.length === 2) stop.abort(new Error('enough'));
    };
    expect((await rejection(sleep(365 * DAY, stop.signal), Error)).message).to.equal('enough');
    expect(delays).to.have.length(2);
  });
});
