import { type FieldValue } from './types';

/**
 * One field of all of an object's records. Records are kept by column, since most of an object's fields are empty in most
 * records: a field that nobody ever filled in costs nothing, and a WHERE reads only what it names.
 */
export class Column {
  readonly #values: FieldValue[] = [];

  get(row: number): FieldValue {
    return row < this.#values.length ? (this.#values[row] ?? null) : null;
  }

  set(row: number, value: FieldValue): void {
    if (row >= this.#values.length && value === null) return;
    // Writing far past the end would turn the array into a hash table.
    while (this.#values.length < row) this.#values.push(null);
    this.#values[row] = value;
  }
}
