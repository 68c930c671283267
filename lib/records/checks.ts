import { InputException } from '../errors';
import { CHARACTERS_PER_FIELD, CHARACTERS_PER_RECORD, FIELDS_PER_RECORD } from '../wire/limits';
import { ColumnNames, refuseTwoSpellings } from './column-names';
import { type FlatRow } from './types';

/** What is looked at before a row is sent. Each can be switched off by its name. */
export const CHECKS = {
  /** A record has at most 5,000 fields. */
  fieldCount: true,
  /** A field has at most 131,072 characters. */
  fieldLength: true,
  /** A record has at most 400,000 characters. */
  recordLength: true,
  /** A zipped batch keeps the limits of size, entries and names. */
  zip: true,
} as const;

export type CheckName = keyof typeof CHECKS;

/** The checks that are on. */
export type Checks = Readonly<Record<CheckName, boolean>>;

/**
 * A check of rows, one after the other, by their columns and the limits of the service; the error names row and field.
 *
 * @param options whether the rows share one header
 */
export function rowCheck(
  checks: Checks,
  options: { readonly isTable: boolean } = { isTable: false },
): (row: FlatRow, number: number) => void {
  const columns = new ColumnNames(options);
  return (row, number) => {
    let fields = 0;
    let characters = 0;
    for (const field in row) {
      // Most rows have the columns of those before them, in the same order.
      if (field !== columns.met[fields]) columns.meet({ row: number, field });
      const value = row[field];
      const length = typeof value === 'string' ? value.length : 0;
      fields++;
      characters += length;
      if (checks.fieldLength && length > CHARACTERS_PER_FIELD) throw fieldTooLong({ row: number, field }, length);
    }
    if (columns.isAmbiguous) refuseTwoSpellings(row, number);
    if (checks.fieldCount && fields > FIELDS_PER_RECORD) throw tooManyFields(number, fields);
    if (checks.recordLength && characters > CHARACTERS_PER_RECORD) throw recordTooLong(number, characters);
  };
}

function fieldTooLong({ row, field }: { row: number; field: string }, length: number): InputException {
  return new InputException(
    `Row ${row}, field "${field}": ${length} characters are more than the ${CHARACTERS_PER_FIELD} that a field may have`,
    { row, field, advice: 'Shorten the value, or load it as an attachment.' },
  );
}

function tooManyFields(row: number, fields: number): InputException {
  return new InputException(
    `Row ${row} has ${fields} fields, more than the ${FIELDS_PER_RECORD} that a record may have`,
    {
      row,
      advice: 'Load the fields in two jobs.',
    },
  );
}

function recordTooLong(row: number, characters: number): InputException {
  return new InputException(
    `Row ${row} has ${characters} characters, more than the ${CHARACTERS_PER_RECORD} that a record may have`,
    { row, advice: 'Shorten its longest fields, or load them as attachments.' },
  );
}
