import { open } from 'node:fs/promises';
import { type Writable } from 'node:stream';
import papaparse from 'papaparse';
import { naming } from './output-error';

type Cells = Readonly<Record<string, unknown>>;

/** Where the text goes. */
interface Target {
  readonly write: (text: string) => Promise<unknown>;
  readonly close: () => Promise<void>;
}

/** A CSV file that grows by rows. Its columns are those of the first row and, where there is none, those that are given. */
export class CsvFile {
  readonly #path: string;
  readonly #target: Target;
  #columns: readonly string[] | undefined;
  #waiting: Cells[] = [];

  private constructor(path: string, target: Target) {
    this.#path = path;
    this.#target = target;
  }

  /** @param path `-` is stdout */
  static async create(path: string, stdout: Writable): Promise<CsvFile> {
    return new CsvFile(path, path === '-' ? targetOf(stdout) : await open(path, 'w').catch(naming(path)));
  }

  async add(row: Cells): Promise<void> {
    this.#waiting.push(row);
    if (this.#waiting.length >= ROWS_AT_ONCE) await this.#flush();
  }

  /** @param columns for a file without rows */
  async finish(columns: readonly string[]): Promise<void> {
    await this.#flush();
    if (this.#columns === undefined) await this.#write(csvText([], columns));
  }

  async close(): Promise<void> {
    await this.#target.close();
  }

  async #flush(): Promise<void> {
    const [first] = this.#waiting;
    if (first === undefined) return;
    const header = this.#columns === undefined;
    this.#columns ??= Object.keys(first);
    await this.#write(csvText(this.#waiting, this.#columns, header));
    this.#waiting = [];
  }

  async #write(text: string): Promise<void> {
    await this.#target.write(text).catch(naming(this.#path));
  }
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
  };
}

const ROWS_AT_ONCE = 1_000;

function csvText(rows: readonly Cells[], columns: readonly string[], header = true): string {
  const data = rows.map((row) => columns.map((column) => row[column] ?? ''));
  return `${papaparse.unparse(header ? [[...columns], ...data] : data, { newline: '\n' })}\n`;
}
