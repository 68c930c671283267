import { type FileHandle, open } from 'node:fs/promises';
import { type Writable } from 'node:stream';
import papaparse from 'papaparse';
import { naming, OutputError } from './output-error';
import { widenCsv, type CsvPart } from './widen-csv';

type Cells = Readonly<Record<string, unknown>>;

/** Where the text goes. */
interface Target {
  readonly write: (text: string) => Promise<unknown>;
  readonly close: () => Promise<void>;
  /** Whether what is written can be read again. */
  readonly isFile: boolean;
}

/**
 * A CSV file that grows by rows. It has the columns of all of them, whatever the first has, and then those that tell of the
 * row.
 */
export class CsvFile {
  readonly #path: string;
  readonly #target: Target;
  readonly #telling: readonly string[];
  readonly #columns = new Set<string>();
  readonly #parts: CsvPart[] = [];
  #length = 0;
  #waiting: Cells[] = [];

  private constructor(path: string, target: Target, telling: readonly string[]) {
    this.#path = path;
    this.#target = target;
    this.#telling = telling;
  }

  /**
   * @param path `-` is stdout
   * @param telling the columns that are in each row, and stand last
   */
  static async create(path: string, stdout: Writable, telling: readonly string[]): Promise<CsvFile> {
    const target = path === '-' ? targetOf(stdout) : await openFile(path).catch(naming(path));
    return new CsvFile(path, target, telling);
  }

  async add(row: Cells): Promise<void> {
    for (const column in row) if (!this.#columns.has(column)) this.#addColumn(column);
    this.#waiting.push(row);
    if (this.#waiting.length >= ROWS_AT_ONCE) await this.#flush();
  }

  /** @param columns for a file without rows */
  async finish(columns: readonly string[]): Promise<void> {
    await this.#flush();
    if (this.#parts.length === 0) {
      for (const column of columns) this.#addColumn(column);
      await this.#write([this.#header()]);
    }
    if (this.#parts.length > 1) await widenCsv(this.#path, this.#header(), this.#parts).catch(naming(this.#path));
  }

  async close(): Promise<void> {
    await this.#target.close();
  }

  #addColumn(column: string): void {
    if (this.#telling.includes(column)) return;
    if (this.#parts.length > 0 && !this.#target.isFile) throw columnTooLate(column);
    this.#columns.add(column);
  }

  #header(): string[] {
    return [...this.#columns, ...this.#telling];
  }

  async #flush(): Promise<void> {
    if (this.#waiting.length === 0) return;
    const columns = this.#header();
    if (this.#parts.length === 0) await this.#write([columns]);
    if (this.#parts.at(-1)?.columns !== this.#columns.size) {
      this.#parts.push({ columns: this.#columns.size, start: this.#length });
    }
    await this.#write(this.#waiting.map((row) => columns.map((column) => row[column] ?? '')));
    this.#waiting = [];
  }

  async #write(rows: readonly unknown[][]): Promise<void> {
    const text = csvText(rows);
    this.#length += Buffer.byteLength(text);
    await this.#target.write(text).catch(naming(this.#path));
  }
}

async function openFile(path: string): Promise<Target> {
  const file: FileHandle = await open(path, 'w');
  return {
    write: (text) => file.appendFile(text),
    close: () => file.close(),
    isFile: (await file.stat()).isFile(),
  };
}

/** Left open: it is not ours. */
function targetOf(stdout: Writable): Target {
  return {
    write: (text) =>
      new Promise<void>((resolve, reject) => {
        stdout.write(text, (error) => {
          if (error) reject(error);
          else resolve();
        });
      }),
    close: () => Promise.resolve(),
    isFile: false,
  };
}

function columnTooLate(column: string): OutputError {
  return new OutputError(
    `The batches have different columns: "${column}" is not in the header, which is written already; name a file instead`,
  );
}

const ROWS_AT_ONCE = 1_000;

/** Rows as lines, each with its end. */
function csvText(rows: readonly unknown[][]): string {
  return `${papaparse.unparse([...rows], { newline: '\n' })}\n`;
}
