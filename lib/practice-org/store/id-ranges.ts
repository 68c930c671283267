import { canonicalId } from './record-ids';
import { type Table } from './table';

/** A condition `Id >= from AND Id < to`; the last range of an object is open (`to` is undefined). */
export interface IdRange {
  readonly from: string;
  readonly to: string | undefined;
}

/** Deleted records count, so that a range may hold fewer rows than its size. */
export function idRanges(table: Table, size: number, startId: string | undefined): IdRange[] {
  const from = canonicalId(startId ?? '') ?? '';
  const rows: number[] = [];
  for (let row = 0; row < table.size; row++) {
    if (!table.isGone(row) && (from === '' || table.idOf(row) >= from)) rows.push(row);
  }
  const starts = rows.filter((_row, position) => position % size === 0).map((row) => table.idOf(row));
  return starts.map((start, position) => ({ from: start, to: starts[position + 1] }));
}
