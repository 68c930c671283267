import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { InputException } from '../errors';
import { COLUMN_DELIMITERS } from '../wire/v2';
import { FailedRows } from './failed-rows';
import { outcomeBlocks } from './outcomes';
import { type Work } from './work';
import { writeFile } from './write-text';

/** Writes the rows that failed, as they were given, and why. Answers with how many they are. */
export async function writeFailures(work: Work, path: string, signal: AbortSignal | undefined): Promise<number> {
  requirePath(path);
  await refuseSource(work, path);
  // Between the columns stands what the same job would expect there.
  const failed = new FailedRows(COLUMN_DELIMITERS[work.state.known('jobFailures').info.columnDelimiter]);
  for await (const block of outcomeBlocks(work, 'jobFailures')) {
    for (const outcome of block) if (!outcome.success) failed.add(outcome);
  }
  await writeFile(path, () => failed.csv(), signal);
  return failed.count;
}

/** Who writes JavaScript may leave it out. */
function requirePath(path: unknown): void {
  if (typeof path === 'string') return;
  throw new InputException('jobFailures() needs the path of the file that is to be written', {
    field: 'path',
    advice: "For example: await bulk.jobFailures('failed.csv').",
  });
}

/** The rows that did not fail would be gone with it, by whatever name it is called. */
async function refuseSource({ state }: Work, path: string): Promise<void> {
  const names = [...state.loadedFiles];
  const written = await idOf(path);
  const loaded = written === undefined ? [] : await Promise.all(names.map(idOf));
  if (!names.includes(resolve(path)) && !loaded.includes(written)) return;
  throw new InputException(`"${path}" is the file that was loaded, and would be written over`, {
    advice: 'Give the file of the failures another name.',
  });
}

/** What a file has but once, wherever links to it lie; undefined where there is none. */
async function idOf(path: string): Promise<string | undefined> {
  const found = await stat(path, { bigint: true }).catch(() => undefined);
  return found === undefined ? undefined : `${found.dev}:${found.ino}`;
}
