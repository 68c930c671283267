import { writeCsv } from '../codecs/csv-writer';
import { InputException } from '../errors';
import { CHARACTERS_PER_SPEC } from '../wire/limits';

/** One line of a transformation spec: which column of the CSV goes into which field. */
export interface FieldMapping {
  /** The target: the API name of a field. */
  salesforceField: string;
  /** The column of the CSV; leave it out to fill the field with `value`. */
  csvHeader?: string;
  /** What is taken where the CSV has nothing; `#N/A` clears the field. */
  value?: string;
  /** For dates a pattern such as `dd MM yy`; for booleans a regular expression that means true. */
  hint?: string;
}

const COLUMNS = ['Salesforce Field', 'Csv Header', 'Value', 'Hint'];

/** The spec as the service reads it. */
export function specText(spec: string | readonly FieldMapping[]): string {
  const text = typeof spec === 'string' ? spec : mappingText(spec);
  if (text.trim() !== '' && text.length < CHARACTERS_PER_SPEC) return text;
  throw new InputException(
    `The spec has ${text.length} characters; it must have some, and fewer than ${CHARACTERS_PER_SPEC}`,
    {
      field: 'spec',
      advice: 'Map fewer fields; columns that have the names of fields need no mapping.',
    },
  );
}

function mappingText(mappings: readonly FieldMapping[]): string {
  const rows = mappings.map(({ salesforceField, csvHeader, value, hint }) => [
    salesforceField,
    csvHeader ?? '',
    value ?? '',
    hint ?? '',
  ]);
  return writeCsv({ columns: COLUMNS, rows }).toString('utf8');
}
