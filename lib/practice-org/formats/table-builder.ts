/** Records with fields of their own become one table: its columns are the union of theirs. */
import { type InputColumn, type InputTable, type InputValue } from '../store/types';

export class TableBuilder {
  readonly #columns: InputColumn[] = [];
  readonly #places = new Map<string, number>();
  readonly #rows: InputValue[][] = [];

  startRecord(): void {
    this.#rows.push([]);
  }

  set(column: InputColumn, value: InputValue): void {
    const row = this.#rows.at(-1);
    if (row === undefined) throw new Error('A value needs a record.');
    row[this.#placeOf(column)] = value;
  }

  build(): InputTable {
    const rows = this.#rows.map((row) => Array.from(this.#columns, (_, place) => row[place]));
    return { columns: this.#columns, rows };
  }

  #placeOf(column: InputColumn): number {
    const key = `${column.parent?.parentType ?? ''}:${column.name}.${column.parent?.field ?? ''}`;
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    this.#places.set(key, this.#columns.length);
    return this.#columns.push(column) - 1;
  }
}
