export const CSV_HELPERS: Readonly<Record<string, string>> = {
  csvRecords: `
/** The records of CSV text; quoted fields may hold line breaks. */
function* csvRecords(lines: Iterable<string>, delimiter = ','): Generator<string[]> {
  let fields: string[] = [];
  let field = '';
  let isQuoted = false;
  for (const line of lines) {
    const text = isQuoted || line.endsWith('\\n') ? line : \`\${line}\\n\`;
    for (let at = 0; at < text.length; at++) {
      const mark = text.charAt(at);
      if (isQuoted && mark === '"' && text.charAt(at + 1) === '"') field += text.charAt(++at);
      else if (mark === '"' && (isQuoted || field === '')) isQuoted = !isQuoted;
      else if (isQuoted || (mark !== delimiter && mark !== '\\n')) field += mark;
      else {
        fields.push(mark === '\\n' ? field.replace(/\\r$/, '') : field);
        field = '';
        if (mark === '\\n') yield fields.length === 1 && fields[0] === '' ? [] : fields;
        if (mark === '\\n') fields = [];
      }
    }
  }
}`,
  csvLine: `
function csvLine(values: Iterable<unknown>, delimiter: string, quoting: string): string {
  const fields = [...values].map((value) => (value === null || value === undefined ? '' : str(value)));
  const mustQuote = (text: string): boolean => quoting === 'all' || /["\\r\\n]/.test(text) || text.includes(delimiter);
  return fields.map((text) => (mustQuote(text) ? \`"\${text.replaceAll('"', '""')}"\` : text)).join(delimiter);
}`,
  CsvReader: `
class CsvReader implements Iterable<string[]> {
  line_num = 0;
  readonly #records: Generator<string[]>;

  constructor(lines: Iterable<string>, delimiter = ',') {
    this.#records = csvRecords(lines, delimiter);
  }

  *[Symbol.iterator](): Generator<string[]> {
    for (let next = this.#records.next(); next.done !== true; next = this.#records.next()) {
      this.line_num++;
      yield next.value;
    }
  }
}`,
  CsvDictReader: `
class CsvDictReader implements Iterable<Record<string, string>> {
  line_num = 1;
  #fieldnames: string[] | undefined;
  readonly #records: Generator<string[]>;

  constructor(lines: Iterable<string>, delimiter = ',') {
    this.#records = csvRecords(lines, delimiter);
  }

  get fieldnames(): string[] {
    return (this.#fieldnames ??= this.#records.next().value ?? []);
  }

  *[Symbol.iterator](): Generator<Record<string, string>> {
    const names = this.fieldnames;
    for (let next = this.#records.next(); next.done !== true; next = this.#records.next()) {
      this.line_num++;
      const fields: string[] = next.value;
      if (fields.length > 0) yield Object.fromEntries(names.map((name, index) => [name, fields[index] ?? '']));
    }
  }
}`,
  CsvWriter: `
class CsvWriter {
  constructor(
    readonly file: { write(text: string): unknown },
    readonly delimiter = ',',
    readonly quoting = 'minimal',
    readonly lineterminator = '\\r\\n',
  ) {}

  writerow(values: Iterable<unknown>): void {
    this.file.write(csvLine(values, this.delimiter, this.quoting) + this.lineterminator);
  }

  writerows(rows: Iterable<Iterable<unknown>>): void {
    for (const row of rows) this.writerow(row);
  }
}`,
  CsvDictWriter: `
class CsvDictWriter {
  readonly #writer: CsvWriter;

  constructor(
    file: { write(text: string): unknown },
    readonly fieldnames: readonly string[],
    delimiter = ',',
    readonly extrasaction = 'raise',
    quoting = 'minimal',
    lineterminator = '\\r\\n',
  ) {
    this.#writer = new CsvWriter(file, delimiter, quoting, lineterminator);
  }

  writeheader(): void {
    this.#writer.writerow(this.fieldnames);
  }

  writerow(row: Record<string, unknown>): void {
    const extra = Object.keys(row).filter((name) => !this.fieldnames.includes(name));
    if (extra.length > 0 && this.extrasaction === 'raise') {
      throw new ValueError(\`dict contains fields not in fieldnames: \${extra.map((name) => repr(name)).join(', ')}\`);
    }
    this.#writer.writerow(this.fieldnames.map((name) => row[name]));
  }

  writerows(rows: Iterable<Record<string, unknown>>): void {
    for (const row of rows) this.writerow(row);
  }
}`,
};
