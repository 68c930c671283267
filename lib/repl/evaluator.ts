import { PassThrough } from 'node:stream';
import repl, { Recoverable, type REPLServer } from 'node:repl';
import { types } from 'node:util';
import { unlessInterrupted } from './interruption';
import { isJavaScript, toJavaScript, withoutTypeArguments } from './typescript';
import { type AsyncCompleter, type CompleterResult } from 'node:readline';

/** What became of a piece of code; `unfinished` asks for more lines. */
export type Evaluation =
  | { readonly kind: 'value'; readonly value: unknown; readonly ran?: Ran }
  | { readonly kind: 'error'; readonly error: unknown }
  | { readonly kind: 'unfinished' };

/** What the engine was given. */
export interface Ran {
  /** The code, after types were taken out. */
  readonly javaScript: string;
  /** Whether the value had to be waited for. */
  readonly isPromise: boolean;
}

/**
 * Evaluates as node's REPL does, top-level `await` included, and waits for a promise that comes out.
 *
 * The option `eval` of a REPL replaces node's own evaluation, so that the REPL which talks to the user no longer has it.
 * This one talks to nobody and lends its own. What is thrown comes back through `writer`: node 20 hands it to a domain,
 * which prints it, and never to the callback of `eval`.
 */
export class Evaluator {
  readonly #node: REPLServer;
  #fail: ((error: unknown) => void) | undefined;
  #last: unknown;
  #lastError: unknown;

  /** @param onStray takes what is thrown while nothing is evaluated, by a timer for example */
  constructor(scope: Readonly<Record<string, unknown>>, onStray: (error: unknown) => void) {
    this.#node = repl.start({
      input: new PassThrough(),
      output: new PassThrough().resume(),
      terminal: false,
      prompt: '',
      writer: (thrown: unknown) => {
        (this.#fail ?? onStray)(thrown);
        return SHOWN_ELSEWHERE;
      },
    });
    Object.assign(this.#node.context, scope);
    this.#remember('_', () => this.#last);
    this.#remember('_error', () => this.#lastError);
  }

  /** What a name stands for at the prompt. */
  valueOf(name: string): unknown {
    return this.#node.context[name];
  }

  /** @param signal ends the waiting for a promise, not what the promise stands for */
  async evaluate(code: string, signal: AbortSignal): Promise<Evaluation> {
    try {
      const { value, ran } = await unlessInterrupted(signal, this.#outcomeOf(code));
      if (value !== undefined) this.#last = value;
      return { kind: 'value', value, ran };
    } catch (error) {
      if (error instanceof Recoverable) return { kind: 'unfinished' };
      this.#lastError = error;
      return { kind: 'error', error };
    } finally {
      this.#fail = undefined;
    }
  }

  /** What node would offer for the line: names in scope, members, built-in modules. */
  complete(line: string): Promise<CompleterResult> {
    return new Promise((resolve) => {
      const complete: AsyncCompleter = this.#node.completer;
      complete.call(this.#node, line, (_error, result) => {
        resolve(result ?? [[], line]);
      });
    });
  }

  async #outcomeOf(code: string): Promise<{ value: unknown; ran: Ran }> {
    const { given, javaScript } = await this.#runAsEither(code);
    return { value: await given, ran: { javaScript, isPromise: types.isPromise(given) } };
  }

  /** As JavaScript; where it does not parse as such, as TypeScript. */
  async #runAsEither(code: string): Promise<Given & Pick<Ran, 'javaScript'>> {
    const first = withoutTypeArguments(code) ?? code;
    try {
      return { ...(await this.#run(first)), javaScript: first };
    } catch (error) {
      if (!isSyntaxError(error) || isJavaScript(first)) throw error;
      const javaScript = toJavaScript(code);
      if (javaScript === undefined) throw error;
      return { ...(await this.#run(javaScript)), javaScript };
    }
  }

  #run(code: string): Promise<Given> {
    const node = this.#node;
    return new Promise((resolve, reject) => {
      this.#fail = reject;
      node.eval.call(node, code, node.context, 'sfbulk', (error, given: unknown) => {
        // What is thrown from now on is not of this code: somebody has to be told while its promise is waited for.
        this.#fail = undefined;
        if (error === null) resolve({ given });
        else reject(error);
      });
    });
  }

  /** A name that follows what happens, until the user gives it another meaning. */
  #remember(name: string, get: () => unknown): void {
    const { context } = this.#node;
    const set = (value: unknown): void => {
      Object.defineProperty(context, name, { value, writable: true, configurable: true });
    };
    Object.defineProperty(context, name, { get, set, configurable: true });
  }
}

/** What code came to: a promise is kept as it is. */
interface Given {
  readonly given: unknown;
}

/** By name: those of the engine belong to the realm of the prompt. A statement that has only begun is none. */
function isSyntaxError(error: unknown): boolean {
  return !(error instanceof Recoverable) && (error as Error | undefined)?.name === 'SyntaxError';
}

/** Not empty: node asks the writer a second time for an error that comes out as nothing. */
const SHOWN_ELSEWHERE = ' ';
