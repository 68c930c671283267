import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { createColors } from 'picocolors';
import { type Frame } from './format/frame';

export interface ScreenStreams {
  readonly output: Writable;
  /** Where a script's errors and warnings go; a person reads them where everything else is. */
  readonly errors: Writable;
  readonly isTerminal: boolean;
  readonly hasColors: boolean;
}

/** Where the REPL writes, and what fits there. */
export class Screen {
  readonly isTerminal: boolean;
  readonly colors: Frame['colors'];
  readonly output: Writable;
  /** For the lines that are evaluated: node's own console would write past this screen. */
  readonly console: Console;
  readonly #errors: Writable;
  #hasProgress = false;

  constructor({ output, errors, isTerminal, hasColors }: ScreenStreams) {
    this.output = output;
    this.#errors = isTerminal ? output : errors;
    this.isTerminal = isTerminal;
    this.colors = createColors(hasColors);
    this.console = new Console({
      stdout: this.#below(this.output),
      stderr: this.#below(this.#errors),
      colorMode: hasColors,
    });
  }

  /** Read anew each time: windows are resized. What does not go to a terminal is never cut. */
  get frame(): Frame {
    const { colors } = this;
    if (!this.isTerminal) return { width: Infinity, rows: Infinity, colors };
    const { columns = 80, rows = 24 } = this.output as { columns?: number; rows?: number };
    return { width: columns, rows: Math.max(5, rows - LINES_AROUND_A_TABLE), colors };
  }

  print(text: string): void {
    this.clearProgress();
    this.output.write(`${text}\n`);
  }

  printError(text: string): void {
    this.clearProgress();
    this.#errors.write(`${text}\n`);
  }

  /** One line that the next one takes the place of; on terminals only. */
  progress(text: string): void {
    if (!this.isTerminal) return;
    this.output.write(`${ERASE_LINE}${this.colors.dim(text.slice(0, this.frame.width - 1))}`);
    this.#hasProgress = true;
  }

  /** Takes back the line above the cursor. */
  eraseLine(): void {
    if (this.isTerminal) this.output.write(`\u001B[1A${ERASE_LINE}`);
  }

  clearProgress(): void {
    if (this.#hasProgress) this.output.write(ERASE_LINE);
    this.#hasProgress = false;
  }

  /** A line of progress gives way to what is written. */
  #below(stream: Writable): Writable {
    return new Writable({
      decodeStrings: false,
      write: (chunk, _encoding, written) => {
        this.clearProgress();
        stream.write(chunk);
        written();
      },
    });
  }
}

/** Header, rule, notes and the next prompt. */
const LINES_AROUND_A_TABLE = 8;

const ERASE_LINE = '\r\u001B[K';
