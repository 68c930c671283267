import { isUtf8 } from 'node:buffer';
import { CHARACTERS_PER_FIELD, CHARACTERS_PER_RECORD } from '../wire/limits';
import { CHECKS, type Checks } from './checks';
import {
  badEncoding,
  checkHeader,
  checkLongRecord,
  malformed,
  noRows,
  recordTooLong,
  type CsvSource,
} from './csv-faults';
import { CsvScanner, CsvSyntaxError } from './csv-scanner';
import { withoutBom } from './text-bytes';
import { type Payload } from './types';

export interface SplitOptions extends CsvSource {
  /** Records in one batch at most. */
  records: number;
  /** Bytes in one batch at most, the header included. */
  bytes: number;
  /** Which limits are looked at. Default: all. */
  checks?: Checks;
}

/**
 * Cuts CSV of any size into batches, each with the header, at record ends only. Bytes pass as they are: nothing between
 * two record ends is read, changed or made into an object; only blank lines, which are no records, are left out. Throws
 * `InputException` at the first record that cannot be sent, after the batches before it have been given out.
 */
export async function* splitCsv(source: AsyncIterable<Uint8Array>, options: SplitOptions): AsyncGenerator<Payload> {
  const splitter = new Splitter(options);
  for await (const chunk of withoutBom(source, (bytes) => {
    splitter.skip(bytes);
  }))
    yield* splitter.take(chunk);
  yield* splitter.end();
}

const NOTHING = new Uint8Array(0);

class Splitter {
  readonly #options: SplitOptions;
  readonly #scanner: CsvScanner;
  #header: Buffer | undefined;
  /** Whole records of the batch that is being filled. */
  #batch: Uint8Array[] = [];
  #batchBytes = 0;
  #batchRows = 0;
  /** Rows in the batches that are cut. */
  #rowsBefore = 0;
  /** The beginning of a record whose end has not come yet. */
  #tail: Uint8Array[] = [];
  #tailBytes = 0;
  /** Offsets in the source: of the present chunk, and of the first byte that belongs to the batch. */
  #offset = 0;
  #batchStart = 0;

  constructor(options: SplitOptions) {
    this.#options = options;
    this.#scanner = new CsvScanner({ delimiter: options.delimiter, strict: true });
  }

  /** Counts bytes of the source that are no text. */
  skip(bytes: number): void {
    this.#offset += bytes;
    this.#batchStart = this.#offset;
  }

  /** Goes from record end to record end; bytes are sliced only where a batch is cut or the chunk is over. */
  *take(chunk: Uint8Array): Generator<Payload> {
    const { ends, fault } = this.#scanner.scan(chunk);
    let from = 0;
    let start = 0;
    for (const mark of ends) {
      const end = mark < 0 ? ~mark : mark;
      const isRow = mark >= 0 && this.#header !== undefined;
      if (!isRow || this.#isFullWith(this.#tailBytes + end - start)) {
        this.#keep(chunk.subarray(from, start));
        from = start;
        if (isRow) yield this.#cut(this.#offset + start - this.#tailBytes);
      }
      if (isRow) {
        if (this.#tailBytes + end - start > CHARACTERS_PER_FIELD) this.#checkLong(chunk.subarray(start, end));
        this.#addRow(end - start);
      } else {
        if (mark >= 0) this.#takeHeader(chunk.subarray(start, end));
        this.#dropTail();
        from = end;
        if (this.#batchRows === 0) this.#batchStart = this.#offset + end;
      }
      start = end;
    }
    if (fault !== undefined) throw malformed(this.#options, fault);
    this.#keep(chunk.subarray(from, start));
    this.#addToTail(chunk.subarray(start));
    this.#offset += chunk.length;
  }

  *end(): Generator<Payload> {
    this.#endScan();
    yield* this.#endTail();
    if (this.#header === undefined) throw noRows(this.#options, 'it is empty');
    if (this.#batchRows > 0) yield this.#cut(this.#offset);
    else if (this.#rowsBefore === 0) throw noRows(this.#options, 'it has a header, and no rows below it');
  }

  /** The last record may have no line end; what follows the last record may also be a blank line of one CR. */
  *#endTail(): Generator<Payload> {
    const isRecord = this.#scanner.records > this.#recordsTaken;
    if (!isRecord) return;
    if (this.#header === undefined) {
      this.#takeHeader(NOTHING);
      return;
    }
    if (this.#isFullWith(this.#tailBytes)) yield this.#cut(this.#offset - this.#tailBytes);
    if (this.#tailBytes > CHARACTERS_PER_FIELD) this.#checkLong(NOTHING);
    this.#addRow(0);
  }

  get #recordsTaken(): number {
    return (this.#header === undefined ? 0 : 1) + this.#rowsBefore + this.#batchRows;
  }

  #isFullWith(recordBytes: number): boolean {
    if (recordBytes > CHARACTERS_PER_RECORD * 4) throw recordTooLong(this.#options, this.#recordsTaken);
    const bytes = (this.#header?.length ?? 0) + this.#batchBytes + recordBytes;
    return this.#batchRows > 0 && (this.#batchRows === this.#options.records || bytes > this.#options.bytes);
  }

  /** Counts a row whose last bytes are in the present chunk, and puts those of earlier chunks before them. */
  #addRow(bytesInChunk: number): void {
    if (this.#tailBytes > 0) {
      this.#batch.push(...this.#tail);
      this.#batchBytes += this.#tailBytes;
      this.#dropTail();
    }
    this.#batchBytes += bytesInChunk;
    this.#batchRows++;
  }

  #checkLong(lastBytes: Uint8Array): void {
    const record = Buffer.concat([...this.#tail, lastBytes]).toString('utf8');
    checkLongRecord(this.#options, { record, row: this.#recordsTaken, checks: this.#options.checks ?? CHECKS });
  }

  #keep(bytes: Uint8Array): void {
    if (bytes.length > 0) this.#batch.push(bytes);
  }

  #addToTail(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#tail.push(bytes);
    this.#tailBytes += bytes.length;
    // A quote that is never closed would gather the rest of the file here.
    if (this.#tailBytes > CHARACTERS_PER_RECORD * 4) throw recordTooLong(this.#options, this.#recordsTaken);
  }

  #dropTail(): void {
    if (this.#tailBytes === 0) return;
    this.#tail = [];
    this.#tailBytes = 0;
  }

  #takeHeader(lastBytes: Uint8Array): void {
    const header = Buffer.concat([...this.#tail, lastBytes]);
    checkHeader(this.#options, header);
    const ended = header.at(-1) === 0x0a || header.at(-1) === 0x0d;
    this.#header = ended ? header : Buffer.concat([header, Buffer.from('\n')]);
  }

  /** @param end the offset in the source at which the batch ends */
  #cut(end: number): Payload {
    const header = this.#header ?? Buffer.alloc(0);
    const body = Buffer.concat([header, ...this.#batch]);
    const firstRow = this.#rowsBefore + 1;
    if (!isUtf8(body)) throw badEncoding(this.#options, { body, firstRow });
    const payload = { body, firstRow, rows: this.#batchRows, range: { start: this.#batchStart, end }, header };
    this.#batchStart = end;
    this.#rowsBefore += this.#batchRows;
    this.#batch = [];
    this.#batchBytes = 0;
    this.#batchRows = 0;
    return payload;
  }

  #endScan(): void {
    try {
      this.#scanner.end();
    } catch (error) {
      throw error instanceof CsvSyntaxError ? malformed(this.#options, error) : error;
    }
  }
}
