import { setImmediate } from 'node:timers/promises';

/** Standard output of a process, which may fail while nobody looks. */
export class WatchedOutput {
  readonly #process: Pick<NodeJS.Process, 'stdout' | 'stderr' | 'exit'>;
  #failure: Error | undefined;

  constructor(process: Pick<NodeJS.Process, 'stdout' | 'stderr' | 'exit'>) {
    this.#process = process;
    process.stdout.on('error', (error: NodeJS.ErrnoException) => {
      // The reader of a pipe may leave before the end (`npm start < flow.txt | head`): then there is nobody to write for.
      if (error.code === 'EPIPE') process.exit();
      this.#failure ??= error;
    });
  }

  /** The exit code of the process: what was not written must not pass for done. */
  async exitCode(exitCode: number, otherwise: number): Promise<number> {
    // What was written last fails a turn later.
    await setImmediate();
    if (this.#failure === undefined) return exitCode;
    this.#process.stderr.write(`stdout cannot be written: ${this.#failure.message}\n`);
    return exitCode === 0 ? otherwise : exitCode;
  }
}
