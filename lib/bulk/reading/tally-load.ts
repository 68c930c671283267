import { type ResultRow } from '../../records/types';
import { type EndedBatch } from '../job/batches';
import { readAhead } from './read-ahead';
import { loadBlocks } from './results';
import { Tally } from './tally';
import { workUntil, type Work } from '../work';

export interface LoadTally {
  readonly batches: number;
  /** Rows that there are results of, each counted once. */
  readonly rows: number;
  readonly tally: Tally;
}

/** Counts what became of each row in the end. Rows that were sent again have several results: the last one counts. */
export async function tallyLoad(work: Work, batches: readonly EndedBatch[]): Promise<LoadTally> {
  const tally = new Tally();
  const lastTries = new LastTries(batches);
  let rows = 0;
  let uncounted = work.state.rowsNumbered;
  for await (const { batch, results, index, isOrdered } of readAhead(batches, (one, signal) =>
    resultsOf(workUntil(work, signal), one),
  )) {
    const { sent } = batch;
    const firstRow = work.state.firstRowOf(batch.info.id);
    const first = firstRow === undefined ? uncounted + 1 : firstRow + index;
    results.forEach((result, at) => {
      const row = sent?.rowNumbers?.[index + at] ?? first + at;
      tally.add(result, isOrdered && lastTries.isLast(row, batch) ? row : undefined);
    });
    if (sent?.attempt !== undefined) continue;
    rows += results.length;
    if (firstRow === undefined) uncounted += results.length;
  }
  for (const { sent } of batches) for (const replaced of sent?.replaces ?? []) tally.remove(replaced);
  return { batches: batches.length, rows, tally };
}

interface BatchResults {
  readonly batch: EndedBatch;
  readonly results: readonly ResultRow[];
  /** How many results of the batch there were before these. */
  readonly index: number;
  /** Whether they come in the order of the rows. */
  readonly isOrdered: boolean;
}

async function* resultsOf(work: Work, batch: EndedBatch): AsyncGenerator<BatchResults> {
  let isOrdered = true;
  let index = 0;
  const onUnordered = (): void => {
    isOrdered = false;
  };
  for await (const results of loadBlocks(work, batch, { onUnordered })) {
    yield { batch, results, index, isOrdered };
    index += results.length;
  }
}

/** Which batch has a row's last result. */
class LastTries {
  readonly #batchOf = new Map<number, number>();

  constructor(batches: readonly EndedBatch[]) {
    for (const { sent } of batches) {
      if (sent?.attempt === undefined) continue;
      for (const row of sent.rowNumbers ?? []) this.#batchOf.set(row, sent.number);
    }
  }

  isLast(row: number, { sent }: EndedBatch): boolean {
    return (this.#batchOf.get(row) ?? 0) <= (sent?.number ?? 0);
  }
}
