/** What precedes the next byte of CSV. */
export const Place = {
  recordStart: 0,
  fieldStart: 1,
  plainField: 2,
  quotes: 3,
  afterQuote: 4,
  /** A line has ended with CR, and LF may follow. */
  afterCr: 5,
} as const;

export type Place = (typeof Place)[keyof typeof Place];

/** Where a scan stands between two chunks. */
export interface Position {
  place: Place;
  /** Fields of the record that is being read. */
  fields: number;
  /** Fields of the first record; 0 as long as none has ended. */
  fieldsOfFirst: number;
  /** Records that have ended. */
  records: number;
  /** True while the line end that is being read closed nothing. */
  isBlank: boolean;
}

export function startPosition(): Position {
  return { place: Place.recordStart, fields: 1, fieldsOfFirst: 0, records: 0, isBlank: false };
}

export interface ScanRules {
  /** The byte between two fields. */
  readonly delimiter: number;
  /** Refuse stray quotes, and records that have another number of fields than the first. */
  readonly isStrict: boolean;
}
