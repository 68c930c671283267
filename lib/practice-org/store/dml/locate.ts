import { entityIsDeleted, malformedId, missingArgument, noSuchRecord } from '../record-errors';
import { canonicalId } from '../record-ids';
import { type Table } from '../table';
import { type InputValue, type RecordError } from '../types';
import { isGiven } from './batch';

/** The live row that an id column names, or why there is none. */
export function locate(table: Table, given: InputValue, call: string): number | RecordError {
  if (!isGiven(given) || given === null) return missingArgument(`Id not specified in ${call}`);
  const id = canonicalId(String(given));
  if (id === undefined || !table.hasIdFormOf(id)) return malformedId(table.field(0), given);
  const row = table.rowOf(id);
  if (row === undefined) return noSuchRecord();
  return table.isLive(row) ? row : entityIsDeleted();
}
