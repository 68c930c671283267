/** The errors that CSV on its way up can give: each names the row, and says what to do. */
import { isUtf8 } from 'node:buffer';
import { parseCsv } from '../codecs/csv';
import { InputException } from '../errors';
import { CHARACTERS_PER_CSV_HEADER, CHARACTERS_PER_RECORD, FIELDS_PER_RECORD } from '../wire/limits';
import { rowCheck, type Checks } from './checks';
import { CsvScanner, type CsvFault, type CsvSyntaxError } from './csv-scanner';

export interface CsvSource {
  /** What messages call the data: `contacts.csv`, `the data`. */
  name: string;
  delimiter: string;
}

const REASONS: Record<CsvFault, [reason: (error: CsvSyntaxError) => string, advice: string]> = {
  'stray quote': [
    () => 'has a quote inside a value that is not quoted',
    'Put the whole value in quotes, and double the quote in it.',
  ],
  'text after quote': [() => 'has text after a closing quote', 'Double each quote that belongs to the value.'],
  'open quote': [() => 'has a quote that is never closed', 'Close the quote, or double it if it belongs to the value.'],
  'field count': [
    ({ fields, fieldsOfFirst }) => `has ${fields} field${fields === 1 ? '' : 's'}, the header has ${fieldsOfFirst}`,
    'Quote values that hold the delimiter or a line break.',
  ],
};

/** Record 0 is the header, so a record's number is its row's. */
export function malformed(source: CsvSource, error: CsvSyntaxError): InputException {
  const { fault, record } = error;
  const [reason, advice] = REASONS[fault];
  const where = record === 0 ? 'The header' : `Row ${record}`;
  return new InputException(`${where} of ${source.name} ${reason(error)}`, { row: record, advice });
}

export function noRows(source: CsvSource, reason: string): InputException {
  return new InputException(`There is nothing to load in ${source.name}: ${reason}`, {
    advice: 'Give a header line and at least one row; the service refuses empty batches.',
  });
}

export function recordTooLong(source: CsvSource, record: number): InputException {
  return new InputException(
    `Row ${record} of ${source.name} is longer than the ${CHARACTERS_PER_RECORD} characters that a record may have`,
    { row: record, advice: 'Look for a quote that is never closed, at that row or before it.' },
  );
}

/** Looks at the fields of a record that is long enough to hold one that is too long. */
export function checkLongRecord(
  source: CsvSource,
  { record, row, checks }: { record: string; row: number; checks: Checks },
): void {
  const fields = parseCsv(record, source.delimiter)[0] ?? [];
  rowCheck(checks)(Object.fromEntries(fields.map((value, at) => [`column ${at + 1}`, value])), row);
}

/** Looks at the one line that every batch repeats. */
export function checkHeader(source: CsvSource, header: Buffer): void {
  if (!isUtf8(header)) throw notUtf8(source, 'The header', 0);
  const text = header.toString('utf8');
  const columns = parseCsv(text, source.delimiter)[0] ?? [];
  // The service does not look at the case.
  const names = columns.map((column) => column.toLowerCase());
  const twice = columns.find((_, at) => names.indexOf(names[at] ?? '') !== at);
  if (columns.includes('')) throw badHeader(source, 'has a column without a name');
  if (twice !== undefined) throw badHeader(source, `names the column "${twice}" twice`);
  if (columns.length > FIELDS_PER_RECORD) throw badHeader(source, `has more than ${FIELDS_PER_RECORD} columns`);
  if (text.length > CHARACTERS_PER_CSV_HEADER) {
    throw badHeader(source, `is longer than ${CHARACTERS_PER_CSV_HEADER} characters`);
  }
}

function badHeader(source: CsvSource, reason: string): InputException {
  return new InputException(`The header of ${source.name} ${reason}`, {
    row: 0,
    advice: 'The first line must name each column once, by its API name.',
  });
}

/** Finds the row at which a batch stops being UTF-8. */
export function badEncoding(source: CsvSource, batch: { body: Buffer; firstRow: number }): InputException {
  const scanner = new CsvScanner({ delimiter: source.delimiter });
  const { ends } = scanner.scan(batch.body);
  let start = 0;
  let record = 0;
  while (record < ends.length && isUtf8(batch.body.subarray(start, ends[record]))) start = ends[record++] ?? start;
  const row = batch.firstRow + record - 1;
  return notUtf8(source, `Row ${row}`, row);
}

function notUtf8(source: CsvSource, where: string, row: number): InputException {
  return new InputException(`${where} of ${source.name} holds bytes that are not UTF-8`, {
    row,
    advice: 'Save the file as UTF-8 (in a spreadsheet: "CSV UTF-8") and load it again.',
  });
}
