import { PassThrough } from 'node:stream';
import { runRepl, type ReplOptions } from '../../../lib/repl/index';

/** What a stream was given so far, and a way to wait for more. */
export class Collected {
  readonly stream = new PassThrough();
  #text = '';

  constructor() {
    this.stream.on('data', (chunk: Buffer) => {
      this.#text += chunk.toString('utf8');
    });
  }

  /** Without the sequences that move the cursor. */
  get text(): string {
    // eslint-disable-next-line no-control-regex -- that is what a terminal's escape sequences begin with
    return this.#text.replace(/\u001B\[[\d;?]*[A-Za-z]/g, '').replaceAll('\r', '');
  }

  get raw(): string {
    return this.#text;
  }

  /** Resolves with what stands after `from` as soon as the pattern is found there. */
  async until(pattern: RegExp, from = 0): Promise<string> {
    for (;;) {
      const text = this.text.slice(from);
      if (pattern.test(text)) return text;
      await new Promise((resolve) => this.stream.once('data', resolve));
    }
  }
}

/** A person at a terminal: two PassThroughs. */
export class Person {
  readonly screen = new Collected();
  readonly keys = new PassThrough();
  readonly left: Promise<number>;

  constructor(options: Partial<ReplOptions> = {}) {
    const { keys: input, screen } = this;
    const errors = new PassThrough();
    this.left = runRepl({ input, output: screen.stream, errors, isTerminal: true, hasColors: false, ...options });
  }

  /** Types, and resolves with what the screen shows from then on until the pattern is there. */
  async type(text: string, pattern = /\n\w+> $/): Promise<string> {
    const from = this.screen.text.length;
    this.keys.write(text);
    return this.screen.until(pattern, from);
  }

  async enter(line: string, pattern?: RegExp): Promise<string> {
    return this.type(`${line}\r`, pattern);
  }

  /** Gives up what is typed or asked, and leaves. */
  async leave(): Promise<number> {
    this.keys.write('\u0003');
    this.keys.write('\u0004');
    return this.left;
  }
}

/** Waits for the first prompt. */
export async function sitDown(options: Partial<ReplOptions> = {}): Promise<Person> {
  const person = new Person(options);
  await person.screen.until(/practice> $/);
  return person;
}

export interface ScriptRun {
  readonly exitCode: number;
  readonly output: string;
  readonly errors: string;
}

/** Runs lines as `npm start` runs what is piped into it. */
export async function runLines(...lines: string[]): Promise<ScriptRun> {
  const input = new PassThrough();
  input.end(lines.join('\n'));
  const [output, errors] = [new Collected(), new Collected()];
  const exitCode = await runRepl({ input, output: output.stream, errors: errors.stream });
  return { exitCode, output: output.raw, errors: errors.raw };
}
