import { type Command } from 'commander';
import { type Readable, type Writable } from 'node:stream';

/** What a command has to do with the world. */
export interface Terminal {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable & { readonly isTTY?: boolean };
  readonly stderr: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly env: NodeJS.ProcessEnv;
  /** Fires on Ctrl-C. */
  readonly signal: AbortSignal;
  /** Told how a command will end before its results are written: who reads them may leave, which ends the process. */
  readonly onOutcome?: (exitCode: number) => void;
}

/** A line of its own, in the place of a line of progress. */
export function sayBelow({ stderr }: Pick<Terminal, 'stderr'>, text: string): void {
  stderr.write(`${stderr.isTTY === true ? ERASE_LINE : ''}${text}\n`);
}

export const ERASE_LINE = '\r\u001B[K';

/** What the shell learns of the end. For commands on jobs, `failed` means that some rows did. */
export const EXIT = { ok: 0, failed: 1, usage: 2, jobFailed: 3, stillRunning: 4 } as const;

/** Adds one command to the program; what it resolves with is the exit code. */
export type AddCommand = (program: Command, world: CommandWorld) => void;

export interface CommandWorld {
  readonly terminal: Terminal;
  /** Says how the command ended. */
  readonly end: (exitCode: number) => void;
}
