import { namedTwice, unsendable, type Place } from './field-text';
import { type FlatRow } from './types';

/** The columns of rows that are given as objects. The service does not look at the case of their names. */
export class ColumnNames {
  readonly #isTable: boolean;
  readonly #known = new Set<string>();
  /** As they were spelt first, by their names in small letters. */
  readonly #spelling = new Map<string, string>();
  /** In the order in which they came. */
  readonly met: string[] = [];
  /** Whether a name has come in two spellings, which is a fault where both are in one row. */
  isAmbiguous = false;

  /** @param options whether the rows share one header, in which each column stands once */
  constructor({ isTable }: { readonly isTable: boolean }) {
    this.#isTable = isTable;
  }

  meet(place: Place): void {
    const { field } = place;
    if (this.#known.has(field)) return;
    if (field === '') throw unsendable(place, 'a column without a name', 'Name each column by its API name.');
    const small = field.toLowerCase();
    const first = this.#spelling.get(small);
    if (first !== undefined && this.#isTable) throw namedTwice(place, first);
    if (first === undefined) this.#spelling.set(small, field);
    else this.isAmbiguous = true;
    this.#known.add(field);
    this.met.push(field);
  }
}

/** @throws {InputException} for a column that a row has in two spellings */
export function refuseTwoSpellings(row: FlatRow, number: number): void {
  const spelling = new Map<string, string>();
  for (const [field, value] of Object.entries(row)) {
    // These are not sent.
    if (value === undefined || value === '') continue;
    const first = spelling.get(field.toLowerCase());
    if (first !== undefined) throw namedTwice({ row: number, field }, first);
    spelling.set(field.toLowerCase(), field);
  }
}
