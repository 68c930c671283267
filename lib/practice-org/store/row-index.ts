import { type FieldValue } from './types';

const NO_ROWS: readonly number[] = [];

/**
 * The rows that hold a value. Texts are found in any case, as the service compares them; ids, which are texts too, don't
 * suffer from it, since their last three characters tell them apart.
 */
export class RowIndex {
  /** Nearly every key has one row: a Set for each would cost ten times the memory. */
  readonly #rows = new Map<string, number | Set<number>>();

  add(value: FieldValue, row: number): void {
    if (value === null) return;
    const key = keyOf(value);
    const rows = this.#rows.get(key);
    if (rows === undefined) this.#rows.set(key, row);
    else if (typeof rows === 'number') this.#rows.set(key, new Set([rows, row]));
    else rows.add(row);
  }

  remove(value: FieldValue, row: number): void {
    if (value === null) return;
    const key = keyOf(value);
    const rows = this.#rows.get(key);
    if (rows === row) this.#rows.delete(key);
    else if (rows instanceof Set) rows.delete(row);
  }

  rows(value: FieldValue): Iterable<number> {
    const rows = value === null ? undefined : this.#rows.get(keyOf(value));
    if (rows === undefined) return NO_ROWS;
    return typeof rows === 'number' ? [rows] : rows;
  }
}

function keyOf(value: string | number | boolean): string {
  return String(value).toLowerCase();
}
