import { AccountingException, type BulkException } from '../../errors';
import { type InputRow, type ResultRow } from '../../records/types';
import { endedBatches, type EndedBatch } from '../job/batches';
import { refuseForeign } from './foreign-batches';
import { requireKind } from '../job/job-kind';
import { readAhead } from './read-ahead';
import { loadBlocks } from './results';
import { inputRows } from './sent-input';
import { workUntil, type Work } from '../work';

/** A row that was given, beside what became of it. */
export interface Outcome extends ResultRow {
  /** Counted from 1 over all rows that were given to the job; of a job that was made elsewhere, over its batches. */
  row: number;
  batchId: string;
  /** The row as it was sent; null where it is not at hand any more. */
  input: InputRow | null;
  /** How often it was sent: 1, and more after `jobRetry()`. */
  attempts: number;
}

/** Each row beside what became of it in the end, in the order of the input, in blocks. */
export async function* outcomeBlocks(work: Work, method: string): AsyncGenerator<Outcome[]> {
  requireKind(work.state.known(method), 'load', method);
  const batches = await endedBatches(work, method);
  refuseForeign(work, batches);
  const originals = batches.filter(({ sent }) => sent?.attempt === undefined);
  const final = await lastTries(work, batches);
  const blocks = inFinalForm(originals, work, final);
  if (originals.some(({ sent }) => sent?.rowNumbers !== undefined)) yield* sorted(blocks);
  else yield* blocks;
}

async function* inFinalForm(
  batches: readonly EndedBatch[],
  work: Work,
  final: ReadonlyMap<number, Outcome>,
): AsyncGenerator<Outcome[]> {
  const uncounted = new UncountedRows(work);
  for await (const block of readAhead(batches, (batch, signal) => batchOutcomes(workUntil(work, signal), batch))) {
    uncounted.number(block);
    yield final.size === 0 ? block : block.map((outcome) => final.get(outcome.row) ?? outcome);
  }
}

/** Gives rows their numbers, batch after batch, that had none when they were sent. */
class UncountedRows {
  readonly #state: Work['state'];
  #batchId = '';
  #before = 0;
  #last: number;

  constructor({ state }: Work) {
    this.#state = state;
    this.#last = state.rowsNumbered;
  }

  number(block: readonly Outcome[]): void {
    const [first] = block;
    if (first === undefined) return;
    const { batchId } = first;
    if (this.#state.firstRowOf(batchId) !== undefined) return;
    if (batchId !== this.#batchId) this.#before = this.#last;
    this.#batchId = batchId;
    for (const outcome of block) outcome.row += this.#before;
    this.#last = block.at(-1)?.row ?? this.#last;
  }
}

/** What became of rows that were sent again, the last try of each. */
async function lastTries(work: Work, batches: readonly EndedBatch[]): Promise<Map<number, Outcome>> {
  const tries = new Map<number, Outcome>();
  for (const batch of batches.filter(({ sent }) => sent?.attempt !== undefined)) {
    for await (const block of batchOutcomes(work, batch)) for (const outcome of block) tries.set(outcome.row, outcome);
  }
  return tries;
}

/** Rows that were regrouped come back in the order of the batches: they are put in their own. */
async function* sorted(blocks: AsyncIterable<Outcome[]>): AsyncGenerator<Outcome[]> {
  const all: Outcome[] = [];
  for await (const block of blocks) for (const outcome of block) all.push(outcome);
  yield all.sort((a, b) => a.row - b.row);
}

/** Rows that have no number yet are numbered within their batch. */
async function* batchOutcomes(work: Work, batch: EndedBatch): AsyncGenerator<Outcome[]> {
  const { info, sent } = batch;
  const inputs = inputRows(work, batch);
  const firstRow = work.state.firstRowOf(info.id) ?? 1;
  let index = 0;
  let waiting: readonly InputRow[] = [];
  let at = 0;
  const onUnordered = (why: BulkException = orderUnknown(batch)): void => {
    if (sent?.rows !== undefined) throw why;
  };
  for await (const results of loadBlocks(work, batch, { onUnordered })) {
    const block: Outcome[] = [];
    for (const result of results) {
      while (inputs !== undefined && at === waiting.length) {
        const next = await inputs.next();
        if (next.done === true) throw inputsShort(batch, index);
        waiting = next.value;
        at = 0;
      }
      const row = sent?.rowNumbers?.[index] ?? firstRow + index;
      const input = waiting[at++] ?? echoed(result);
      block.push(outcomeOf(result, { row, batchId: info.id, input, attempts: sent?.attempt ?? 1 }));
      index++;
    }
    yield block;
  }
}

/** Field by field: V8 takes thirty times as long to spread objects of this many fields. */
function outcomeOf(result: ResultRow, { row, batchId, input, attempts }: Omit<Outcome, keyof ResultRow>): Outcome {
  const { id, success, created, errors, notProcessed, record } = result;
  const outcome: Outcome = { id, success, created, errors, row, batchId, input, attempts };
  if (notProcessed !== undefined) outcome.notProcessed = notProcessed;
  if (record !== undefined) outcome.record = record;
  return outcome;
}

/** 2.0 gives each row back with its result. */
function echoed({ record }: ResultRow): InputRow | null {
  if (record === undefined) return null;
  return Object.fromEntries(Object.entries(record).filter(([name]) => !name.startsWith('sf__')));
}

function orderUnknown({ info }: EndedBatch): AccountingException {
  return new AccountingException(`Which result of batch ${info.id} belongs to which row cannot be known`, {
    jobId: info.jobId,
    batchId: info.id,
    advice:
      'Call jobReceipt() for the sums, and batchResult() for the results: each holds its row, as "record". ' +
      'Bulk API 1.0 keeps the order of the rows.',
  });
}

function inputsShort({ info }: EndedBatch, rows: number): AccountingException {
  return new AccountingException(`Batch ${info.id} has more results than the ${rows} rows that were sent in it`, {
    jobId: info.jobId,
    batchId: info.id,
    advice: 'Ask for the result again; do not take this one for whole.',
  });
}
