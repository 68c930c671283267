/**
 * Finds where CSV records end, by looking at bytes: no record that is only passed on is ever made into text or objects.
 * UTF-8 makes this safe, since no byte of a longer character looks like a quote, a delimiter or a line end.
 */
import { endScan, isInsideRecord, scanCarefully, type RecordEnds } from './csv-scan/careful-scan';
import { Place, startPosition, type ScanRules } from './csv-scan/position';
import { QUICK_BYTES, scanQuickly } from './csv-scan/quick-scan';

export { CsvSyntaxError, type CsvFault, type RecordEnds } from './csv-scan/careful-scan';

export interface CsvScannerOptions {
  delimiter?: string;
  /** Refuse stray quotes, and records that have another number of fields than the first. Default: false. */
  strict?: boolean;
}

export class CsvScanner {
  readonly #rules: ScanRules;
  readonly #position = startPosition();

  constructor({ delimiter = ',', strict = false }: CsvScannerOptions = {}) {
    this.#rules = { delimiter: delimiter.charCodeAt(0), isStrict: strict };
  }

  /** How many records have ended so far. */
  get records(): number {
    return this.#position.records;
  }

  /** True when the last record has no line end after it. */
  get isInsideRecord(): boolean {
    return isInsideRecord(this.#position);
  }

  get isInsideQuotes(): boolean {
    return this.#position.place === Place.quotes;
  }

  /** Reads the next bytes, up to the first fault. */
  scan(chunk: Uint8Array): RecordEnds {
    if (chunk.length <= QUICK_BYTES) return this.#scanPiece(chunk);
    const parts: Int32Array[] = [];
    for (let start = 0; start < chunk.length; start += QUICK_BYTES) {
      const { ends, fault } = this.#scanPiece(chunk.subarray(start, start + QUICK_BYTES));
      parts.push(ends.map((end) => (end < 0 ? end - start : end + start)));
      if (fault !== undefined) return { ends: joined(parts), fault };
    }
    return { ends: joined(parts), fault: undefined };
  }

  #scanPiece(piece: Uint8Array): RecordEnds {
    const ends = scanQuickly(piece, this.#rules, this.#position);
    return ends === undefined ? scanCarefully(piece, this.#rules, this.#position) : { ends, fault: undefined };
  }

  /** Says that there are no more bytes: a last record without a line end is checked and counted. */
  end(): void {
    endScan(this.#rules, this.#position);
  }
}

function joined(parts: readonly Int32Array[]): Int32Array {
  const whole = new Int32Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
