import { RefusedException, type Bulk, type FieldDescription } from '../index';
import { STANDARD_OBJECTS } from './words';

/** What can be completed from the org itself. Each answer costs an API call, once. */
export class Dictionary {
  readonly #bulk: () => Bulk;
  #objects: Promise<readonly string[]> | undefined;
  readonly #fields = new Map<string, Promise<readonly FieldDescription[]>>();

  constructor(bulk: () => Bulk) {
    this.#bulk = bulk;
  }

  /** The org's objects; where it does not tell, those that every org has. */
  objects(): Promise<readonly string[]> {
    this.#objects ??= this.#ask<readonly string[]>({
      question: (bulk) => bulk.describeGlobal(),
      otherwise: STANDARD_OBJECTS,
      again: () => (this.#objects = undefined),
    });
    return this.#objects;
  }

  /** The fields of an object, however its name is written; none where the org does not tell, or has no such object. */
  fields(object: string): Promise<readonly FieldDescription[]> {
    const key = object.toLowerCase();
    const known = this.#fields.get(key);
    if (known !== undefined) return known;
    const fields = this.#ask<readonly FieldDescription[]>({
      question: async (bulk) => (await bulk.describe(object)).fields,
      otherwise: [],
      again: () => this.#fields.delete(key),
    });
    this.#fields.set(key, fields);
    return fields;
  }

  /** Another org has other words. */
  forget(): void {
    this.#objects = undefined;
    this.#fields.clear();
  }

  /** A key press must not fail: without an answer there is less to offer. */
  async #ask<Answer>({ question, otherwise, again }: Question<Answer>): Promise<Answer> {
    try {
      return await question(this.#bulk());
    } catch (error) {
      // What the org refuses, it would refuse at each press of the key.
      if (!(error instanceof RefusedException)) again();
      return otherwise;
    }
  }
}

interface Question<Answer> {
  readonly question: (bulk: Bulk) => Promise<Answer>;
  readonly otherwise: Answer;
  /** What failed may go well the next time: the session is renewed, the network is back. */
  readonly again: () => void;
}
