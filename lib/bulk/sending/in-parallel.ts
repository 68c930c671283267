import { untilAborted } from './until-aborted';

/** Work on many things, a few at a time. */
export interface ParallelWork<Item, Result> {
  /** How many at the same time, at most. */
  concurrency: number;
  work: (item: Item) => Promise<Result>;
}

export interface ParallelOutcome<Result> {
  /** In the order of the items; only what succeeded. */
  readonly results: Result[];
  /** What went wrong, first things first. After the first failure nothing new is begun; what is under way ends. */
  readonly failures: unknown[];
}

/**
 * Takes items as there is room for them, so that slow work stalls the source; a source that has stalled itself is not waited
 * for once something has failed. Never throws.
 */
export async function inParallel<Item, Result>(
  items: AsyncIterable<Item>,
  { concurrency, work }: ParallelWork<Item, Result>,
): Promise<ParallelOutcome<Result>> {
  const done = new Map<number, Result>();
  const failures: unknown[] = [];
  const underWay = new Set<Promise<void>>();
  const failed = new AbortController();
  const begin = (item: Item, index: number): void => {
    const task = work(item)
      .then((result) => void done.set(index, result))
      .catch((error: unknown) => {
        failures.push(error);
        failed.abort();
      })
      .finally(() => underWay.delete(task));
    underWay.add(task);
  };
  try {
    let index = 0;
    for await (const item of untilAborted(items, failed.signal)) {
      begin(item, index++);
      if (underWay.size >= concurrency) await Promise.race(underWay);
      if (failed.signal.aborted) break;
    }
  } catch (error) {
    if (!failed.signal.aborted) failures.push(error);
  }
  await Promise.all(underWay);
  return { results: [...done].sort(([a], [b]) => a - b).map(([, result]) => result), failures };
}
