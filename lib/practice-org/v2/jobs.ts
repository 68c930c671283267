/** Jobs of Bulk API 2.0. The service makes their batches, and their state follows from those. */
import { COLUMN_DELIMITERS, type ColumnDelimiter, LINE_ENDINGS, type LineEnding, type V2JobState } from '../../wire/v2';
import { type CsvLayout } from '../csv-layout';
import { type Batch, type Birth, Job } from '../job';
import { type JobSettings } from '../job-settings';

export interface V2JobSettings extends JobSettings {
  readonly columnDelimiter: ColumnDelimiter;
  readonly recordEnding: LineEnding;
}

const QUERY_RETRIES = 15;
const LOAD_RETRIES = 20;

export abstract class V2Job extends Job {
  readonly csv: CsvLayout;
  #state: V2JobState;
  #errorMessage: string | undefined;

  constructor(
    override readonly settings: V2JobSettings,
    { state, ...birth }: Birth & { readonly state: V2JobState },
  ) {
    super(settings, birth);
    this.#state = state;
    const lineEnding = LINE_ENDINGS[settings.recordEnding];
    this.csv = { delimiter: COLUMN_DELIMITERS[settings.columnDelimiter], lineEnding, recordEnds: [lineEnding] };
  }

  get state(): V2JobState {
    return this.#state;
  }
  get errorMessage(): string | undefined {
    return this.#errorMessage;
  }
  get hasEnded(): boolean {
    return this.#state === 'JobComplete' || this.#state === 'Failed' || this.#state === 'Aborted';
  }
  get retriesAllowed(): number {
    return this.isQuery ? QUERY_RETRIES : LOAD_RETRIES;
  }

  abort(now: number): void {
    this.moveTo('Aborted', now);
    this.skipWaiting(now);
  }

  override batchMoved(now: number): void {
    super.batchMoved(now);
    if (this.hasEnded) return;
    if (!this.hasUnfinishedBatches) this.#endWithBatches(now);
    else if (this.batches.some(({ state }) => state !== 'Queued')) this.moveTo('InProgress', now);
  }

  protected moveTo(state: V2JobState, now: number): void {
    if (this.hasEnded) throw new Error(`Job ${this.id} is ${this.#state} and stays so.`);
    this.#state = state;
    this.touch(now);
  }

  /** Of a job that fails by itself; one that fails with a batch says what the batch says. */
  protected failWith(errorMessage: string, now: number): void {
    this.moveTo('Failed', now);
    this.#errorMessage = errorMessage;
  }

  #endWithBatches(now: number): void {
    const message = this.batches.map(reasonToFail).find((reason) => reason !== undefined);
    if (message === undefined) this.moveTo('JobComplete', now);
    else this.failWith(message, now);
  }
}

/** Jobs on record repeat the code when the reason is a batch's: `InvalidBatch : InvalidBatch : Field name not found : X`. */
const reasonToFail = ({ state, stateMessage }: Batch): string | undefined => {
  // Nothing but a spent allocation leaves a batch out of a job that nobody aborted.
  if (state === 'NotProcessed') return 'ExceededQuota : ApiBatchItems Limit exceeded';
  return state === 'Failed' ? `InvalidBatch : ${stateMessage}` : undefined;
};

export class V2IngestJob extends V2Job {
  readonly jobType = 'V2Ingest';
  #upload: Buffer | undefined;
  #hasUpload = false;

  constructor(settings: V2JobSettings, birth: Birth) {
    super(settings, { ...birth, state: 'Open' });
  }

  /** What was sent, until it is cut into batches. */
  get upload(): Buffer | undefined {
    return this.#upload;
  }
  get hasUpload(): boolean {
    return this.#hasUpload;
  }

  take(upload: Buffer, now: number): void {
    this.#upload = upload;
    this.#hasUpload = true;
    this.touch(now);
  }

  completeUpload(now: number): void {
    this.moveTo('UploadComplete', now);
  }

  begin(now: number): void {
    this.moveTo('InProgress', now);
  }

  /** From here on the batches hold the data. */
  dropUpload(): void {
    this.#upload = undefined;
  }

  fail(errorMessage: string, now: number): void {
    this.failWith(errorMessage, now);
  }

  /** There was nothing in it to be done. */
  complete(now: number): void {
    this.moveTo('JobComplete', now);
  }
}

export class V2QueryJob extends V2Job {
  readonly jobType = 'V2Query';

  constructor(settings: V2JobSettings, birth: Birth) {
    super(settings, { ...birth, state: 'UploadComplete' });
  }

  /** A query has one batch, which runs the whole of it. */
  get answer(): Batch['query'] {
    return this.batches[0]?.query;
  }
}
