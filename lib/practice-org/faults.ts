/** Faults on demand: what may go wrong between a client and the service, at the moment that a script names. */
import { type Duration } from './clock';
import { type Batch } from './job';
import { mulberry32 } from './random';

/** What can befall a request: */
export const REQUEST_FAULTS = [
  /** the work is done and the connection is lost before the answer; */
  'drop-reply',
  /** the answer breaks off in its middle; */
  'cut-body',
  /** the connection is lost before anything is done; */
  'drop-request',
  /** 503 with a page of HTML; */
  'unavailable',
  /** the answer takes `delay`; */
  'slow',
  /** the request's session ends just before it; */
  'expire-session',
  /** the day's allocation is used up. */
  'quota',
] as const;

/** What can befall a batch while it is processed: */
export const BATCH_FAULTS = [
  /** `records` of its records can't be locked; from 101 on the batch goes back into the queue with what is left; */
  'lock-row',
  /** it fails after `records` of its records; */
  'fail-batch',
  /** it goes back into the queue and is tried again from its beginning. */
  'retry-batch',
] as const;

export type RequestFaultKind = (typeof REQUEST_FAULTS)[number];
export type BatchFaultKind = (typeof BATCH_FAULTS)[number];

export interface FaultPlan {
  /**
   * Where: `'batch 3'` (the third of its job); `'job 2'` (any batch of the org's second job); `'POST /job/:id/batch'` (a method and the end of a path, where `*` or a
   * name after a colon stands for any one segment); the name of an operation such as `'getJob'`; or `'*'`.
   */
  readonly on: string;
  readonly do: RequestFaultKind | BatchFaultKind;
  /** How often. Default: 1. */
  readonly times?: number;
  /** How many matching events pass unharmed first. Default: 0. */
  readonly after?: number;
  /** From 0 to 1: whether it comes when it could; the same on every run with the same seed. Default: 1. */
  readonly chance?: number;
  /** For `slow`, on the org's clock. Default: `'30 s'`. */
  readonly delay?: Duration;
  /** For `lock-row` (default: 1) and `fail-batch` (default: 200). */
  readonly records?: number;
}

export interface RequestEvent {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  /** Which batch of its job the request would add. */
  readonly batch: number | undefined;
}

interface Entry {
  readonly plan: FaultPlan;
  toPass: number;
  left: number;
}

export class FaultScript {
  readonly #entries: Entry[] = [];
  readonly #random: () => number;

  constructor(seed: number) {
    this.#random = mulberry32(seed);
  }

  add(plan: FaultPlan): void {
    const { after = 0, times = 1 } = plan;
    this.#entries.push({ plan, toPass: after, left: times });
  }

  clear(): void {
    this.#entries.length = 0;
  }

  forRequest(event: RequestEvent): FaultPlan | undefined {
    return this.#take(REQUEST_FAULTS, (on) => matchesRequest(on, event));
  }

  forBatch(batch: Batch): FaultPlan | undefined {
    return this.#take(BATCH_FAULTS, (on) => placesOf(batch).includes(on));
  }

  #take(kinds: readonly FaultPlan['do'][], matches: (on: string) => boolean): FaultPlan | undefined {
    const entry = this.#entries.find(({ plan, left }) => left > 0 && kinds.includes(plan.do) && matches(plan.on));
    if (entry === undefined) return undefined;
    if (entry.toPass > 0) {
      entry.toPass -= 1;
      return undefined;
    }
    if (this.#random() >= (entry.plan.chance ?? 1)) return undefined;
    entry.left -= 1;
    return entry.plan;
  }
}

const placesOf = ({ ordinal, job }: Batch): string[] => ['*', 'processBatch', `batch ${ordinal}`, `job ${job.ordinal}`];

const matchesRequest = (on: string, { operation, method, path, batch }: RequestEvent): boolean => {
  if (on === '*' || on === operation) return true;
  if (batch !== undefined && on === `batch ${batch}`) return true;
  const [wantedMethod, pattern] = on.split(' ', 2);
  return wantedMethod === method && pattern !== undefined && endsLike(path.split('/'), pattern.split('/').slice(1));
};

const endsLike = (segments: readonly string[], pattern: readonly string[]): boolean =>
  segments.length >= pattern.length &&
  pattern.every(
    (part, place) =>
      part === '*' || part.startsWith(':') || part === segments[segments.length - pattern.length + place],
  );
