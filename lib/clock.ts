/** Time, as the rest of the library sees it: the one place that uses timers, and the one thing that specs replace. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after so many milliseconds; rejects with the signal's reason when it fires first. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (milliseconds, signal) => {
    let left = milliseconds;
    for (; left > LONGEST_TIMER; left -= LONGEST_TIMER) await sleepOnce(LONGEST_TIMER, signal);
    await sleepOnce(left, signal);
  },
};

/** Milliseconds; a timer that is set for longer fires at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

function sleepOnce(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const onAbort = (): void => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, milliseconds);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}

/**
 * Waits, as Python's `time.sleep` does.
 *
 * @param seconds how long, in seconds; fractions are fine
 * @param signal ends the waiting early, with the signal's reason as the error
 */
export function sleep(seconds: number, signal?: AbortSignal): Promise<void> {
  return systemClock.sleep(seconds * 1000, signal);
}
