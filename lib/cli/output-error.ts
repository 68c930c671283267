import { setImmediate } from 'node:timers/promises';
import { BulkException } from '../index';
import { isInterruption } from './failure';

/** What the org has given cannot be kept here: the disk is full, for instance. */
export class OutputError extends Error {}

/** For a promise that reads from the org and writes: names the file where it is the writing that fails. */
export function naming(path: string): (error: unknown) => Promise<never> {
  return async (error) => {
    if (!(error instanceof Error) || error instanceof BulkException || isInterruption(error)) throw error;
    // The process ends a turn later when the reader of a pipe has left: then nobody wants to hear of it.
    await setImmediate();
    const name = path === '-' ? 'stdout' : `"${path}"`;
    throw new OutputError(`${name} cannot be written: ${error.message}`, { cause: error });
  };
}
