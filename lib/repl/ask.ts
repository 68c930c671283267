import { Writable } from 'node:stream';
import { createInterface } from 'node:readline/promises';
import { type Keyboard } from './keyboard';

/** Asks the person at the terminal. `secret` answers are not echoed. */
export type Ask = (question: string, options?: { secret: boolean }) => Promise<string>;

export interface Asking {
  readonly keyboard: Keyboard;
  readonly output: Writable;
  /** Ends the question when fired. */
  readonly interrupt: () => void;
  readonly signal: () => AbortSignal;
}

/** Asks at the terminal. What is secret is typed into a line editor that shows nothing, and kept in no history. */
export function askAt({ keyboard, output, interrupt, signal }: Asking): Ask {
  return async (question, { secret } = { secret: false }) => {
    const input = keyboard.divert();
    const editor = createInterface({ input, output: secret ? silent() : output, terminal: true, historySize: 0 });
    editor.on('SIGINT', interrupt).on('close', interrupt);
    if (secret) output.write(question);
    try {
      return await editor.question(question, { signal: signal() });
    } catch {
      // The editor's own error says only that it was aborted; the reason says by what.
      signal().throwIfAborted();
      throw new Error('the question was not answered');
    } finally {
      editor.off('close', interrupt).close();
      keyboard.restore();
      if (secret || signal().aborted) output.write('\n');
    }
  };
}

function silent(): Writable {
  return new Writable({
    write(_chunk, _encoding, done) {
      done();
    },
  });
}
