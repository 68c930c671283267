import { InputException } from '../errors';
import { type NumberedRows } from './encoders';
import { flatten } from './flat-rows';
import { type FlatRow, type InputRow, type Payload } from './types';

export interface RowLimits {
  /** Records in one batch at most. */
  readonly records: number;
  /** Bytes in one batch at most. */
  readonly bytes: number;
}

export interface RowBatching extends RowLimits {
  /** Looks at a row before it is encoded, and throws when it cannot be sent. */
  readonly check: (row: FlatRow, number: number) => void;
  readonly encode: (rows: NumberedRows) => Buffer;
}

/** Makes batches of rows that are given as objects: as many rows in each as the limits allow, or nearly so. */
export async function* rowsToBatches(
  blocks: AsyncIterable<InputRow[]>,
  batching: RowBatching,
): AsyncGenerator<Payload> {
  let waiting: FlatRow[] = [];
  let firstRow = 1;
  let expected = batching.records;
  for await (const block of blocks) {
    const next = firstRow + waiting.length;
    // A block may have more rows than a call takes arguments, and than can be moved up with each batch.
    for (const row of block.map((each, at) => checked(each, next + at, batching))) {
      waiting.push(row);
      if (waiting.length === batching.records) yield cut();
    }
  }
  while (waiting.length > 0) yield cut();
  if (firstRow === 1) throw noRows();

  function cut(): Payload {
    const fitting = fit({ rows: waiting, firstRow }, { batching, expected });
    const payload = { ...fitting, firstRow };
    expected = roomLike(fitting, batching);
    waiting = waiting.slice(fitting.rows);
    firstRow += fitting.rows;
    return payload;
  }
}

/** The row as it is to be encoded. */
export function checked(row: InputRow, number: number, { check }: Pick<RowBatching, 'check'>): FlatRow {
  const flat = flatten(row, number);
  refuseEmpty(flat, number);
  check(flat, number);
  return flat;
}

export function refuseEmpty(row: FlatRow, number: number): void {
  for (const _ in row) return;
  throw new InputException(`Row ${number} has no fields`, { row: number, advice: 'Give it fields, or leave it out.' });
}

/** Rows at the beginning of those that wait, and their text. */
interface Fitting {
  readonly body: Buffer;
  readonly rows: number;
}

/** The part of a batch's bytes that is enough, and the part that is aimed at: rows are not all of one length. */
const ENOUGH = 0.9;
const AIM = 0.98;

/** Takes as many rows as have room: by the length of those at hand, and where that misleads by halving what is left. */
function fit(
  { rows, firstRow }: NumberedRows,
  { batching, expected }: { batching: RowBatching; expected: number },
): Fitting {
  let fitting: Fitting = { body: Buffer.alloc(0), rows: 0 };
  let tooMany = rows.length + 1;
  let count = Math.min(expected, rows.length);
  for (let byLength = true; ; byLength = !byLength) {
    const tried = { body: batching.encode({ rows: rows.slice(0, count), firstRow }), rows: count };
    if (count === 1 || tried.body.length <= batching.bytes) fitting = tried;
    else tooMany = count;
    if (fitting.rows + 1 === tooMany || fitting.body.length >= batching.bytes * ENOUGH) return fitting;
    count = byLength ? roomLike(tried, batching) : Math.floor((fitting.rows + tooMany) / 2);
    count = Math.min(Math.max(count, fitting.rows + 1), tooMany - 1);
  }
}

/** How many rows have room, if they are as long as these. */
function roomLike({ body, rows }: Fitting, { bytes }: RowLimits): number {
  return Math.max(1, Math.floor((rows * bytes * AIM) / body.length));
}

export function noRows(): InputException {
  return new InputException('There is nothing to load: no rows were given', {
    advice: 'Give at least one row; the service refuses empty batches.',
  });
}
