export interface CsvStyle {
  /** One character of ASCII. Default: a comma. */
  readonly delimiter?: string;
  /** Of ASCII, too. Default: a line feed. */
  readonly newline?: string;
}

export interface CsvTable {
  readonly columns: readonly string[];
  readonly rows: Iterable<readonly string[]>;
}

/** Writes a header and rows, each with its line end. */
export function writeCsv({ columns, rows }: CsvTable, style: CsvStyle = {}): Buffer {
  const writer = new CsvWriter(style);
  writer.begin(columns);
  for (const row of rows) {
    for (const cell of row) writer.cell(cell);
    writer.endLine();
  }
  return writer.take();
}

const QUOTE = 0x22;
const BLANK = 0x20;
const ASCII_END = 0x80;
const AT_FIRST = 1 << 20;

/** The most bytes that one unit of text can take: a character of three bytes, or a quote that is doubled. */
const BYTES_PER_UNIT = 3;

/**
 * Writes CSV as bytes, cell after cell, byte for byte what papaparse writes: text that would become lines, and lines that
 * would become bytes, is most of what it costs to send rows given as objects. One writer can be used again and again.
 */
export class CsvWriter {
  readonly #delimiter: number;
  readonly #newline: string;
  readonly #special: RegExp;
  /** By the code of an ASCII character: whether text with it is quoted. */
  readonly #isSpecial = new Uint8Array(ASCII_END);
  #bytes: Buffer = Buffer.allocUnsafeSlow(AT_FIRST);
  #length = 0;
  #cellsInLine = 0;
  #quotesAll = false;

  constructor({ delimiter = ',', newline = '\n' }: CsvStyle = {}) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.#newline = newline;
    this.#special = new RegExp(`["\\r\\n\\ufeff\\x${this.#delimiter.toString(16).padStart(2, '0')}]`);
    for (const character of `"\r\n${delimiter}`) this.#isSpecial[character.charCodeAt(0)] = 1;
  }

  /**
   * Begins a table with its header; what an error may have left behind is forgotten. A lone value is always quoted: an empty
   * one would make its line blank.
   */
  begin(columns: readonly string[]): void {
    this.#length = 0;
    this.#cellsInLine = 0;
    this.#quotesAll = columns.length === 1;
    for (const column of columns) this.cell(column);
    this.endLine();
  }

  /** False for text with half a character, which is written as U+FFFD. */
  cell(text: string): boolean {
    this.#reserve(BYTES_PER_UNIT * text.length + 3);
    if (this.#cellsInLine++ > 0) this.#bytes[this.#length++] = this.#delimiter;
    if (this.#quotesAll) return this.#quoted(text);
    if (text.charCodeAt(0) === BLANK || text.charCodeAt(text.length - 1) === BLANK) return this.#quoted(text);
    return this.#plain(text);
  }

  endLine(): void {
    this.#reserve(this.#newline.length);
    for (let at = 0; at < this.#newline.length; at++) this.#bytes[this.#length++] = this.#newline.charCodeAt(at);
    this.#cellsInLine = 0;
  }

  /** A copy of what has been written since the table was begun. */
  take(): Buffer {
    return Buffer.from(this.#bytes.subarray(0, this.#length));
  }

  /** Character by character as long as each is a byte; the first that is not, or must be quoted, lets it begin anew. */
  #plain(text: string): boolean {
    const bytes = this.#bytes;
    const isSpecial = this.#isSpecial;
    let to = this.#length;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code >= ASCII_END) return this.#special.test(text) ? this.#quoted(text) : this.#wide(text);
      if (isSpecial[code] === 1) return this.#quoted(text);
      bytes[to++] = code;
    }
    this.#length = to;
    return true;
  }

  #quoted(text: string): boolean {
    const bytes = this.#bytes;
    let to = this.#length;
    bytes[to++] = QUOTE;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code >= ASCII_END) return this.#wide(`"${text.replaceAll('"', '""')}"`);
      if (code === QUOTE) bytes[to++] = QUOTE;
      bytes[to++] = code;
    }
    bytes[to++] = QUOTE;
    this.#length = to;
    return true;
  }

  /** Text of more than ASCII, ready to be written. */
  #wide(text: string): boolean {
    this.#length += this.#bytes.write(text, this.#length, 'utf8');
    return text.isWellFormed();
  }

  #reserve(bytes: number): void {
    if (this.#length + bytes <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(2 * this.#bytes.length, this.#length + bytes));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}
