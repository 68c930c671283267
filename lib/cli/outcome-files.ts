import { type Writable } from 'node:stream';
import { errorText, type Bulk, type Outcome, type WatchOptions } from '../index';
import { CsvFile } from './csv-file';
import { type CsvRow } from './mapping';

/** Where the rows are to be written, beside what became of them; `-` is stdout. */
export interface OutcomeFiles {
  readonly success?: string;
  readonly errors?: string;
}

interface Writing {
  readonly files: OutcomeFiles;
  readonly stdout: Writable;
  readonly originals: AsyncIterable<CsvRow> | undefined;
  readonly watching: WatchOptions;
}

/** Writes the rows with their own columns, those that succeeded and those that did not. One pass over the results. */
export async function writeOutcomes(
  bulk: Bulk,
  { files: { success, errors }, stdout, originals, watching }: Writing,
): Promise<void> {
  const good = success === undefined ? undefined : await CsvFile.create(success, stdout, ['sf__Id', 'sf__Created']);
  const bad = errors === undefined ? undefined : await CsvFile.create(errors, stdout, ['sf__Error']);
  try {
    await divide(bulk.jobOutcomes(watching), { good, bad }, originals);
  } finally {
    await good?.close();
    await bad?.close();
  }
}

interface Files {
  readonly good: CsvFile | undefined;
  readonly bad: CsvFile | undefined;
}

async function divide(
  outcomes: AsyncIterable<Outcome>,
  { good, bad }: Files,
  originals: AsyncIterable<CsvRow> | undefined,
): Promise<void> {
  const rows = originals?.[Symbol.asyncIterator]();
  let columns: string[] = [];
  try {
    for await (const outcome of outcomes) {
      const row = rows === undefined ? (outcome.input ?? outcome.record ?? {}) : ((await rows.next()).value as CsvRow);
      if (columns.length === 0) columns = Object.keys(row);
      if (outcome.success) await good?.add({ ...row, sf__Id: outcome.id, sf__Created: outcome.created });
      else await bad?.add({ ...row, sf__Error: errorText(outcome.errors) });
    }
  } finally {
    await rows?.return?.();
  }
  await good?.finish(columns);
  await bad?.finish(columns);
}
