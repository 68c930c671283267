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
import { CsvScanner, CsvSyntaxError, type RecordEnds } from './csv-scanner';
import { SplitPayload } from './split-payload';
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
  const onDropped = (bytes: number): void => {
    splitter.skip(bytes);
  };
  const text = withoutBom(source, { name: options.name, onDropped });
  for await (const chunk of text) yield* splitter.take(chunk);
  yield* splitter.end();
}

const NOTHING = new Uint8Array(0);

/** Rows that follow one another in a chunk. */
interface Run {
  readonly chunk: Uint8Array;
  readonly found: RecordEnds;
  /** Which of the ends is the first row's. */
  readonly at: number;
  /** Where the first row begins; or goes on, when it has begun in the tail. */
  readonly start: number;
}

class Splitter {
  readonly #options: SplitOptions;
  readonly #scanner: CsvScanner;
  #header: Buffer | undefined;
  /** Whole records of the batch that is being filled. */
  #batch: Uint8Array[] = [];
  /** Parts of it that may be no UTF-8. */
  #unchecked: Uint8Array[] = [];
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

  /** Goes from run to run of rows; bytes are sliced only where a batch is cut or the chunk is over. */
  *take(chunk: Uint8Array): Generator<Payload> {
    const found = this.#scanner.scan(chunk);
    const { ends, isAscii, fault } = found;
    let start = 0;
    for (let at = 0; at < ends.length;) {
      const mark = ends[at] ?? 0;
      const isRow = mark >= 0 && this.#header !== undefined;
      if (isRow) {
        const { rows, end } = this.#fitting({ chunk, found, at, start });
        if (rows === 0) yield this.#cut(this.#offset + start - this.#tailBytes);
        else this.#addRows(rows, { bytes: chunk.subarray(start, end), first: (ends[at] ?? 0) - start, isAscii });
        at += rows;
        start = end;
      } else {
        if (mark >= 0) this.#takeHeader(chunk.subarray(start, mark));
        this.#dropTail();
        at++;
        start = mark < 0 ? ~mark : mark;
        if (this.#batchRows === 0) this.#batchStart = this.#offset + start;
      }
    }
    if (fault !== undefined) throw malformed(this.#options, fault);
    this.#addToTail(chunk.subarray(start));
    this.#offset += chunk.length;
  }

  /** How many of the next rows the batch has room for, and where the last of them ends. */
  #fitting({ chunk, found, at, start }: Run): { rows: number; end: number } {
    const { ends, longest } = found;
    const records = Math.min(ends.length, at + this.#options.records - this.#batchRows);
    const room = this.#options.bytes - (this.#header?.length ?? 0) - this.#batchBytes - this.#tailBytes;
    const last = ends[records - 1] ?? 0;
    // Mostly they all have room, and there is nothing to be said of any.
    if (longest + this.#tailBytes <= CHARACTERS_PER_FIELD && last - start <= room) {
      return { rows: records - at, end: records === at ? start : last };
    }
    let next = at;
    let before = start - this.#tailBytes;
    for (; next < records; next++) {
      const end = ends[next] ?? 0;
      const isFirstOfBatch = this.#batchRows === 0 && next === at;
      if (end < 0 || (end - start > room && !isFirstOfBatch)) break;
      if (end - before > CHARACTERS_PER_FIELD) this.#checkLong(next - at, chunk.subarray(Math.max(before, start), end));
      before = end;
    }
    return { rows: next - at, end: next === at ? start : before };
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
    if (this.#isFull()) yield this.#cut(this.#offset - this.#tailBytes);
    if (this.#tailBytes > CHARACTERS_PER_FIELD) this.#checkLong(0, NOTHING);
    this.#addRows(1, { bytes: NOTHING, first: 0, isAscii: true });
  }

  get #recordsTaken(): number {
    return (this.#header === undefined ? 0 : 1) + this.#rowsBefore + this.#batchRows;
  }

  /** True when the record in the tail has to go into the next batch. */
  #isFull(): boolean {
    const bytes = (this.#header?.length ?? 0) + this.#batchBytes + this.#tailBytes;
    return this.#batchRows > 0 && (this.#batchRows === this.#options.records || bytes > this.#options.bytes);
  }

  /**
   * Adds rows that end in the present chunk. The first may have begun in the tail, and is put together, so that no part of
   * the batch ends within a character.
   *
   * @param run their bytes in the chunk, and how many of these are the first row's
   */
  #addRows(rows: number, { bytes, first, isAscii }: { bytes: Uint8Array; first: number; isAscii: boolean }): void {
    const hasTail = this.#tailBytes > 0;
    const begun = hasTail ? [Buffer.concat([...this.#tail, bytes.subarray(0, first)])] : [];
    const rest = hasTail ? bytes.subarray(first) : bytes;
    this.#batch.push(...begun, rest);
    // What is ASCII is UTF-8 without being looked at again.
    this.#unchecked.push(...begun, ...(isAscii ? [] : [rest]));
    this.#batchBytes += this.#tailBytes + bytes.length;
    this.#batchRows += rows;
    this.#dropTail();
  }

  /** @param rowsBefore rows of the present run that are before the record; the first one begins in the tail */
  #checkLong(rowsBefore: number, bytes: Uint8Array): void {
    const row = this.#recordsTaken + rowsBefore;
    const parts = rowsBefore === 0 ? [...this.#tail, bytes] : [bytes];
    const record = Buffer.concat(parts);
    if (record.length > CHARACTERS_PER_RECORD * 4) throw recordTooLong(this.#options, row);
    checkLongRecord(this.#options, { record: record.toString('utf8'), row, checks: this.#options.checks ?? CHECKS });
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
    const parts = [header, ...this.#batch];
    const firstRow = this.#rowsBefore + 1;
    if (!isUtf8(header) || !this.#unchecked.every(isUtf8))
      throw badEncoding(this.#options, { body: Buffer.concat(parts), firstRow });
    const payload = new SplitPayload(parts, {
      firstRow,
      rows: this.#batchRows,
      range: { start: this.#batchStart, end },
      header,
    });
    this.#batchStart = end;
    this.#rowsBefore += this.#batchRows;
    this.#batch = [];
    this.#unchecked = [];
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
