import { InputException } from '../errors';
import { fieldText } from './field-text';
import { checked, noRows, type RowBatching } from './rows-to-batches';
import { type FlatRow, type InputRow, type Payload } from './types';

export interface Grouping extends RowBatching {
  /** The column whose equal values belong together, such as `AccountId`. */
  readonly groupBy: string;
}

interface NumberedRow {
  readonly row: FlatRow;
  readonly number: number;
}

/**
 * Packs rows so that those of one parent are in one batch: batches that are worked on at the same time then never wait for
 * each other's lock on it. All rows are held in memory for it; parents of more rows than a batch holds are spread.
 */
export async function* groupRows(blocks: AsyncIterable<InputRow[]>, grouping: Grouping): AsyncGenerator<Payload> {
  const groups = await collect(blocks, grouping);
  if (groups.length === 0) throw noRows();
  let firstRow = 1;
  for (const rows of pack(groups, grouping.records)) {
    for (const part of fit(rows, grouping)) {
      const numbers = part.rows.map(({ number }) => number);
      yield { body: part.body, firstRow, rows: part.rows.length, rowNumbers: numbers };
      firstRow += part.rows.length;
    }
  }
}

async function collect(blocks: AsyncIterable<InputRow[]>, grouping: Grouping): Promise<NumberedRow[][]> {
  const { groupBy } = grouping;
  const groups = new Map<unknown, NumberedRow[]>();
  let isGrouped = false;
  let number = 0;
  for await (const block of blocks) {
    for (const input of block) {
      const row = checked(input, ++number, grouping);
      for (const field in row) fieldText(row[field], { row: number, field });
      isGrouped ||= groupBy in row;
      const key = row[groupBy] ?? '';
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [{ row, number }]);
      else group.push({ row, number });
    }
  }
  if (!isGrouped && groups.size > 0) throw noSuchColumn(groupBy);
  return [...groups.values()];
}

function noSuchColumn(groupBy: string): InputException {
  return new InputException(`No row has the field "${groupBy}" that rows are to be grouped by`, {
    field: groupBy,
    advice: 'Name the field as the rows do, or leave groupBy out.',
  });
}

/** The largest groups first, each into the first batch that has room for all of it. */
function pack(groups: NumberedRow[][], records: number): NumberedRow[][] {
  const batches: NumberedRow[][] = [];
  const pieces = groups.flatMap((group) => slices(group, records)).sort((a, b) => b.length - a.length);
  let firstWithRoom = 0;
  for (const piece of pieces) {
    while ((batches[firstWithRoom]?.length ?? 0) >= records) firstWithRoom++;
    const place = batches.findIndex((batch, at) => at >= firstWithRoom && batch.length + piece.length <= records);
    if (place === -1) batches.push([...piece]);
    else for (const row of piece) batches[place]?.push(row);
  }
  return batches;
}

function slices(rows: NumberedRow[], size: number): NumberedRow[][] {
  const parts: NumberedRow[][] = [];
  for (let at = 0; at < rows.length; at += size) parts.push(rows.slice(at, at + size));
  return parts;
}

/** Halves the rows until their text is within the limit of bytes. */
function fit(rows: NumberedRow[], grouping: Grouping): { body: Buffer; rows: NumberedRow[] }[] {
  const body = grouping.encode({ rows: rows.map(({ row }) => row), firstRow: rows[0]?.number ?? 1 });
  if (body.length <= grouping.bytes || rows.length === 1) return [{ body, rows }];
  const half = Math.ceil(rows.length / 2);
  return [...fit(rows.slice(0, half), grouping), ...fit(rows.slice(half), grouping)];
}
