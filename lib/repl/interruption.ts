/** What `work` resolves with, unless the signal fires before: then its reason. The work itself is not ended. */
export async function unlessInterrupted<Result>(signal: AbortSignal, work: Promise<Result>): Promise<Result> {
  let stop = (): void => undefined;
  const interrupted = new Promise<never>((_resolve, reject) => {
    stop = () => {
      reject(signal.reason as Error);
    };
  });
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  try {
    return await Promise.race([interrupted, work]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** Ctrl-C while something was waited for. */
export class InterruptedError extends Error {
  override readonly name = 'Interrupted';

  constructor() {
    super('the waiting has ended; what the org has taken on goes on there, and bulk.jobWait() waits for it again');
  }
}
