/** The file that a load comes from. */
import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { type KnownJob } from '../../dialects/dialect';
import { InputException } from '../../errors';
import { type FileSource } from '../../journal/entries';
import { type BatchInfo } from '../../records/types';
import { hashFile } from './batch-input';
import { FileReader } from './file-reader';
import { markFile, type FileMark } from './marked-file';
import { csvPayloads, loadPlan } from './payloads';
import { type Upload } from './send-batches';
import { upload } from './upload';
import { type UploadOptions } from './upload-options';
import { type Work } from '../work';

/** Sends a CSV file of any size. */
export async function uploadFile(
  work: Work,
  job: KnownJob,
  { path, options }: { path: string; options: UploadOptions },
): Promise<BatchInfo[]> {
  const file = await requireFile(path);
  const fileSource = await journaledFile(work, file);
  return upload(work, job, { ...readingOf(work, job, file), fileSource, options });
}

/** How the file is read, and cut into batches. */
export function readingOf(work: Work, job: KnownJob, file: FileMark): Required<Pick<Upload, 'cut' | 'reader'>> {
  const reader = new FileReader(file);
  const plan = loadPlan(work, job, basename(file.path));
  work.state.addFile(file.path);
  return { reader, cut: (records) => csvPayloads(reader, { ...plan, records }) };
}

/** @throws {InputException} for what cannot be read, or is no file */
async function requireFile(path: string): Promise<FileMark> {
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
async function journaledFile({ settings }: Work, file: FileMark): Promise<FileSource | undefined> {
  if (settings.journal === undefined) return undefined;
  return { path: file.path, size: file.size, sha256: await hashFile(file) };
}
