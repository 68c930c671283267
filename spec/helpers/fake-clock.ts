import { type Clock } from '../../lib/clock';

/** Time that passes only while somebody sleeps, and at once. */
export class FakeClock implements Clock {
  #now: number;
  /** Milliseconds of each sleep, in order. */
  readonly sleeps: number[] = [];

  constructor(now = Date.UTC(2026, 0, 2, 3, 4, 5)) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted === true) return Promise.reject(signal.reason as Error);
    this.sleeps.push(milliseconds);
    this.#now += milliseconds;
    return Promise.resolve();
  }
}
