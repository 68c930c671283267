import { errorText, type Bulk } from '../index';
import { CsvFile } from './csv-file';
import { type CsvRow } from './mapping';

/** Where the rows are to be written, beside what became of them. */
export interface OutcomeFiles {
  readonly success?: string;
  readonly errors?: string;
}

/** Writes the rows with their own columns, those that succeeded and those that did not. One pass over the results. */
export async function writeOutcomes(
  bulk: Bulk,
  { success, errors }: OutcomeFiles,
  originals: AsyncIterable<CsvRow> | undefined,
): Promise<void> {
  const good = success === undefined ? undefined : await CsvFile.create(success);
  const bad = errors === undefined ? undefined : await CsvFile.create(errors);
  const rows = originals?.[Symbol.asyncIterator]();
  let columns: string[] = [];
  for await (const outcome of bulk.jobOutcomes()) {
    const row = rows === undefined ? (outcome.input ?? outcome.record ?? {}) : ((await rows.next()).value as CsvRow);
    if (columns.length === 0) columns = Object.keys(row);
    if (outcome.success) await good?.add({ ...row, sf__Id: outcome.id, sf__Created: outcome.created });
    else await bad?.add({ ...row, sf__Error: errorText(outcome.errors) });
  }
  await good?.close([...columns, 'sf__Id', 'sf__Created']);
  await bad?.close([...columns, 'sf__Error']);
}
