/** The file that a load comes from. */
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { InputException } from '../errors';
import { type FileSource } from '../journal/entries';
import { hashFile, markFile, type FileMark } from './batch-input';
import { type Work } from './work';

/** @throws {InputException} for what cannot be read, or is no file */
export async function requireFile(path: string): Promise<FileMark> {
  try {
    if ((await stat(path)).isFile()) return await markFile(resolve(path));
  } catch (cause) {
    throw new InputException(`The file "${path}" cannot be read: ${(cause as Error).message}`, {
      advice: 'Check the path; it is taken from the folder in which the program runs.',
      cause,
    });
  }
  throw new InputException(`"${path}" is not a file`, { advice: 'Give the path of a CSV file.' });
}

/** What a journal needs to know of a file, to tell later whether it is still the same. */
export async function journaledFile({ settings }: Work, { path, size }: FileMark): Promise<FileSource | undefined> {
  if (settings.journal === undefined) return undefined;
  return { path: resolve(path), size, sha256: await hashFile(path) };
}
