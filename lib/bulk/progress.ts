/** How far a long call has come. */
export interface Progress {
  /** What is under way: rows go up (`batchCreate`), the service works on them (`jobWait`), or what became of them is read. */
  phase: 'upload' | 'processing' | 'results';
  /** Records so far: that have arrived, that the service has processed, failed ones included, or that were read. */
  rows: number;
  /** The batches that this is true of as a whole, of all there are; of an upload, of those that were cut so far. */
  batches: { ended: number; total: number };
  /** Seconds since the call began. */
  elapsed: number;
  /** Records in a second, since the call began; null as long as that says nothing. */
  rate: number | null;
  /** Seconds until the end at that rate; null where it is not known how many records there are. */
  eta: number | null;
  /** API calls so far, of this `Bulk` object. */
  calls: number;
}

/** What every call takes that may take long. */
export interface WatchOptions {
  /** Told how far the call has come. */
  onProgress?: (progress: Progress) => void;
  /** Ends the call, with the signal's reason as the error: what it waits for is broken off. */
  signal?: AbortSignal;
}

export const WATCHING: Record<keyof WatchOptions, true> = { onProgress: true, signal: true };
