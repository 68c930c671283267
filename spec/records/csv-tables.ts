import fc from 'fast-check';

/** A table, and one of the many ways to write it as CSV. */
export interface WrittenTable {
  header: string[];
  rows: string[][];
  headerBytes: Buffer;
  /** What follows the header. */
  rowBytes: Buffer;
  /** The mark before it all, or nothing. */
  mark: Buffer;
}

const LETTERS = ['a', 'Z', '7', ' ', '"', ',', '\n', '\r', ';', '\t', 'é', '字', '😀', '#N/A', "'", '\\', '\0'];

const cell = fc.array(fc.constantFrom(...LETTERS), { maxLength: 6 }).map((letters) => letters.join(''));

const mustQuote = (text: string, columns: number): boolean => /[",\r\n]/.test(text) || (columns === 1 && text === '');

function write(record: readonly string[], quoted: (at: number) => boolean): string {
  return record
    .map((text, at) => (mustQuote(text, record.length) || quoted(at) ? `"${text.replaceAll('"', '""')}"` : text))
    .join(',');
}

interface Style {
  lineEnd: string;
  lastLineEnd: boolean;
  marked: boolean;
  quotes: number;
}

const style: fc.Arbitrary<Style> = fc.record({
  lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
  lastLineEnd: fc.boolean(),
  marked: fc.boolean(),
  quotes: fc.nat(),
});

function writeTable(columns: number, rows: string[][], { lineEnd, lastLineEnd, marked, quotes }: Style): WrittenTable {
  const header = Array.from({ length: columns }, (_, at) => `Cölumn${at}`);
  const lines = [header, ...rows].map((record, line) =>
    write(record, (at) => ((quotes >> ((line + at) % 24)) & 1) === 1),
  );
  const [first = '', ...others] = lines;
  return {
    header,
    rows,
    headerBytes: Buffer.from(first + lineEnd),
    rowBytes: Buffer.from(others.join(lineEnd) + (lastLineEnd ? lineEnd : '')),
    mark: Buffer.from(marked ? '\uFEFF' : ''),
  };
}

/** Tables of any content, written with any quoting, any line end, and a byte order mark or none. */
export const writtenTable: fc.Arbitrary<WrittenTable> = fc
  .integer({ min: 1, max: 4 })
  .chain((columns) =>
    fc
      .tuple(
        fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 12 }),
        style,
      )
      .map(([rows, how]) => writeTable(columns, rows, how)),
  );

export function bytesOf({ mark, headerBytes, rowBytes }: WrittenTable): Buffer {
  return Buffer.concat([mark, headerBytes, rowBytes]);
}
