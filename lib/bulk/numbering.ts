import { type Payload, type Replaced } from '../records/types';

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
  /** Rows that have a number, and that the service has refused to take. */
  #refusedRows = 0;

  /** The number of the last row that was given to the job. */
  get lastRow(): number {
    return this.#lastRow;
  }

  /** Rows that the service has taken, or may have taken. */
  get rowsGiven(): number {
    return this.#lastRow - this.#refusedRows;
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
    if (areNew) this.#lastRow = Math.max(this.#lastRow, lastRowOf(place));
    return place;
  }

  /** The numbers that a piece of data and its batches had before a crash. */
  restore(source: number, places: readonly Place[]): void {
    this.#source = Math.max(this.#source, source);
    for (const place of places) {
      this.#batch = Math.max(this.#batch, place.number);
      this.#lastRow = Math.max(this.#lastRow, lastRowOf(place));
    }
  }

  /** Takes back places of new rows that the service did not take. What comes next has the numbers of the last ones. */
  takeBack(places: readonly Place[]): void {
    for (const place of places.toSorted((a, b) => b.firstRow - a.firstRow)) {
      if (place.rowNumbers === undefined && lastRowOf(place) === this.#lastRow) this.#lastRow = place.firstRow - 1;
      else this.#refusedRows += place.rows ?? 0;
    }
  }
}

function lastRowOf({ firstRow, rows }: Place): number {
  return firstRow - 1 + (rows ?? 0);
}
