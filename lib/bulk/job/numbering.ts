import { type Payload, type Replaced } from '../../records/types';

/** The place of a batch in its job. */
export interface Place {
  /** Which of the job's batches it is, counted from 1 in the order of the rows. */
  readonly number: number;
  /** The number of its first row among all rows given to the job, counted from 1. */
  readonly firstRow: number;
  /** Undefined where the data was passed on without being looked into. */
  readonly rows: number | undefined;
  /** Where its rows do not follow one another: the number of each. */
  readonly rowNumbers?: readonly number[] | undefined;
  /** Of rows that were sent before: what had become of them, which counts no more. */
  readonly replaces?: readonly Replaced[] | undefined;
}

/** Gives each piece of data that a job is given its number, and each batch and each row of it. */
export class Numbering {
  #source = 0;
  #batch = 0;
  #lastRow = 0;
  #rowsGiven = 0;

  /** The number of the last row that was given to the job. */
  get lastRow(): number {
    return this.#lastRow;
  }

  /** Rows that the service has taken, or may have taken. */
  get rowsGiven(): number {
    return this.#rowsGiven;
  }

  /** True when a piece of data has been given. */
  get isBegun(): boolean {
    return this.#source > 0;
  }

  /** The number of the next piece of data that is given. */
  nextSource(): number {
    return ++this.#source;
  }

  /** Sets a place aside for a batch that is about to be sent. */
  reserve(
    { firstRow, rows, rowNumbers, replaces }: Payload,
    { rowsBefore, areNew }: { rowsBefore: number; areNew: boolean },
  ): Place {
    const place = {
      number: ++this.#batch,
      firstRow: rowsBefore + firstRow,
      rows,
      rowNumbers: rowNumbers?.map((number) => rowsBefore + number),
      replaces,
    };
    if (areNew) this.#give(place);
    return place;
  }

  #give(place: Place): void {
    this.#lastRow = Math.max(this.#lastRow, lastRowOf(place));
    this.#rowsGiven += place.rows ?? 0;
  }

  /** The numbers that a piece of data and its batches had before a crash, and which of these have rows that are new. */
  restore(source: number, { places, given }: { places: readonly Place[]; given: readonly Place[] }): void {
    this.#source = Math.max(this.#source, source);
    for (const { number } of places) this.#batch = Math.max(this.#batch, number);
    for (const place of given) this.#give(place);
  }

  /** Takes back places of new rows that the service did not take. What comes next has the numbers of the last ones. */
  takeBack(places: readonly Place[]): void {
    for (const place of places.toSorted((a, b) => b.firstRow - a.firstRow)) {
      if (place.rowNumbers === undefined && lastRowOf(place) === this.#lastRow) this.#lastRow = place.firstRow - 1;
      this.#rowsGiven -= place.rows ?? 0;
    }
  }
}

function lastRowOf({ firstRow, rows, rowNumbers }: Place): number {
  if (rowNumbers !== undefined) return rowNumbers.reduce((last, row) => Math.max(last, row), 0);
  return firstRow - 1 + (rows ?? 0);
}
