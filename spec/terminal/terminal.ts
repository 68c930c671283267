import { spawn, type IPty } from '@lydell/node-pty';
import { Terminal as Emulator } from '@xterm/headless';
import { compiled } from '../helpers/compiled';

export interface TerminalOptions {
  readonly columns?: number;
  /** What a program finds in its environment, beside the path, a home folder and the kind of the terminal. */
  readonly env?: Readonly<Record<string, string>>;
  /** The home folder. */
  readonly home: string;
}

const ROWS = 40;

/** Lines that a screen keeps that have gone out at its top. */
const SCROLLED_BACK = 2_000;

/** Milliseconds after which a text will not come any more: a failure that shows the screen, rather than a silent one. */
const DEADLINE = 10_000;

/** Blanks at the end of a line are none on the screen. */
const PROMPT_BELOW = /\n\w+>$/;

/** The program in a real terminal: a process of its own, keys that are typed, and a screen that is read. */
export class Terminal {
  readonly #process: IPty;
  readonly #emulator: Emulator;
  readonly #watchers = new Set<() => void>();
  /** Resolves with the exit code, when all that was written is on the screen. */
  readonly exitCode: Promise<number>;
  /** Every byte that came, whatever became of it on the screen. */
  raw = '';

  /** @param words what follows `sfbulk` */
  constructor(words: readonly string[], { columns = 80, env = {}, home }: TerminalOptions) {
    this.#emulator = new Emulator({ cols: columns, rows: ROWS, scrollback: SCROLLED_BACK, allowProposedApi: true });
    this.#process = spawn(process.execPath, [compiled('lib/cli/sfbulk'), ...words], {
      cols: columns,
      rows: ROWS,
      cwd: home,
      env: { PATH: process.env.PATH, HOME: home, TERM: 'xterm-256color', ...env },
    });
    this.#process.onData((text) => {
      this.raw += text;
      this.#emulator.write(text, () => {
        for (const look of this.#watchers) look();
      });
    });
    this.exitCode = new Promise((resolve) => {
      this.#process.onExit(({ exitCode }) => {
        this.#emulator.write('', () => {
          resolve(exitCode);
        });
      });
    });
  }

  /** The lines as a person reads them; one that did not fit, and goes on below, is marked by ↩. */
  get screen(): string {
    const { active } = this.#emulator.buffer;
    const lines = Array.from({ length: active.length }, (_, at) => {
      const text = active.getLine(at)?.translateToString(true).trimEnd() ?? '';
      return active.getLine(at + 1)?.isWrapped === true ? `${text}↩` : text;
    });
    return lines.slice(0, active.baseY + active.cursorY + 1).join('\n');
  }

  /** Resolves when the prompt is drawn anew, as it is for each new size of its window. */
  async resize(columns: number): Promise<void> {
    const { length } = this.raw;
    this.#emulator.resize(columns, ROWS);
    this.#process.resize(columns, ROWS);
    await this.#until('A new prompt', () => this.raw.length > length);
  }

  press(keys: string): void {
    this.#process.write(keys);
  }

  /** Where the line begins in which the cursor stands: what appears from now on stands behind it. */
  get here(): number {
    return this.screen.lastIndexOf('\n') + 1;
  }

  /** Resolves with what stands on the screen behind `from`, as soon as the pattern is found there. */
  async until(pattern: RegExp, from = 0): Promise<string> {
    const shown = (): string => this.screen.slice(from);
    await this.#until(String(pattern), () => pattern.test(shown()));
    return shown();
  }

  #until(what: string, isThere: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const stop = (): void => {
        clearTimeout(deadline);
        this.#watchers.delete(look);
      };
      const look = (): void => {
        if (!isThere()) return;
        stop();
        resolve();
      };
      const fail = (reason: string): void => {
        stop();
        reject(new Error(`${what} did not appear on the screen ${reason}:\n${this.screen}`));
      };
      const deadline = setTimeout(fail, DEADLINE, 'in time');
      this.#watchers.add(look);
      look();
      void this.exitCode.then((exitCode) => {
        look();
        fail(`until the program ended with ${exitCode}`);
      });
    });
  }

  /** Types, and resolves with what the screen shows from the line on in which that was. */
  async type(keys: string, pattern: RegExp): Promise<string> {
    const { here } = this;
    this.press(keys);
    return this.until(pattern, here);
  }

  /** Types a line, and resolves with what stands below it when the prompt is there again. */
  async enter(line: string): Promise<string> {
    return this.type(`${line}\r`, PROMPT_BELOW);
  }

  /** Ends the process, if it has not ended. */
  async close(): Promise<void> {
    this.#process.kill('SIGKILL');
    await this.exitCode;
    this.#emulator.dispose();
  }
}
