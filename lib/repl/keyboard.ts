import { once } from 'node:events';
import { PassThrough, type Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { setImmediate } from 'node:timers/promises';

interface RawInput extends Readable {
  setRawMode?: (mode: boolean) => unknown;
}

const CTRL_C = '\u0003';

/**
 * Stands between the terminal and node's REPL, and hands on a line at a time. Node's REPL begins with the next line while
 * the one before is still evaluated, so that a flow that was pasted would call `batchCreate` before its job is there.
 */
export class Keyboard extends PassThrough {
  readonly #source: RawInput;
  readonly #onInterrupt: () => void;
  readonly #decoder = new StringDecoder('utf8');
  #typed: string[] = [];
  #isHeld = false;
  #isHandingOn = false;
  #hasEnded = false;
  #diversion: PassThrough | undefined;

  /** @param onInterrupt told of Ctrl-C while the keyboard is held */
  constructor(source: RawInput, onInterrupt: () => void) {
    super();
    this.#source = source;
    this.#onInterrupt = onInterrupt;
    source.on('data', (chunk: Buffer | string) => {
      this.#type(typeof chunk === 'string' ? chunk : this.#decoder.write(chunk));
    });
    source.on('end', () => {
      this.#hasEnded = true;
      void this.#handOn();
    });
  }

  /** Node's REPL looks for this, and edits lines by itself when it is there. */
  setRawMode(mode: boolean): this {
    this.#source.setRawMode?.(mode);
    return this;
  }

  /** Nothing is handed on until `release`. */
  hold(): void {
    this.#isHeld = true;
  }

  release(): void {
    this.#isHeld = false;
    void this.#handOn();
  }

  /** Until `restore`, keys go elsewhere: to who asks a question. */
  divert(): Readable {
    this.#diversion = new PassThrough();
    return this.#diversion;
  }

  restore(): void {
    this.#diversion?.end();
    this.#diversion = undefined;
  }

  /** Lets go of the terminal, which would keep the process alive. */
  close(): void {
    this.#source.pause();
  }

  #type(text: string): void {
    if (this.#diversion !== undefined) {
      this.#diversion.write(text);
    } else if (this.#isHeld && text.includes(CTRL_C)) {
      this.#typed = [];
      this.#onInterrupt();
    } else {
      this.#typed.push(...linesOf(text));
      void this.#handOn();
    }
  }

  async #handOn(): Promise<void> {
    if (this.#isHandingOn) return;
    this.#isHandingOn = true;
    while (!this.#isHeld && this.#typed.length > 0) {
      // Paused while a word is completed: what is handed on then would come out later in one piece.
      if (this.isPaused()) await once(this, 'resume');
      this.write(this.#typed.shift());
      // The REPL reads it, and begins to evaluate, which holds the keyboard.
      await setImmediate();
    }
    this.#isHandingOn = false;
    if (this.#hasEnded && !this.#isHeld && !this.writableEnded) this.end();
  }
}

/** With the line ends at their ends; what is not ended stands last. */
function linesOf(text: string): string[] {
  return text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
}
