import { open, type FileHandle } from 'node:fs/promises';
import papaparse from 'papaparse';

type Cells = Readonly<Record<string, unknown>>;

/** A CSV file that grows by rows. Its columns are those of the first row and, where there is none, those that are given. */
export class CsvFile {
  readonly #file: FileHandle;
  #columns: readonly string[] | undefined;
  #waiting: Cells[] = [];

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  static async create(path: string): Promise<CsvFile> {
    return new CsvFile(await open(path, 'w'));
  }

  async add(row: Cells): Promise<void> {
    this.#waiting.push(row);
    if (this.#waiting.length >= ROWS_AT_ONCE) await this.#flush();
  }

  /** @param columns for a file without rows */
  async close(columns: readonly string[]): Promise<void> {
    await this.#flush();
    if (this.#columns === undefined) await this.#file.write(csvText([], columns));
    await this.#file.close();
  }

  async #flush(): Promise<void> {
    const [first] = this.#waiting;
    if (first === undefined) return;
    const header = this.#columns === undefined;
    this.#columns ??= Object.keys(first);
    await this.#file.write(csvText(this.#waiting, this.#columns, header));
    this.#waiting = [];
  }
}

const ROWS_AT_ONCE = 1_000;

function csvText(rows: readonly Cells[], columns: readonly string[], header = true): string {
  const data = rows.map((row) => columns.map((column) => row[column] ?? ''));
  return `${papaparse.unparse(header ? [[...columns], ...data] : data, { newline: '\n' })}\n`;
}
