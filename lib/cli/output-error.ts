import { BulkException } from '../index';
import { isInterruption } from './failure';

/** What the org has given cannot be kept here: the disk is full, for instance. */
export class OutputError extends Error {}

/** For a promise that reads from the org and writes: names the file where it is the writing that fails. */
export function naming(path: string): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof Error) || error instanceof BulkException || isInterruption(error)) throw error;
    const name = path === '-' ? 'stdout' : `"${path}"`;
    throw new OutputError(`${name} cannot be written: ${error.message}`, { cause: error });
  };
}
