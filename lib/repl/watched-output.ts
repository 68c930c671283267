import { type Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';

/** What a process writes to, as far as it is watched. */
export interface WatchedProcess {
  readonly stdout: Writable;
  readonly stderr: Writable;
  readonly exit: () => void;
}

/** The output of a process, which may fail while nobody looks. */
export class WatchedOutput {
  readonly #process: WatchedProcess;
  #failure: Error | undefined;

  constructor(process: WatchedProcess) {
    this.#process = process;
    process.stdout.on('error', (error: NodeJS.ErrnoException) => {
      // The reader of a pipe may leave before the end (`npm start < flow.txt | head`): then there is nobody to write for.
      if (error.code === 'EPIPE') process.exit();
      this.#failure ??= error;
    });
    // A load must not break off because nobody reads what is said about it.
    process.stderr.on('error', () => undefined);
  }

  /** The exit code of the process, when all that was written has gone: what has not must not pass for done. */
  async exitCode(exitCode: number, otherwise: number): Promise<number> {
    const { stdout, stderr } = this.#process;
    // A pipe takes as much as its reader has room for; a process that exits takes the rest with it.
    await Promise.all([taken(stdout), taken(stderr)]);
    // What was written last fails a turn later.
    await setImmediate();
    if (this.#failure === undefined) return exitCode;
    stderr.write(`stdout cannot be written: ${this.#failure.message}\n`);
    return exitCode === 0 ? otherwise : exitCode;
  }
}

/** Resolves when a stream has taken what was written to it, or takes nothing any more. */
function taken(stream: Writable): Promise<void> {
  return new Promise((resolve) => {
    stream.write('', () => {
      resolve();
    });
  });
}
