import { writeCsv } from '../../codecs/csv-writer';
import { InputException } from '../../errors';
import { ofType, refuseUnknown } from '../../options/checks';
import { CHARACTERS_PER_SPEC } from '../../wire/limits';

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

const KNOWN: Record<keyof FieldMapping, true> = { salesforceField: true, csvHeader: true, value: true, hint: true };

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
  const given: unknown = mappings;
  if (!Array.isArray(given)) throw noSpec();
  mappings.forEach(checkMapping);
  const rows = mappings.map(({ salesforceField, csvHeader, value, hint }) => [
    salesforceField,
    csvHeader ?? '',
    value ?? '',
    hint ?? '',
  ]);
  return writeCsv({ columns: COLUMNS, rows }).toString('utf8');
}

function checkMapping(mapping: FieldMapping, at: number): void {
  refuseUnknown(mapping, { kind: 'part of a mapping', known: KNOWN });
  for (const name of Object.keys(KNOWN) as (keyof FieldMapping)[]) ofType(name, mapping[name], 'string');
  // Who writes JavaScript may leave it out.
  if (((mapping as Partial<FieldMapping>).salesforceField ?? '').trim() === '') {
    throw new InputException(`Mapping ${at + 1} of the spec needs "salesforceField"`, {
      field: 'salesforceField',
      advice: EXAMPLE,
    });
  }
}

const EXAMPLE = "Write it like jobMap([{ salesforceField: 'LastName', csvHeader: 'Surname' }]).";

function noSpec(): InputException {
  return new InputException('jobMap() needs the spec: its text, or an array of mappings', {
    field: 'spec',
    advice: EXAMPLE,
  });
}
