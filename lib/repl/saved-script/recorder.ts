import { type LoginArguments } from '../../index';
import { type Evaluation } from '../evaluator';
import { secretsOf, type Secrets } from './secrets';

/** A line that did what it says. */
export interface RecordedLine {
  readonly code: string;
  /** The same where it was TypeScript. */
  readonly javaScript: string;
  /** Whether the prompt waited for its value. */
  readonly isPromise: boolean;
  /** Whether there was something to show. */
  readonly hasValue: boolean;
}

/** What was done in this session: lines that succeeded, in their order; and what must not be repeated of them. */
export class Recorder {
  readonly #lines: RecordedLine[] = [];
  readonly #secrets = new Map<string, string>();

  get lines(): readonly RecordedLine[] {
    return this.#lines;
  }

  get secrets(): Secrets {
    return this.#secrets;
  }

  /** A line that only begins, failed, or says nothing leaves no trace. */
  addEvaluation(code: string, evaluation: Evaluation): void {
    if (evaluation.kind !== 'value' || evaluation.ran === undefined || code.trim() === '') return;
    this.#lines.push({ code, ...evaluation.ran, hasValue: evaluation.value !== undefined });
  }

  /** A command that did what this line does. */
  addCall(code: string): void {
    this.#lines.push({ code, javaScript: code, isPromise: true, hasValue: true });
  }

  noteSecrets(given: LoginArguments): void {
    for (const [secret, name] of secretsOf(given)) this.#secrets.set(secret, name);
  }
}
