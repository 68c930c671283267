import { Column } from './column';
import { type Calculation, type ObjectDeclaration } from './object-declaration';
import { keyPrefixOf, recordId, serialOf } from './record-ids';
import { RowIndex } from './row-index';
import { GONE, IN_BIN, LIVE, RowStates } from './row-states';
import { type FieldSchema, type FieldValue, type ObjectSchema } from './types';

/** Reads one field of any row. */
export type Reader = (row: number) => FieldValue;

/** The first number that an auto number gives. */
const FIRST_AUTO_NUMBER = 1001;

/** All records of one object. A row's number never changes, and its id is made of it. */
export class Table {
  readonly schema: ObjectSchema;
  readonly #calculations: Readonly<Record<string, Calculation>>;
  readonly #fieldNumbers: ReadonlyMap<string, number>;
  readonly #columns: Column[];
  readonly #readers: Reader[];
  readonly #indexes: (RowIndex | undefined)[];
  readonly #states = new RowStates();

  constructor({ schema, calculations }: ObjectDeclaration) {
    this.schema = schema;
    this.#calculations = calculations;
    this.#fieldNumbers = new Map(schema.fields.map(({ name }, number) => [name.toLowerCase(), number]));
    this.#indexes = schema.fields.map(() => undefined);
    this.#columns = schema.fields.map(({ defaultValue }) => new Column(defaultValue));
    this.#readers = schema.fields.map((field, number) => this.#readerOf(field, number));
  }

  /** Rows ever made, those that are gone included. */
  get size(): number {
    return this.#states.size;
  }

  fieldNumber(name: string): number | undefined {
    return this.#fieldNumbers.get(name.toLowerCase());
  }

  /** The number of the lookup that a relationship's name stands for. */
  lookupNumber(relationshipName: string): number | undefined {
    const wanted = relationshipName.toLowerCase();
    const number = this.schema.fields.findIndex((field) => field.relationshipName?.toLowerCase() === wanted);
    return number === -1 ? undefined : number;
  }

  field(number: number): FieldSchema {
    const field = this.schema.fields[number];
    if (field === undefined) throw new RangeError(`${this.schema.name} has no field number ${number}`);
    return field;
  }

  reader(fieldNumber: number): Reader {
    const reader = this.#readers[fieldNumber];
    if (reader === undefined) throw new RangeError(`${this.schema.name} has no field number ${fieldNumber}`);
    return reader;
  }

  isLive(row: number): boolean {
    return this.#states.get(row) === LIVE;
  }

  isGone(row: number): boolean {
    return this.#states.get(row) === GONE;
  }

  idOf(row: number): string {
    return recordId(this.schema.keyPrefix, row + 1);
  }

  hasIdFormOf(id: string): boolean {
    return keyPrefixOf(id) === this.schema.keyPrefix;
  }

  /** The row of a canonical id; undefined for an id that was never given or whose record is gone. */
  rowOf(id: string): number | undefined {
    const serial = this.hasIdFormOf(id) ? serialOf(id) : undefined;
    if (serial === undefined || serial < 1 || serial > this.size || this.isGone(serial - 1)) return undefined;
    return serial - 1;
  }

  /** A new row that holds its fields' defaults, and what the service counts up. */
  append(): number {
    const row = this.#states.push(LIVE);
    this.#indexes.forEach((index, fieldNumber) => index?.add(this.reader(fieldNumber)(row), row));
    return row;
  }

  write(row: number, fieldNumber: number, value: FieldValue): void {
    const column = this.#columns[fieldNumber];
    const index = this.#indexes[fieldNumber];
    if (index !== undefined) {
      index.remove(this.reader(fieldNumber)(row), row);
      index.add(value, row);
    }
    column?.set(row, value);
  }

  moveToBin(row: number): void {
    this.#states.set(row, IN_BIN);
  }

  /** The number stays taken, so that no later record gets the same id. */
  removeForGood(row: number): void {
    this.schema.fields.forEach((field, number) => {
      if (!field.calculated) this.write(row, number, null);
    });
    this.#states.set(row, GONE);
  }

  /** Rows by value, those in the bin included. The index is built when first asked for, and kept from then on. */
  find(fieldNumber: number, value: FieldValue): Iterable<number> {
    return (this.#indexes[fieldNumber] ?? this.#buildIndex(fieldNumber)).rows(value);
  }

  #buildIndex(fieldNumber: number): RowIndex {
    const index = new RowIndex();
    const read = this.reader(fieldNumber);
    for (let row = 0; row < this.size; row++) {
      if (!this.isGone(row)) index.add(read(row), row);
    }
    this.#indexes[fieldNumber] = index;
    return index;
  }

  #readerOf(field: FieldSchema, number: number): Reader {
    const calculation = this.#calculations[field.name];
    if (calculation !== undefined) return (row) => calculation((name) => this.#read(name, row));
    if (field.name === 'Id') return (row) => this.idOf(row);
    if (field.name === 'IsDeleted') return (row) => !this.isLive(row);
    if (field.autoNumber) return (row) => String(row + FIRST_AUTO_NUMBER).padStart(8, '0');
    const column = this.#columns[this.#storedAs(field.name) ?? number] ?? new Column(field.defaultValue);
    return (row) => column.get(row);
  }

  /** Nothing but a write ever touches a record here, so that both stamps are one. */
  #storedAs(fieldName: string): number | undefined {
    return fieldName === 'SystemModstamp' ? this.fieldNumber('LastModifiedDate') : undefined;
  }

  #read(name: string, row: number): FieldValue {
    const number = this.fieldNumber(name);
    return number === undefined ? null : this.reader(number)(row);
  }
}
