import { AccountingException } from '../../errors';
import { type BatchInfo } from '../../records/types';

/** What the service has counted in a batch that it has completed; undefined where it counts nothing, as some servers do. */
export function toldRows({ state, numberRecordsProcessed }: BatchInfo): number | undefined {
  return state === 'Completed' && numberRecordsProcessed > 0 ? numberRecordsProcessed : undefined;
}

/** Counts the results of a batch as they come, against every number that is known of them. */
export class ResultCount {
  readonly #info: BatchInfo;
  readonly #due: readonly number[];
  #found = 0;

  /** @param due how many there must be, by the rows that were sent and by the service's word; undefined says nothing */
  constructor(info: BatchInfo, due: readonly (number | undefined)[]) {
    this.#info = info;
    this.#due = due.filter((rows) => rows !== undefined);
  }

  get found(): number {
    return this.#found;
  }

  /** @throws {AccountingException} as soon as there are too many: there may be no end of them */
  add(rows: number): void {
    this.#found += rows;
    const exceeded = this.#due.find((due) => this.#found > due);
    if (exceeded !== undefined) throw this.#differs(exceeded);
  }

  /** @throws {AccountingException} when there are too few */
  end(): void {
    const missed = this.#due.find((due) => this.#found !== due);
    if (missed !== undefined) throw this.#differs(missed);
  }

  #differs(due: number): AccountingException {
    const { id, jobId } = this.#info;
    return new AccountingException(`Batch ${id} should have ${due} results, and has ${this.#found}`, {
      jobId,
      batchId: id,
      advice: 'Ask for the result again; do not take this one for whole.',
    });
  }
}
