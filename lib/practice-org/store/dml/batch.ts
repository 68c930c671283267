import { type Table } from '../table';
import { type Tables } from '../tables';
import { type DmlRequest, type InputColumn, type InputValue, type RecordResult } from '../types';

/** A batch on its way into a table. */
export interface Batch {
  readonly tables: Tables;
  readonly table: Table;
  readonly request: DmlRequest;
  readonly columns: readonly InputColumn[];
  /** The one moment that all of its records are stamped with, in milliseconds since 1970. */
  readonly now: number;
}

export type InputRow = readonly InputValue[];

/** Does one chunk: the records that the service takes as one transaction. */
export type ChunkAction = (chunk: readonly InputRow[]) => RecordResult[];

/** CSV can't tell an empty text from none, and the service takes both as "leave it alone". */
export function isGiven(value: InputValue): value is Exclude<InputValue, undefined> {
  return value !== undefined && value !== '';
}

/** The position of a column that stands for the object's own field. */
export function columnOf(batch: Batch, fieldName: string): number {
  const wanted = fieldName.toLowerCase();
  return batch.columns.findIndex(({ name, parent }) => parent === undefined && name.toLowerCase() === wanted);
}
