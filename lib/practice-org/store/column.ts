import { type FieldValue } from './types';

/**
 * One field of all of an object's records. Records are kept by column, since most fields have their default in most
 * records: a field that nobody ever wrote costs nothing, and a WHERE reads only what it names.
 */
export class Column {
  readonly #defaultValue: FieldValue;
  readonly #values: FieldValue[] = [];

  constructor(defaultValue: FieldValue) {
    this.#defaultValue = defaultValue;
  }

  get(row: number): FieldValue {
    const value = row < this.#values.length ? this.#values[row] : undefined;
    return value === undefined ? this.#defaultValue : value;
  }

  set(row: number, value: FieldValue): void {
    if (row >= this.#values.length && value === this.#defaultValue) return;
    // Writing far past the end would turn the array into a hash table.
    while (this.#values.length < row) this.#values.push(this.#defaultValue);
    this.#values[row] = value;
  }
}
