/** CSV as the service reads and writes it: comma only, nothing trimmed, a blank beside a quote is a mistake. */
import { CsvError, type Options, Parser } from 'csv-parse';
import { CHARACTERS_PER_CSV_HEADER, CHARACTERS_PER_RECORD, FIELDS_PER_RECORD } from '../../wire/limits';
import { NO_RECORDS_LINE, NULL_VALUE, RESULT_COLUMNS } from '../../wire/v1';
import { CLASSIC_CSV, type CsvLayout } from '../csv-layout';
import { BatchFailure, type InputColumn, type InputTable, type InputValue } from '../store/types';
import { type QueryAnswer, type RecordResult } from '../store/types';
import { inTurns } from '../turn';
import { fieldText } from './field-text';
import { csvLine } from './text';

const PIECE_BYTES = 65_536;

export const csvOptions = ({ delimiter, recordEnds }: CsvLayout): Options => ({
  delimiter,
  record_delimiter: [...recordEnds],
  relax_column_count: true,
  skip_empty_lines: true,
});

export const UNESCAPED_QUOTE =
  'Failed to parse CSV. Found unescaped quote. A value with quote should be within a quote';

/** The lines of a CSV, the header among them. Throws `BatchFailure` for what is no CSV. */
export const readCsvLines = async (body: Buffer, layout = CLASSIC_CSV): Promise<string[][]> => {
  const lines: string[][] = [];
  const parser = new Parser(csvOptions(layout));
  parser.on('data', (line: string[]) => lines.push(line));
  const ended = new Promise<void>((resolve, reject) => parser.on('end', resolve).on('error', reject));
  // The failure is taken at the end: a handler has to stand ready while pieces are still written.
  ended.catch(() => undefined);
  await inTurns(pieces(body), (piece) => parser.write(piece));
  parser.end();
  await ended.catch((error: unknown) => {
    throw error instanceof CsvError ? new BatchFailure('InvalidBatch', UNESCAPED_QUOTE) : error;
  });
  return lines;
};

function* pieces(body: Buffer): Iterable<Buffer> {
  for (let from = 0; from < body.length; from += PIECE_BYTES) yield body.subarray(from, from + PIECE_BYTES);
}

export const csvTable = (lines: readonly (readonly string[])[]): InputTable => {
  const [header = [], ...rows] = lines;
  if (header.join(',').length > CHARACTERS_PER_CSV_HEADER) {
    throw new BatchFailure('InvalidBatch', `Exceeded max size of header: ${CHARACTERS_PER_CSV_HEADER}`);
  }
  if (header.length > FIELDS_PER_RECORD) {
    throw new BatchFailure('InvalidBatch', `Exceeded number of fields: ${FIELDS_PER_RECORD}`);
  }
  return { columns: header.map(csvColumn), rows: rows.map((row, index) => csvRow(row, header.length, index + 1)) };
};

/** `Lead:Who.Email`, `Account.Legacy_Key__c`, `LastName` */
export const csvColumn = (header: string): InputColumn => {
  const [, parentType, name, field] = /^(?:([^:.]+):)?([^:.]+)\.([^.]+)$/.exec(header) ?? [];
  return name === undefined || field === undefined ? { name: header } : { name, parent: { parentType, field } };
};

const csvRow = (row: readonly string[], width: number, number: number): InputValue[] => {
  if (row.length > width) {
    throw new BatchFailure('InvalidBatch', `Failed to parse CSV. Row ${number} has more values than the header`);
  }
  if (row.reduce((sum, { length }) => sum + length, 0) > CHARACTERS_PER_RECORD) {
    throw new BatchFailure('InvalidBatch', `Exceeded max size of record: ${CHARACTERS_PER_RECORD}`);
  }
  return row.map(csvValue);
};

/** Nothing between two commas leaves the field alone. */
const csvValue = (text: string): InputValue => {
  if (text === '') return undefined;
  return text === NULL_VALUE ? null : text;
};

export function* csvResults(results: readonly RecordResult[]): Iterable<string> {
  yield csvLine(RESULT_COLUMNS);
  for (const { id, success, created, errors } of results) {
    yield csvLine([id ?? '', String(success), String(created), errors.map(csvError).join('')]);
  }
}

export const csvError = ({ statusCode, message, fields }: RecordResult['errors'][number]): string =>
  `${statusCode}:${message}:${fields.join(' ')}${fields.length === 0 ? '--' : ' --'}`;

interface Range {
  readonly from: number;
  readonly to: number;
}

/** Every file of a result begins with the header; nothing found is one line and not even a line break. */
export function* csvRecords(answer: QueryAnswer, { from, to }: Range): Iterable<string> {
  if (answer.rows.length === 0) {
    yield NO_RECORDS_LINE;
    return;
  }
  yield csvLine(answer.columns.map(({ path }) => path.join('.')));
  for (const row of answer.rows.slice(from, to)) {
    yield csvLine(answer.columns.map(({ field }, index) => fieldText(field, row[index] ?? null)));
  }
}
