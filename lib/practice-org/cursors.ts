/** Answers that are read page by page. */
import { IdSequence } from './ids';

/** The service keeps ten cursors a user open. */
const KEPT = 10;
const PREFIX = '01g';

export class Cursors<Answer> {
  readonly #answers = new Map<string, Answer>();
  readonly #ids: IdSequence;

  constructor(seed: number) {
    this.#ids = new IdSequence(seed);
  }

  /** The oldest goes when there are too many. */
  keep(answer: Answer): string {
    const locator = this.#ids.long(PREFIX);
    this.#answers.set(locator, answer);
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > KEPT && oldest !== undefined) this.#answers.delete(oldest);
    return locator;
  }

  find(locator: string): Answer | undefined {
    return this.#answers.get(locator);
  }
}
