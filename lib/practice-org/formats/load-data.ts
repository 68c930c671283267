import { type InputTable, type RecordError } from '../store/types';

/** What was read of a batch: its records, and those among them (by their place) that go no further. */
export interface LoadData {
  readonly table: InputTable;
  readonly refused?: ReadonlyMap<number, RecordError>;
}
