import { isRecordError } from '../conversions';
import { duplicateValue, failed, idInInsert, notWritable, requiredFieldsMissing, succeeded } from '../record-errors';
import { type Table } from '../table';
import { type FieldSchema, type FieldValue, type RecordError, type RecordResult } from '../types';
import { type Batch, type InputRow, isGiven } from './batch';
import { type Binding } from './bindings';

export interface RowWriterOptions {
  readonly batch: Batch;
  readonly bindings: readonly Binding[];
  readonly mode: 'insert' | 'update';
  /** The column that only says which record is meant. */
  readonly keyColumn?: number;
}

interface Stamp {
  readonly fieldNumber: number;
  readonly value: FieldValue;
}

/** Checks rows of a batch in the service's order, and writes those that pass. One writer serves all rows of a batch. */
export class RowWriter {
  readonly #table: Table;
  readonly #bindings: readonly Binding[];
  readonly #mode: RowWriterOptions['mode'];
  readonly #keyColumn: number;
  readonly #stamps: readonly Stamp[];
  readonly #required: readonly { readonly name: string; readonly columns: readonly number[] }[];
  readonly #uniqueColumns: readonly number[];
  /** The row at hand by column; a new array for each of a million rows would be garbage. */
  readonly #values: (FieldValue | undefined)[] = [];

  constructor({ batch, bindings, mode, keyColumn = -1 }: RowWriterOptions) {
    this.#table = batch.table;
    this.#bindings = bindings;
    this.#mode = mode;
    this.#keyColumn = keyColumn;
    this.#stamps = stampsOf(batch, mode);
    this.#required = mode === 'insert' ? this.#requiredFields() : [];
    this.#uniqueColumns = columnsWhere(bindings, ({ field }) => field.unique);
  }

  insert(row: InputRow): RecordResult {
    const errors = this.#take(row) ?? this.#missing() ?? this.#duplicates(-1);
    if (errors !== undefined) return failed(errors);
    const at = this.#table.append();
    this.#write(at);
    return succeeded(this.#table.idOf(at), true);
  }

  update(at: number, row: InputRow): RecordResult {
    const errors = this.#take(row) ?? this.#missing() ?? this.#duplicates(at);
    if (errors !== undefined) return failed(errors);
    this.#write(at);
    return succeeded(this.#table.idOf(at), false);
  }

  /** Converts the row's values; the errors, if there are any. */
  #take(row: InputRow): RecordError[] | undefined {
    const errors: RecordError[] = [];
    const refused: string[] = [];
    this.#bindings.forEach((binding, column) => {
      const given = column === this.#keyColumn ? undefined : row[column];
      this.#values[column] = undefined;
      if (!isGiven(given)) return;
      if (!this.#isWritable(binding.field)) refused.push(binding.field.name);
      else this.#takeValue(column, given === null ? null : binding.resolve(given), errors);
    });
    if (refused.length > 0) return [this.#refusal(refused)];
    return errors.length > 0 ? errors : undefined;
  }

  #takeValue(column: number, value: FieldValue | RecordError, errors: RecordError[]): void {
    if (isRecordError(value)) errors.push(value);
    else this.#values[column] = value;
  }

  #isWritable(field: FieldSchema): boolean {
    return this.#mode === 'insert' ? field.createable : field.updateable;
  }

  #refusal(names: readonly string[]): RecordError {
    return this.#mode === 'insert' && names.includes('Id') ? idInInsert() : notWritable(names);
  }

  #missing(): RecordError[] | undefined {
    const unset = this.#required.filter(({ columns }) =>
      columns.every((column) => (this.#values[column] ?? null) === null),
    );
    const missing = this.#mode === 'insert' ? unset.map(({ name }) => name) : this.#cleared();
    return missing.length > 0 ? [requiredFieldsMissing(missing)] : undefined;
  }

  /** Required fields that an update would empty. */
  #cleared(): string[] {
    return this.#bindings
      .filter(({ field }, column) => !field.nillable && this.#values[column] === null)
      .map(({ field }) => field.name);
  }

  #duplicates(self: number): RecordError[] | undefined {
    const errors: RecordError[] = [];
    for (const column of this.#uniqueColumns) {
      const { field, fieldNumber } = this.#bindings[column] ?? {};
      const value = this.#values[column] ?? null;
      if (field === undefined || fieldNumber === undefined || value === null) continue;
      const holder = this.#holderOf(fieldNumber, value, self);
      if (holder !== undefined) errors.push(duplicateValue(field, this.#table.idOf(holder)));
    }
    return errors.length > 0 ? errors : undefined;
  }

  #holderOf(fieldNumber: number, value: FieldValue, self: number): number | undefined {
    for (const row of this.#table.find(fieldNumber, value)) {
      if (row !== self && this.#table.isLive(row)) return row;
    }
    return undefined;
  }

  #write(at: number): void {
    for (const { fieldNumber, value } of this.#stamps) this.#table.write(at, fieldNumber, value);
    this.#bindings.forEach(({ field, fieldNumber }, column) => {
      const value = this.#values[column];
      // A field that can't be empty keeps its default when an insert clears it.
      if (value === undefined || (value === null && !field.nillable)) return;
      this.#table.write(at, fieldNumber, value);
    });
  }

  #requiredFields() {
    return this.#table.schema.fields
      .filter((field) => !field.nillable && !field.defaultedOnCreate && field.createable)
      .map(({ name }) => ({ name, columns: columnsWhere(this.#bindings, ({ field }) => field.name === name) }));
  }
}

function columnsWhere(bindings: readonly Binding[], isWanted: (binding: Binding) => boolean): number[] {
  return bindings.flatMap((binding, column) => (isWanted(binding) ? [column] : []));
}

function stampsOf({ table, request, now }: Batch, mode: RowWriterOptions['mode']): Stamp[] {
  const stamps: Readonly<Record<string, FieldValue>> = {
    ...(mode === 'insert' && { OwnerId: request.userId, CreatedDate: now, CreatedById: request.userId }),
    LastModifiedDate: now,
    LastModifiedById: request.userId,
  };
  return Object.entries(stamps).flatMap(([name, value]) => {
    const fieldNumber = table.fieldNumber(name);
    return fieldNumber === undefined ? [] : [{ fieldNumber, value }];
  });
}
