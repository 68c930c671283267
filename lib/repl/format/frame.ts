import { type createColors } from 'picocolors';

/** What there is room for, and whether in colour. */
export interface Frame {
  /** Columns; `Infinity` where nothing is to be cut. */
  readonly width: number;
  /** Rows of a table; `Infinity` where nothing is to be cut. */
  readonly rows: number;
  readonly colors: ReturnType<typeof createColors>;
}
