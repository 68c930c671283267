import { writeCsv } from '../codecs/csv';
import { InputException } from '../errors';
import { CHARACTERS_PER_RECORD } from '../wire/limits';
import { fieldText } from './field-text';
import { type InputRow, type Payload } from './types';

export interface RowLimits {
  /** Records in one batch at most. */
  records: number;
  /** Bytes in one batch at most, the header included. */
  bytes: number;
}

/**
 * Makes CSV batches of rows that are given as objects. A batch's columns are the union of its rows' keys, in the order
 * in which they first appear, so that no row loses a field because the first row lacked it.
 */
export async function* rowsToCsv(blocks: AsyncIterable<InputRow[]>, limits: RowLimits): AsyncGenerator<Payload> {
  let waiting: InputRow[] = [];
  let firstRow = 1;
  for await (const block of blocks) {
    waiting = waiting.length === 0 ? block : waiting.concat(block);
    while (waiting.length >= limits.records) {
      const payload = oneBatch(waiting, { ...limits, firstRow });
      yield payload;
      waiting = waiting.slice(payload.rows);
      firstRow += payload.rows;
    }
  }
  while (waiting.length > 0) {
    const payload = oneBatch(waiting, { ...limits, firstRow });
    yield payload;
    waiting = waiting.slice(payload.rows);
    firstRow += payload.rows;
  }
  if (firstRow === 1) {
    throw new InputException('There is nothing to load: no rows were given', {
      advice: 'Give at least one row; the service refuses empty batches.',
    });
  }
}

/** As many of the first rows as fit into one batch. */
function oneBatch(rows: readonly InputRow[], limits: RowLimits & { firstRow: number }): Payload {
  const candidates = rows.slice(0, limits.records);
  const columns = columnsOf(candidates, limits.firstRow);
  const cells = candidates.map((row, at) => cellsOf(row, columns, limits.firstRow + at));
  return fit(columns, cells, limits);
}

function columnsOf(rows: readonly InputRow[], firstRow: number): string[] {
  const columns = new Set<string>();
  rows.forEach((row, at) => {
    const before = columns.size;
    for (const column in row) columns.add(column);
    if (columns.size === before && Object.keys(row).length === 0) throw emptyRow(firstRow + at);
  });
  return [...columns];
}

function cellsOf(row: InputRow, columns: readonly string[], number: number): string[] {
  const cells = columns.map((field) => fieldText(row[field], { row: number, field }));
  const characters = cells.reduce((sum, cell) => sum + cell.length, 0);
  if (characters > CHARACTERS_PER_RECORD) {
    throw new InputException(
      `Row ${number} is longer than the ${CHARACTERS_PER_RECORD} characters that a record may have`,
      {
        row: number,
        advice: 'Shorten its longest fields, or load them as attachments.',
      },
    );
  }
  return cells;
}

/** Halves the rows until their text is within the limit of bytes, which rows of ordinary length never exceed. */
function fit(columns: readonly string[], cells: string[][], limits: RowLimits & { firstRow: number }): Payload {
  const body = Buffer.from(writeCsv({ columns, rows: cells }), 'utf8');
  if (body.length > limits.bytes && cells.length > 1) {
    return fit(columns, cells.slice(0, Math.ceil(cells.length / 2)), limits);
  }
  return { body, firstRow: limits.firstRow, rows: cells.length };
}

function emptyRow(row: number): InputException {
  return new InputException(`Row ${row} has no fields`, { row, advice: 'Give it fields, or leave it out.' });
}
