import { appendFile, readFile, truncate } from 'node:fs/promises';
import { resolve } from 'node:path';
import { JournalException } from '../errors';
import { readEntries, writeEntry, type JournalEntry } from './entries';
import { replay } from './replay';

/** Where it is written down what is about to be done, before it is done. */
export interface Journal {
  /** Resolves when the entry is on the disk. */
  write(entry: JournalEntry): Promise<void>;
}

/** For who wants none. */
export const noJournal: Journal = { write: () => Promise.resolve() };

/** A journal in a file, opened with its first entry. Entries are written one after the other, each flushed. */
export class JournalFile implements Journal {
  readonly #path: string;
  #isGoingOn: boolean;
  #isReady = false;
  #last: Promise<unknown> = Promise.resolve();
  /** After a write that has failed there is none: of a journal with a gap, what follows would be misread. */
  #fault: Error | undefined;

  /** @param isResumed whether the journal may hold a job that has not ended: the one that goes on */
  constructor(path: string, { isResumed }: { isResumed: boolean }) {
    this.#path = resolve(path);
    this.#isGoingOn = isResumed;
  }

  write(entry: JournalEntry): Promise<void> {
    const written = this.#last.then(() => this.#append(writeEntry(entry)));
    this.#last = written.catch(() => undefined);
    return written;
  }

  async #append(line: string): Promise<void> {
    const isFirst = !this.#isGoingOn;
    if (this.#fault !== undefined) throw this.#unwritable(this.#fault, { isFirst });
    try {
      if (!this.#isReady) await this.#prepare();
      this.#isReady = true;
      await appendFile(this.#path, line, { encoding: 'utf8', flush: true });
      this.#isGoingOn = true;
    } catch (error) {
      if (error instanceof JournalException) throw error;
      this.#fault = error as Error;
      throw this.#unwritable(this.#fault, { isFirst });
    }
  }

  #unwritable(cause: Error, { isFirst }: { isFirst: boolean }): JournalException {
    return new JournalException(`The journal "${this.#path}" cannot be written: ${cause.message}`, {
      advice: isFirst
        ? 'Nothing was sent: mend the disk, or make a Bulk with another path.'
        : 'Without its journal nothing more is sent: mend the disk or the path, and resume.',
      cause,
    });
  }

  /** Refuses a journal that somebody may still need, and cuts off what a crash has torn. */
  async #prepare(): Promise<void> {
    const before = await readIfThere(this.#path);
    const entries = readEntries(before, this.#path);
    if (!this.#isGoingOn && replay(entries)?.isUnfinished === true) throw unfinished(this.#path);
    const whole = before.slice(0, before.lastIndexOf('\n') + 1);
    if (whole !== before) await truncate(this.#path, Buffer.byteLength(whole));
  }
}

async function readIfThere(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

/** @throws {JournalException} when there is no such file, or no job in it */
export async function readJournal(path: string): Promise<JournalEntry[]> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new JournalException(`The journal "${path}" cannot be read: ${(cause as Error).message}`, {
      advice: 'Give the path that was given as the option journal.',
      cause,
    });
  });
  return readEntries(text, path);
}

function unfinished(path: string): JournalException {
  return new JournalException(`The journal "${path}" holds a load that has not ended`, {
    advice: `Go on with it: Bulk.resume('${path}'); or give another path for a new one.`,
  });
}
