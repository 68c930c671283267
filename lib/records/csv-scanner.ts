/**
 * Finds where CSV records end, by looking at bytes: no record that is only passed on is ever made into text or objects.
 * UTF-8 makes this safe, since no byte of a longer character looks like a quote, a delimiter or a line end.
 */
import { endScan, scanCarefully, type RecordEnds } from './csv-scan/careful-scan';
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

  get isInsideQuotes(): boolean {
    return this.#position.place === Place.quotes;
  }

  /** Reads the next bytes, up to the first fault. */
  scan(chunk: Uint8Array): RecordEnds {
    if (chunk.length <= QUICK_BYTES) return this.#scanPiece(chunk);
    const parts: RecordEnds[] = [];
    for (let start = 0; start < chunk.length && parts.at(-1)?.fault === undefined; start += QUICK_BYTES) {
      const part = this.#scanPiece(chunk.subarray(start, start + QUICK_BYTES));
      parts.push({ ...part, ends: part.ends.map((end) => (end < 0 ? end - start : end + start)) });
    }
    return joined(parts);
  }

  #scanPiece(piece: Uint8Array): RecordEnds {
    return scanQuickly(piece, this.#rules, this.#position) ?? scanCarefully(piece, this.#rules, this.#position);
  }

  /** Says that there are no more bytes: a last record without a line end is checked and counted. */
  end(): void {
    endScan(this.#rules, this.#position);
  }
}

function joined(parts: readonly RecordEnds[]): RecordEnds {
  const ends = new Int32Array(parts.reduce((length, part) => length + part.ends.length, 0));
  let at = 0;
  for (const part of parts) {
    ends.set(part.ends, at);
    at += part.ends.length;
  }
  return { ends, longest: Infinity, isAscii: parts.every(({ isAscii }) => isAscii), fault: parts.at(-1)?.fault };
}
