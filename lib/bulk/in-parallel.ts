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

/** Takes items as there is room for them, so that slow work stalls the source. Never throws. */
export async function inParallel<Item, Result>(
  items: AsyncIterable<Item>,
  { concurrency, work }: ParallelWork<Item, Result>,
): Promise<ParallelOutcome<Result>> {
  const done = new Map<number, Result>();
  const failures: unknown[] = [];
  const underWay = new Set<Promise<void>>();
  const begin = (item: Item, index: number): void => {
    const task = work(item)
      .then((result) => void done.set(index, result))
      .catch((error: unknown) => void failures.push(error))
      .finally(() => underWay.delete(task));
    underWay.add(task);
  };
  try {
    let index = 0;
    for await (const item of items) {
      if (failures.length > 0) break;
      begin(item, index++);
      if (underWay.size >= concurrency) await Promise.race(underWay);
    }
  } catch (error) {
    failures.push(error);
  }
  await Promise.all(underWay);
  return { results: [...done].sort(([a], [b]) => a - b).map(([, result]) => result), failures };
}
