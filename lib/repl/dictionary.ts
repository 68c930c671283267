import { type Bulk } from '../index';
import { STANDARD_OBJECTS } from './words';

/** What can be completed from the org itself. Each answer costs an API call, once. */
export class Dictionary {
  readonly #bulk: () => Bulk;
  #objects: Promise<readonly string[]> | undefined;
  readonly #fields = new Map<string, Promise<readonly string[]>>();

  constructor(bulk: () => Bulk) {
    this.#bulk = bulk;
  }

  /** The org's objects; where it does not tell, those that every org has. */
  objects(): Promise<readonly string[]> {
    this.#objects ??= this.#ask({
      question: (bulk) => bulk.describeGlobal(),
      otherwise: STANDARD_OBJECTS,
      again: () => (this.#objects = undefined),
    });
    return this.#objects;
  }

  /** The fields of an object; none where the org does not tell. */
  fields(object: string): Promise<readonly string[]> {
    const known = this.#fields.get(object);
    if (known !== undefined) return known;
    const names = this.#ask({
      question: async (bulk) => (await bulk.describe(object)).fields.map(({ name }) => name),
      otherwise: [],
      again: () => this.#fields.delete(object),
    });
    this.#fields.set(object, names);
    return names;
  }

  /** Another org has other words. */
  forget(): void {
    this.#objects = undefined;
    this.#fields.clear();
  }

  /** A key press must not fail: without an answer there is less to offer. */
  async #ask({ question, otherwise, again }: Question): Promise<readonly string[]> {
    try {
      return await question(this.#bulk());
    } catch {
      again();
      return otherwise;
    }
  }
}

interface Question {
  readonly question: (bulk: Bulk) => Promise<string[]>;
  readonly otherwise: readonly string[];
  /** What failed may go well the next time: the session is renewed, the network is back. */
  readonly again: () => void;
}
