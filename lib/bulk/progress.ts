import { having, ofType, refuseUnknown } from '../options/checks';

/** How far a long call has come. */
export interface Progress {
  /** What is under way: rows go up (`batchCreate`), the service works on them (`jobWait`), or what became of them is read. */
  phase: 'upload' | 'processing' | 'results';
  /**
   * Records so far: that have arrived, that the service has processed, failed ones included, or of which results were read;
   * those that were sent again have several.
   */
  rows: number;
  /** Batches done, and batches in all (during an upload: those cut so far). */
  batches: { ended: number; total: number };
  /** Seconds since the call began; of `jobRetry`, since the phase did. */
  elapsed: number;
  /** Records in a second, in that time; null as long as that says nothing. */
  rate: number | null;
  /** Seconds until the end at that rate; null where it is not known how many records there are. */
  eta: number | null;
  /** API calls so far, of this `Bulk` object. */
  calls: number;
}

/** What every call takes that may take long. */
export interface WatchOptions {
  /** Told how far the call has come. What it throws ends the call. */
  onProgress?: (progress: Progress) => void;
  /** Ends the call, with the signal's reason as the error: what it waits for is broken off. */
  signal?: AbortSignal;
}

export const WATCHING: Record<keyof WatchOptions, true> = { onProgress: true, signal: true };

const WATCHED: { kind: string; known: Record<string, true> } = { kind: 'option', known: WATCHING };

/** Checks what every such call takes; those that take more say what that is called, and what it is. */
export function checkWatchOptions<Options extends WatchOptions>(options: Options, { kind, known } = WATCHED): Options {
  refuseUnknown(options, { kind, known });
  ofType('onProgress', options.onProgress, 'function');
  having('signal', options.signal, ['addEventListener', 'throwIfAborted']);
  return options;
}
