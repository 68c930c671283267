import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { InputException } from '../../errors';
import { COLUMN_DELIMITERS } from '../../wire/v2';
import { FailedRows } from './failed-rows';
import { outcomeBlocks } from './outcomes';
import { type Work } from '../work';
import { needsTarget, writeFile } from './write-text';

/** Writes the rows that failed, as they were given, and why. Answers with how many they are. */
export async function writeFailures(work: Work, path: string, signal: AbortSignal | undefined): Promise<number> {
  if (typeof path !== 'string') throw needsTarget('jobFailures', { field: 'path', example: 'failed.csv' });
  await refuseSource(work, path);
  // Between the columns stands what the same job would expect there.
  const failed = new FailedRows(COLUMN_DELIMITERS[work.state.known('jobFailures').info.columnDelimiter]);
  for await (const block of outcomeBlocks(work, 'jobFailures')) {
    for (const outcome of block) if (!outcome.success) failed.add(outcome);
  }
  await writeFile(path, () => failed.csv(), signal);
  return failed.count;
}

/** The rows that did not fail would be gone with it, by whatever name it is called. */
async function refuseSource({ state }: Work, path: string): Promise<void> {
  const loaded = await Promise.all([...state.loadedFiles].map(idOf));
  if (!loaded.includes(await idOf(path))) return;
  throw new InputException(`"${path}" is the file that was loaded, and would be written over`, {
    advice: 'Give the file of the failures another name.',
  });
}

/** What tells a file from others: where it is there, by whatever links it is called. */
async function idOf(path: string): Promise<string> {
  const found = await stat(path, { bigint: true }).catch(() => undefined);
  return found === undefined ? resolve(path) : `${found.dev}:${found.ino}`;
}
