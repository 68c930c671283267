/** How far a long call has come. */
export interface Progress {
  /** What is under way: rows go up (`batchCreate`), or the service works on them (`jobWait`). */
  phase: 'upload' | 'processing';
  /** Records so far: those that have arrived, or those that the service has processed, failed ones included. */
  rows: number;
  /** Of an upload: the batches that have arrived, of those that were cut so far. */
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
