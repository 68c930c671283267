import { parseCsv } from '../codecs/csv';
import { UnexpectedReplyException } from '../errors';
import { NO_RECORDS_LINE, RESULT_COLUMNS } from '../wire/v1';
import { resultBlocks } from './record-blocks';
import { parseErrors } from './record-errors';
import { type RawRow, type ResultRow } from './types';

/** Reads the CSV results of a load, in blocks. */
export async function* readResultRows(source: AsyncIterable<Uint8Array>): AsyncGenerator<ResultRow[]> {
  let isFirst = true;
  for await (const block of resultBlocks(source)) {
    const text = block.toString('utf8');
    const start = isFirst ? text.indexOf('\n') + 1 || text.length : 0;
    if (isFirst) checkColumns(parseCsv(text.slice(0, start))[0] ?? []);
    isFirst = false;
    yield ordinaryRows(text, start) ?? wholeRecords(parseCsv(text.slice(start)), RESULT_COLUMNS).map(toResultRow);
  }
}

/** A record of a result as the service writes it. */
const ORDINARY = /"(\w*)","(true|false)","(true|false)","([^"]*(?:""[^"]*)*)"\n/y;

/** Rows that are all written in the ordinary way, which makes up millions of them; undefined when one is not. */
function ordinaryRows(text: string, start: number): ResultRow[] | undefined {
  const rows: ResultRow[] = [];
  ORDINARY.lastIndex = start;
  for (let end = start; end < text.length; end = ORDINARY.lastIndex) {
    const found = ORDINARY.exec(text);
    if (found === null) return undefined;
    const [, id, success, created, error = ''] = found;
    rows.push(toResultRow([id ?? '', success ?? '', created ?? '', error.replaceAll('""', '"')]));
  }
  return rows;
}

/**
 * The records without blank lines, which look like a record of one empty field. A body that breaks off between two values
 * leaves a record that is short of some: it must not pass for a row.
 */
export function wholeRecords(records: string[][], columns: readonly string[]): string[][] {
  if (columns.length === 1) return records;
  const written = records.filter((record) => record.length > 1 || record[0] !== '');
  const odd = written.find((record) => record.length !== columns.length);
  if (odd === undefined) return written;
  throw new UnexpectedReplyException(
    `A row of the result has ${odd.length} values for its ${columns.length} columns: ${columns.join(',')}`,
    { advice: 'Ask for the result again; it is kept for 7 days.' },
  );
}

function checkColumns(columns: readonly string[]): void {
  if (RESULT_COLUMNS.every((name, at) => columns[at] === name)) return;
  throw new UnexpectedReplyException(
    `The result begins with "${columns.join(',')}" instead of ${RESULT_COLUMNS.join(',')}`,
    {
      advice: 'Something between you and the org changed the answer, or this is not the result of a load.',
    },
  );
}

function toResultRow([id = '', success, created, error = '']: readonly string[]): ResultRow {
  return {
    id: id === '' ? null : id,
    success: success === 'true',
    created: created === 'true',
    errors: error === '' ? [] : parseErrors(error),
  };
}

/** Reads the rows of one result set, in blocks. A result set without rows is one sentence instead of a header. */
export async function* readQueryRows(source: AsyncIterable<Uint8Array>, delimiter = ','): AsyncGenerator<RawRow[]> {
  let columns: readonly string[] | undefined;
  for await (const block of resultBlocks(source, delimiter)) {
    const records = parseCsv(withoutNuls(block.toString('utf8')), delimiter);
    if (columns === undefined) {
      columns = records.shift() ?? [];
      if (columns.length === 1 && columns[0] === NO_RECORDS_LINE) return;
    }
    yield toRows(columns, wholeRecords(records, columns));
  }
}

function toRows(columns: readonly string[], records: readonly (readonly string[])[]): RawRow[] {
  return records.map((record) => {
    const row: RawRow = {};
    for (let at = 0; at < columns.length; at++) row[columns[at] ?? ''] = record[at] ?? '';
    return row;
  });
}

/** Records hold them, and what takes rows mostly does not. */
function withoutNuls(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '') : text;
}
