import { type BatchPlanned, type JobPlanned, type JournalEntry, type SourceBegun } from './entries';

/** A batch as the journal knows it. */
export interface JournaledBatch {
  readonly planned: BatchPlanned;
  /** Undefined while it is not known whether the service has it. */
  readonly id: string | undefined;
  /** 2.0: the server's job that was made for it. */
  readonly serverJobId: string | undefined;
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
  const end = rest.findLast((entry) => entry.type === 'end planned')?.state;
  const hasEnded = rest.some(({ type }) => type === 'ended');
  return { plan, job, sources, batches, end, isUnfinished: !hasEnded };
}

function sourcesIn(entries: readonly JournalEntry[]): JournaledSource[] {
  const endings = new Map(
    entries.flatMap((entry) => (entry.type === 'source ended' ? [[entry.source, entry] as const] : [])),
  );
  return entries.flatMap((entry) => {
    if (entry.type !== 'source begun') return [];
    const ending = endings.get(entry.source);
    return [{ begun: entry, isEnded: ending !== undefined, fault: ending?.fault }];
  });
}

/** A batch that was planned again, because it had not arrived, stands there twice: the last time counts. */
function batchesIn(entries: readonly JournalEntry[]): JournaledBatch[] {
  const batches = new Map<number, JournaledBatch>();
  for (const entry of entries) {
    if (entry.type === 'batch planned') {
      batches.set(entry.batch, { planned: entry, id: undefined, serverJobId: undefined });
    } else if (entry.type === 'server job created' || entry.type === 'batch created') {
      const batch = batches.get(entry.batch);
      if (batch === undefined) continue;
      batches.set(
        entry.batch,
        entry.type === 'batch created' ? { ...batch, id: entry.id } : { ...batch, serverJobId: entry.id },
      );
    }
  }
  return [...batches.values()];
}
