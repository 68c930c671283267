/** Where batches stand among the rows of a job, and where their rows are to be had again. */
import { type BatchPlanned } from '../journal/entries';
import { type Payload } from '../records/types';
import { inputHeld, inputInFile, type BatchInput, type FileMark } from './batch-input';
import { type Place } from './job-state';
import { type Work } from './work';

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
export function rowsAt({ number, firstRow, rows }: Place): string {
  if (rows === undefined) return `batch ${number}`;
  return rows === 1 ? `row ${firstRow}` : `rows ${firstRow} to ${firstRow + rows - 1}`;
}
