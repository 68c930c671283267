import { parseCsv } from '../../codecs/csv';
import { CsvWriter } from '../../codecs/csv-writer';
import { fieldText } from '../../records/field-text';
import { flatten } from '../../records/flat-rows';
import { given } from '../../records/given';
import { inputBlocks } from '../../records/record-blocks';
import { errorText } from '../../records/record-errors';
import { type FlatRow } from '../../records/types';
import { NULL_VALUE } from '../../wire/v1';
import { type Outcome } from './outcomes';

/** The column of the error; columns that begin with `sf__` are left out when such a file is loaded. */
const ERROR_COLUMN = 'sf__Error';

/** Rows of the same columns. */
interface Part {
  /** How many there are, without the error's. */
  readonly columns: number;
  /** Without a header. */
  readonly csv: Buffer;
}

/** Rows that failed, held as CSV, which takes a tenth of the memory of objects. A row of further columns begins a new part. */
export class FailedRows {
  readonly #delimiter: string;
  readonly #writer: CsvWriter;
  readonly #columns = new Set<string>();
  readonly #parts: Part[] = [];
  /** What the writer has begun with. */
  #header: Buffer = Buffer.alloc(0);
  #count = 0;

  constructor(delimiter: string) {
    this.#delimiter = delimiter;
    this.#writer = new CsvWriter({ delimiter });
    this.#begin();
  }

  get count(): number {
    return this.#count;
  }

  add({ input, row: number, errors }: Outcome): void {
    const row = input === null ? {} : flatten(input, number);
    if (Object.keys(row).some((column) => !this.#columns.has(column))) this.#widenBy(row);
    for (const column of this.#columns) this.#writer.cell(cell(row, number, column));
    this.#writer.cell(errorText(errors));
    this.#writer.endLine();
    this.#count++;
  }

  /** All of them, below one header. */
  async *csv(): AsyncGenerator<Buffer> {
    const last = this.#part();
    yield this.#header;
    for (const part of this.#parts) yield* this.#inFullWidth(part);
    yield last.csv;
  }

  #widenBy(row: FlatRow): void {
    if (this.#count > 0) this.#parts.push(this.#part());
    for (const column in row) this.#columns.add(column);
    this.#begin();
  }

  #begin(): void {
    this.#writer.begin([...this.#columns, ERROR_COLUMN]);
    this.#header = this.#writer.take();
  }

  #part(): Part {
    return { columns: this.#columns.size, csv: this.#writer.take().subarray(this.#header.length) };
  }

  /** Rows that have nothing in the columns that came after them. */
  async *#inFullWidth({ columns, csv }: Part): AsyncGenerator<Buffer> {
    const missing = Array<string>(this.#columns.size - columns).fill('');
    for await (const block of inputBlocks(given(csv), this.#delimiter)) {
      this.#begin();
      for (const cells of parseCsv(block.toString('utf8'), this.#delimiter)) {
        for (const text of cells.toSpliced(columns, 0, ...missing)) this.#writer.cell(text);
        this.#writer.endLine();
      }
      yield this.#part().csv;
    }
  }
}

function cell(row: FlatRow, number: number, field: string): string {
  const text = fieldText(row[field], { row: number, field });
  return text === null ? NULL_VALUE : (text ?? '');
}
