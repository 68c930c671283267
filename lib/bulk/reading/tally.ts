/** What became of the rows of a load, by sums: which result belongs to which row need not be known for it. */
import { AccountingException } from '../../errors';
import { type RecordError, type Replaced, type ResultRow } from '../../records/types';

/** Rows that failed for the same reason. */
export interface FailureGroup {
  statusCode: string;
  rows: number;
  /** The numbers of the first of them, as far as it is known which rows they are. */
  firstRows: number[];
}

export type Failure = Pick<ResultRow, 'errors' | 'notProcessed'>;

/** The error of a row that has failed, and of which the service does not say why. */
export function unexplained(): RecordError {
  return { statusCode: 'UNKNOWN_EXCEPTION', message: 'The service gives no reason', fields: [] };
}

export function reasonOf({ errors }: Failure): string {
  return (errors[0] ?? unexplained()).statusCode;
}

/** Failures counted by their reason, and apart where the service never came to the row. */
export function groupFailures(failures: readonly Failure[]): Replaced[] {
  const groups = new Map<string, { statusCode: string; rows: number; notProcessed?: true }>();
  for (const failure of failures) {
    const { notProcessed } = failure;
    const statusCode = reasonOf(failure);
    const key = `${statusCode} ${notProcessed === true}`;
    const group = groups.get(key) ?? { statusCode, rows: 0, ...(notProcessed === true ? { notProcessed } : {}) };
    group.rows++;
    groups.set(key, group);
  }
  return [...groups.values()];
}

const FIRST_ROWS = 5;

export class Tally {
  succeeded = 0;
  created = 0;
  failed = 0;
  notProcessed = 0;
  readonly #groups = new Map<string, FailureGroup>();

  /** Adds a result; the row's number where it is known, and where this is the last that was heard of it. */
  add(result: ResultRow, row: number | undefined): void {
    if (result.created) this.created++;
    if (result.success) {
      this.succeeded++;
      return;
    }
    if (result.notProcessed === true) this.notProcessed++;
    else this.failed++;
    const group = this.#group(reasonOf(result));
    group.rows++;
    if (row !== undefined) keepLowest(group.firstRows, row);
  }

  /** Takes out what was added before its rows were sent again. */
  remove({ statusCode, rows, notProcessed }: Replaced): void {
    if (notProcessed === true) this.notProcessed -= rows;
    else this.failed -= rows;
    const group = this.#group(statusCode);
    group.rows -= rows;
    if (group.rows < 0) throw otherFailures(statusCode);
  }

  get rows(): number {
    return this.succeeded + this.failed + this.notProcessed;
  }

  /** The largest first. */
  get failures(): FailureGroup[] {
    return [...this.#groups.values()].filter(({ rows }) => rows > 0).sort((a, b) => b.rows - a.rows);
  }

  #group(statusCode: string): FailureGroup {
    const group = this.#groups.get(statusCode) ?? { statusCode, rows: 0, firstRows: [] };
    this.#groups.set(statusCode, group);
    return group;
  }
}

function keepLowest(rows: number[], row: number): void {
  if (rows.length === FIRST_ROWS && row > (rows.at(-1) ?? 0)) return;
  rows.push(row);
  rows.sort((a, b) => a - b).splice(FIRST_ROWS);
}

function otherFailures(statusCode: string): AccountingException {
  return new AccountingException(`More rows were sent again after ${statusCode} than have failed with it`, {
    advice: 'The results are not those of before: call batchResult() and look at them.',
  });
}
