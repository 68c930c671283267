/** How a job's CSV is written: its delimiter, and what ends a record. */
export interface CsvLayout {
  readonly delimiter: string;
  /** What the service writes. */
  readonly lineEnding: string;
  /** What it takes for the end of a record when it reads. */
  readonly recordEnds: readonly string[];
}

/** Bulk API 1.0 knows the comma only, and any line ending. */
export const CLASSIC_CSV: CsvLayout = { delimiter: ',', lineEnding: '\n', recordEnds: ['\r\n', '\n', '\r'] };
