import { within } from '../../options/checks';
import { type Payload } from '../../records/types';
import { checkWatchOptions, WATCHING, type Progress, type WatchOptions } from '../progress';
import { type Work } from '../work';

export interface UploadOptions extends WatchOptions {
  /** Rows in one batch. Default: as many as a batch may have, 10,000 in 1.0. */
  maxRecords?: number;
  /** Told when a batch sets out, and when it has arrived; the rows that are due are not known before the data has been read. */
  onProgress?: (progress: Progress) => void;
  /**
   * Ends the sending, with the signal's reason as the error: batches that are on their way arrive, no other sets out, and the job
   * stays open. Where one of these was refused, or may have been lost, the error is that, with the reason as its `cause`.
   */
  signal?: AbortSignal;
}

const KNOWN: Record<keyof UploadOptions, true> = { maxRecords: true, ...WATCHING };

/** Of a load it is looked at once more how many rows its API takes in a batch. */
export function checkUploadOptions(options: UploadOptions): UploadOptions {
  const { maxRecords = 1 } = checkWatchOptions(options, { kind: 'upload option', known: KNOWN });
  within('maxRecords', maxRecords, { least: 1, most: Infinity, whole: true });
  return options;
}

/** Sends one batch, and counts it. */
type Counted = <Result>(payload: Payload, send: () => Promise<Result>) => Promise<Result>;

/** Tells of each batch that is sent how far the upload has come with it. */
export function uploadMeter({ settings: { clock }, usage }: Work, { onProgress }: UploadOptions): Counted {
  const started = clock.now();
  const batches = { ended: 0, total: 0 };
  let rows = 0;
  const tell = (): void => {
    const elapsed = (clock.now() - started) / 1000;
    const rate = elapsed > 0 && rows > 0 ? rows / elapsed : null;
    onProgress?.({ phase: 'upload', rows, batches: { ...batches }, elapsed, rate, eta: null, calls: usage.calls });
  };
  return async (payload, send) => {
    batches.total += 1;
    tell();
    const result = await send();
    batches.ended += 1;
    rows += payload.rows ?? 0;
    tell();
    return result;
  };
}
