/** Reads CSV byte by byte: the whole of what a record may be, and the name of what is wrong with one. */
import { Place, type Position, type ScanRules } from './position';

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;

/** What a byte means. */
const PLAIN = 0;
const IS_QUOTE = 1;
const IS_DELIMITER = 2;
const IS_LF = 3;
const IS_CR = 4;

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

/** What a chunk held: where its records end, as offsets in the chunk just past each line end. */
export interface RecordEnds {
  /** A blank line, which is no record, is `~end`. */
  readonly ends: Int32Array;
  /** Bytes of the longest record that ends in the chunk, as far as it is in it; Infinity where nobody has looked. */
  readonly longest: number;
  /** True when each byte is a character; false also where nobody has looked. */
  readonly isAscii: boolean;
  /** What is wrong with the record after the last end; nothing after it was read. */
  readonly fault: CsvSyntaxError | undefined;
}

/** Reads the next bytes, up to the first fault, and moves the position on. */
export function scanCarefully(chunk: Uint8Array, rules: ScanRules, position: Position): RecordEnds {
  const scan = new CarefulScan(rules, position);
  const fault = faultOf(() => {
    scan.read(chunk);
  });
  return { ends: Int32Array.from(scan.ends), longest: Infinity, isAscii: false, fault };
}

function faultOf(read: () => void): CsvSyntaxError | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    if (error instanceof CsvSyntaxError) return error;
    throw error;
  }
}

/** Says that there are no more bytes: a last record without a line end is checked and counted. */
export function endScan(rules: ScanRules, position: Position): void {
  const scan = new CarefulScan(rules, position);
  if (position.place === Place.quotes) scan.complain('open quote');
  if (isInsideRecord(position)) scan.endRecord();
  position.place = Place.recordStart;
}

/** True when the last record has no line end after it. */
function isInsideRecord({ place }: Position): boolean {
  return place !== Place.recordStart && place !== Place.afterCr;
}

class CarefulScan {
  readonly ends: number[] = [];
  readonly #classes = new Uint8Array(256);
  readonly #isStrict: boolean;
  readonly #at: Position;

  constructor({ delimiter, isStrict }: ScanRules, position: Position) {
    this.#classes[QUOTE] = IS_QUOTE;
    this.#classes[delimiter] = IS_DELIMITER;
    this.#classes[LF] = IS_LF;
    this.#classes[CR] = IS_CR;
    this.#isStrict = isStrict;
    this.#at = position;
  }

  read(chunk: Uint8Array): void {
    const at = this.#at;
    for (let index = 0; index < chunk.length; index++) {
      const kind = this.#classes[chunk[index] ?? 0] ?? PLAIN;
      if (at.place === Place.quotes) {
        if (kind === IS_QUOTE) at.place = Place.afterQuote;
        continue;
      }
      if (at.place === Place.afterCr) {
        this.#endLine(kind === IS_LF ? index + 1 : index);
        if (kind === IS_LF) continue;
      }
      this.#take(kind, index);
    }
  }

  /** A byte outside quotes. */
  #take(kind: number, index: number): void {
    const at = this.#at;
    if (kind === PLAIN) {
      if (at.place === Place.afterQuote) this.complain('text after quote');
      at.place = Place.plainField;
    } else if (kind === IS_DELIMITER) {
      at.fields++;
      at.place = Place.fieldStart;
    } else if (kind === IS_QUOTE) {
      if (at.place === Place.plainField) this.complain('stray quote');
      at.place = Place.quotes;
    } else {
      at.isBlank = at.place === Place.recordStart;
      if (!at.isBlank) this.endRecord();
      if (kind === IS_CR) at.place = Place.afterCr;
      else this.#endLine(index + 1);
    }
  }

  #endLine(end: number): void {
    this.ends.push(this.#at.isBlank ? ~end : end);
    this.#at.place = Place.recordStart;
  }

  endRecord(): void {
    const at = this.#at;
    if (at.records === 0) at.fieldsOfFirst = at.fields;
    else if (at.fields !== at.fieldsOfFirst) this.complain('field count');
    at.records++;
    at.fields = 1;
  }

  complain(fault: CsvFault): void {
    const { records, fields, fieldsOfFirst } = this.#at;
    if (this.#isStrict) throw new CsvSyntaxError(fault, records, fields, fieldsOfFirst);
  }
}
