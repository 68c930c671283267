import {
  type BatchCreated,
  type BatchPlanned,
  type BatchRefused,
  type JobPlanned,
  type JournalEntry,
  type ServerJobCreated,
  type SourceBegun,
} from './entries';

/** A batch as the journal knows it. */
export interface JournaledBatch {
  readonly planned: BatchPlanned;
  /** Undefined while it is not known whether the service has it. */
  readonly id: string | undefined;
  /** 2.0: the server's job that was made for it. */
  readonly serverJobId: string | undefined;
  /** The service has said that it does not take it. */
  readonly isRefused: boolean;
}

export interface JournaledSource {
  readonly begun: SourceBegun;
  readonly isEnded: boolean;
  /** Why the rest of it was given up. */
  readonly fault: string | undefined;
}

/** Where the last job of a journal stands. */
export interface JournalStand {
  readonly plan: JobPlanned;
  /** Undefined while it is not known whether the service has made the job. */
  readonly job: Readonly<Record<string, unknown>> | undefined;
  readonly sources: readonly JournaledSource[];
  /** In the order in which they were planned. */
  readonly batches: readonly JournaledBatch[];
  /** Set when the job was about to be closed or aborted, whatever came of it. */
  readonly end: 'Closed' | 'Aborted' | undefined;
  /** True until the job has been closed or aborted: what has not arrived by then was given up. */
  readonly isUnfinished: boolean;
}

/** Where something follows an ending that was planned, it has failed, and was not insisted on. */
const AROUND_AN_END: readonly JournalEntry['type'][] = ['end planned', 'end failed', 'source begun', 'batch planned'];

/** What the entries of a journal amount to; undefined when there is no job in it. */
export function replay(entries: readonly JournalEntry[]): JournalStand | undefined {
  const start = entries.findLastIndex(({ type }) => type === 'job planned');
  const plan = entries[start];
  if (plan?.type !== 'job planned') return undefined;
  const rest = entries.slice(start + 1);
  if (rest.some(({ type }) => type === 'refused')) return undefined;
  const job = rest.find((entry) => entry.type === 'job created')?.job;
  const sources = sourcesIn(rest);
  const batches = batchesIn(rest);
  const ending = rest.findLast(({ type }) => AROUND_AN_END.includes(type));
  const end = ending?.type === 'end planned' ? ending.state : undefined;
  const hasEnded = rest.some(({ type }) => type === 'ended');
  return { plan, job, sources, batches, end, isUnfinished: !hasEnded };
}

/** What ends a source stands behind its beginning. */
function sourcesIn(entries: readonly JournalEntry[]): JournaledSource[] {
  const sources = new Map<number, JournaledSource>();
  for (const entry of entries) {
    if (entry.type === 'source begun') {
      sources.set(entry.source, { begun: entry, isEnded: false, fault: undefined });
    } else if (entry.type === 'source ended') {
      const source = sources.get(entry.source);
      if (source !== undefined) sources.set(entry.source, { ...source, isEnded: true, fault: entry.fault });
    }
  }
  return [...sources.values()];
}

/** A batch that was planned again, because it had not arrived, stands there twice: the last time counts. */
function batchesIn(entries: readonly JournalEntry[]): JournaledBatch[] {
  const batches = new Map<number, JournaledBatch>();
  for (const entry of entries) {
    if (entry.type === 'batch planned') {
      batches.set(entry.batch, { planned: entry, id: undefined, serverJobId: undefined, isRefused: false });
    } else if ('batch' in entry) {
      const batch = batches.get(entry.batch);
      if (batch !== undefined) batches.set(entry.batch, { ...batch, ...whatCameOf(entry) });
    }
  }
  return [...batches.values()];
}

function whatCameOf(entry: BatchCreated | BatchRefused | ServerJobCreated): Partial<JournaledBatch> {
  if (entry.type === 'batch refused') return { isRefused: true };
  return entry.type === 'batch created' ? { id: entry.id } : { serverJobId: entry.id };
}
