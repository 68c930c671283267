import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { writeCsv } from '../codecs/csv-writer';
import { InputException } from '../errors';
import { fieldText } from '../records/field-text';
import { flatten } from '../records/flat-rows';
import { errorText } from '../records/record-errors';
import { type FlatRow } from '../records/types';
import { NULL_VALUE } from '../wire/v1';
import { COLUMN_DELIMITERS } from '../wire/v2';
import { outcomeBlocks, type Outcome } from './outcomes';
import { type Work } from './work';

/** The column of the error; columns that begin with `sf__` are left out when such a file is loaded. */
const ERROR_COLUMN = 'sf__Error';

/** Writes the rows that failed, as they were given, and why. Answers with how many they are. */
export async function writeFailures(work: Work, path: string): Promise<number> {
  refuseSource(work, path);
  const failed: { row: FlatRow; error: string }[] = [];
  const columns = new Set<string>();
  for await (const block of outcomeBlocks(work, 'jobFailures')) {
    for (const outcome of block.filter(({ success }) => !success)) {
      const row = flatRow(outcome);
      for (const column in row) columns.add(column);
      failed.push({ row, error: errorText(outcome.errors) });
    }
  }
  const names = [...columns];
  const rows = failed.map(({ row, error }, at) => [...names.map((field) => cell(row, at + 1, field)), error]);
  // Between the columns stands what the same job would expect there.
  const delimiter = COLUMN_DELIMITERS[work.state.known('jobFailures').info.columnDelimiter];
  await writeFile(path, writeCsv({ columns: [...names, ERROR_COLUMN], rows }, { delimiter }));
  return failed.length;
}

/** The rows that did not fail would be gone with it. */
function refuseSource({ state }: Work, path: string): void {
  if (!state.batches.some(({ input }) => input?.path === resolve(path))) return;
  throw new InputException(`"${path}" is the file that was loaded, and would be written over`, {
    advice: 'Give the file of the failures another name.',
  });
}

function flatRow({ input, row }: Outcome): FlatRow {
  return input === null ? {} : flatten(input, row);
}

function cell(row: FlatRow, number: number, field: string): string {
  const text = fieldText(row[field], { row: number, field });
  return text === null ? NULL_VALUE : (text ?? '');
}
