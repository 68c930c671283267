import { LONGEST_RECORD, recordTooLong } from './broken-result';
import { CsvScanner, type RecordEnds } from './csv-scanner';

/** Bytes of blank lines on end; the service writes none. */
const MOST_BLANK = 1_000_000;

/** Finds where the records of a result end, and refuses one that goes on without the end of a record. */
export class ResultScanner extends CsvScanner {
  #unended = 0;
  #blank = 0;

  override scan(chunk: Uint8Array): RecordEnds {
    const before = this.records;
    const found = super.scan(chunk);
    const hasRecord = this.records > before;
    this.#unended = hasRecord ? 0 : this.#unended + chunk.length;
    // The end of a line that is no record's is that of a blank one.
    if (hasRecord || found.ends.length === 0) this.#blank = 0;
    else this.#blank += chunk.length;
    if (this.#unended > LONGEST_RECORD || this.#blank > MOST_BLANK) throw recordTooLong();
    return found;
  }
}
