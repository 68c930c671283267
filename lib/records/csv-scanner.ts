/**
 * Finds where CSV records end, by looking at bytes: no record that is only passed on is ever made into text or objects.
 * UTF-8 makes this safe, since no byte of a longer character looks like a quote, a delimiter or a line end.
 */

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;

/** What a byte means to the scanner. */
const PLAIN = 0;
const IS_QUOTE = 1;
const IS_DELIMITER = 2;
const IS_LF = 3;
const IS_CR = 4;

/** Where the scanner stands between two bytes. */
const AT_RECORD_START = 0;
const AT_FIELD_START = 1;
const IN_PLAIN_FIELD = 2;
const IN_QUOTES = 3;
const AFTER_QUOTE = 4;
const AFTER_CR = 5;

/** Why a record is no good. */
export type CsvFault = 'stray quote' | 'text after quote' | 'open quote' | 'field count';

/** Thrown for CSV that cannot be read. */
export class CsvSyntaxError extends Error {
  constructor(
    readonly fault: CsvFault,
    /** Counted from 0, which is the header where there is one. */
    readonly record: number,
    readonly fields: number,
    readonly fieldsOfFirst: number,
  ) {
    super(fault);
  }
}

export interface CsvScannerOptions {
  delimiter?: string;
  /** Refuse stray quotes, and records that have another number of fields than the first. Default: false. */
  strict?: boolean;
}

/** What a chunk held: where its records end, as offsets in the chunk just past each line end. */
export interface RecordEnds {
  /** A blank line, which is no record, is `~end`. */
  readonly ends: readonly number[];
  /** What is wrong with the record after the last end; nothing after it was read. */
  readonly fault: CsvSyntaxError | undefined;
}

export class CsvScanner {
  readonly #classes = new Uint8Array(256);
  /** Most bytes are letters, and stand above all that mean something: one comparison is enough for these. */
  readonly #highest: number;
  readonly #strict: boolean;
  #state = AT_RECORD_START;
  #fields = 1;
  #fieldsOfFirst = 0;
  #record = 0;
  /** True while the line end that is being read closed nothing. */
  #blank = false;

  constructor({ delimiter = ',', strict = false }: CsvScannerOptions = {}) {
    this.#classes[QUOTE] = IS_QUOTE;
    this.#classes[delimiter.charCodeAt(0)] = IS_DELIMITER;
    this.#classes[LF] = IS_LF;
    this.#classes[CR] = IS_CR;
    this.#highest = Math.max(QUOTE, delimiter.charCodeAt(0));
    this.#strict = strict;
  }

  /** How many records have ended so far. */
  get records(): number {
    return this.#record;
  }

  /** True when the last record has no line end after it. */
  get isInsideRecord(): boolean {
    return this.#state !== AT_RECORD_START && this.#state !== AFTER_CR;
  }

  get isInsideQuotes(): boolean {
    return this.#state === IN_QUOTES;
  }

  /** Reads the next bytes, up to the first fault. */
  scan(chunk: Uint8Array): RecordEnds {
    const ends: number[] = [];
    try {
      this.#read(chunk, ends);
      return { ends, fault: undefined };
    } catch (error) {
      if (!(error instanceof CsvSyntaxError)) throw error;
      return { ends, fault: error };
    }
  }

  /** One loop with its state in locals: this is where a load of any size spends its time. */
  #read(chunk: Uint8Array, ends: number[]): void {
    const classes = this.#classes;
    const highest = this.#highest;
    const length = chunk.length;
    let state = this.#state;
    let index = 0;
    while (index < length) {
      if (state === IN_QUOTES) {
        while (index < length && chunk[index] !== QUOTE) index++;
        if (index < length) state = AFTER_QUOTE;
        index++;
        continue;
      }
      if (state === IN_PLAIN_FIELD) {
        while (index < length && ((chunk[index] ?? 0) > highest || classes[chunk[index] ?? 0] === PLAIN)) index++;
        if (index >= length) break;
      }
      const kind = classes[chunk[index] ?? 0] ?? PLAIN;
      if (state === AFTER_CR) {
        state = AT_RECORD_START;
        const end = kind === IS_LF ? index + 1 : index;
        ends.push(this.#blank ? ~end : end);
        if (kind === IS_LF) {
          index++;
          continue;
        }
      }
      index++;
      if (kind === PLAIN) {
        if (state === AFTER_QUOTE) this.#complain('text after quote');
        state = IN_PLAIN_FIELD;
      } else if (kind === IS_DELIMITER) {
        this.#fields++;
        state = AT_FIELD_START;
      } else if (kind === IS_QUOTE) {
        if (state === IN_PLAIN_FIELD) this.#complain('stray quote');
        state = IN_QUOTES;
      } else {
        this.#blank = state === AT_RECORD_START;
        if (!this.#blank) this.#endRecord();
        if (kind === IS_CR) state = AFTER_CR;
        else {
          ends.push(this.#blank ? ~index : index);
          state = AT_RECORD_START;
        }
      }
    }
    this.#state = state;
  }

  /** Says that there are no more bytes: a last record without a line end is checked and counted. */
  end(): void {
    if (this.#state === IN_QUOTES) this.#complain('open quote');
    if (this.isInsideRecord) this.#endRecord();
    this.#state = AT_RECORD_START;
  }

  #endRecord(): void {
    if (this.#record === 0) this.#fieldsOfFirst = this.#fields;
    else if (this.#fields !== this.#fieldsOfFirst) this.#complain('field count');
    this.#record++;
    this.#fields = 1;
  }

  #complain(fault: CsvFault): void {
    if (this.#strict) throw new CsvSyntaxError(fault, this.#record, this.#fields, this.#fieldsOfFirst);
  }
}
