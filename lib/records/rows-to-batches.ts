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

/** Makes batches of rows that are given as objects: as many rows in each as the limits allow. */
export async function* rowsToBatches(
  blocks: AsyncIterable<InputRow[]>,
  batching: RowBatching,
): AsyncGenerator<Payload> {
  let waiting: FlatRow[] = [];
  let firstRow = 1;
  for await (const block of blocks) {
    const next = firstRow + waiting.length;
    waiting.push(...block.map((row, at) => checked(row, next + at, batching)));
    while (waiting.length >= batching.records) yield cut();
  }
  while (waiting.length > 0) yield cut();
  if (firstRow === 1) throw noRows();

  function cut(): Payload {
    const fitting = fit({ rows: waiting.slice(0, batching.records), firstRow }, batching);
    const payload = { ...fitting, firstRow };
    waiting = waiting.slice(fitting.rows);
    firstRow += fitting.rows;
    return payload;
  }
}

function checked(row: InputRow, number: number, { check }: RowBatching): FlatRow {
  const flat = flatten(row, number);
  if (!hasFields(flat)) {
    throw new InputException(`Row ${number} has no fields`, {
      row: number,
      advice: 'Give it fields, or leave it out.',
    });
  }
  check(flat, number);
  return flat;
}

function hasFields(row: FlatRow): boolean {
  for (const _ in row) return true;
  return false;
}

/** Halves the rows until their text is within the limit of bytes, which rows of ordinary length never exceed. */
function fit({ rows, firstRow }: NumberedRows, batching: RowBatching): { body: Buffer; rows: number } {
  const body = batching.encode({ rows, firstRow });
  if (body.length > batching.bytes && rows.length > 1) {
    return fit({ rows: rows.slice(0, Math.ceil(rows.length / 2)), firstRow }, batching);
  }
  return { body, rows: rows.length };
}

export function noRows(): InputException {
  return new InputException('There is nothing to load: no rows were given', {
    advice: 'Give at least one row; the service refuses empty batches.',
  });
}
