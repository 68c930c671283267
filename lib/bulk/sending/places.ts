/** Where batches stand among the rows of a job, and where their rows are to be had again. */
import { type BatchPlanned } from '../../journal/entries';
import { type Payload } from '../../records/types';
import { inputHeld, inputInFile, type BatchInput } from './batch-input';
import { type FileMark } from './marked-file';
import { type Place } from '../job/numbering';
import { type Work } from '../work';

/** The place that was set aside for a batch before a crash. */
export function placeOf({ batch, firstRow, rows, rowNumbers, replaces }: BatchPlanned): Place {
  return { number: batch, firstRow, rows, rowNumbers, replaces };
}

/** Rows of this many bytes are kept in memory, where nobody else can give them back. */
const HELD_BYTES = 64_000_000;

/** Tells of each payload where its rows are to be had once more: in the file, or in memory until they are too many. */
export function inputs({ dialect }: Work, file: FileMark | undefined): (payload: Payload) => BatchInput | undefined {
  const most = dialect.givesBackRequests ? 0 : HELD_BYTES;
  let held = 0;
  return (payload) => {
    const inFile = file && inputInFile(file, payload);
    if (inFile !== undefined) return inFile;
    if (most === 0) return undefined;
    held += payload.body.length;
    return held > most ? undefined : inputHeld(payload);
  };
}

/** `rows 1 to 10`, as messages name them. */
export function rowsAt({ number, firstRow, rows, rowNumbers }: Place): string {
  if (rows === undefined) return `batch ${number}`;
  const runs = rowNumbers === undefined ? [{ first: firstRow, last: firstRow + rows - 1 }] : runsOf(rowNumbers);
  const others = runs.length > MOST_RUNS ? ', …' : '';
  return `${rows === 1 ? 'row' : 'rows'} ${runs.slice(0, MOST_RUNS).map(runText).join(', ')}${others}`;
}

/** Rows that were regrouped may be thousands, none of which follows another. */
const MOST_RUNS = 100;

/** Numbers that follow one another. */
interface Run {
  readonly first: number;
  last: number;
}

function runsOf(numbers: readonly number[]): Run[] {
  const runs: Run[] = [];
  for (const number of numbers.toSorted((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run?.last === number - 1) run.last = number;
    else runs.push({ first: number, last: number });
  }
  return runs;
}

function runText({ first, last }: Run): string {
  return first === last ? String(first) : `${first} to ${last}`;
}
