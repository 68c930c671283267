import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { InputException } from '../../lib';
import { splitCsv } from '../../lib/records/split-csv';
import { type Payload } from '../../lib/records/types';
import { CHARACTERS_PER_FIELD } from '../../lib/wire/limits';
import { collect, cutAt, inPieces } from '../helpers/bytes';
import { rejection } from '../helpers/rejection';
import { bytesOf, writtenTable } from './csv-tables';

const LIMITS = { records: 10_000, bytes: 10_000_000 };

function split(source: AsyncIterable<Uint8Array>, limits = {}): AsyncGenerator<Payload> {
  return splitCsv(source, { ...LIMITS, ...limits, name: 'contacts.csv', delimiter: ',' });
}

/** The rows of a batch as somebody else reads them. */
function rowsOf({ body }: Payload): string[][] {
  const read = parse(body, { record_delimiter: ['\r\n', '\n', '\r'], relax_column_count: true });
  return read.slice(1);
}

describe('cutting CSV into batches', () => {
  const pieces = fc.integer({ min: 1, max: 40 });
  const records = fc.integer({ min: 1, max: 5 });

  it('loses, doubles and changes no byte, whatever the quoting, the line ends and the pieces it comes in', async () => {
    await fc.assert(
      fc.asyncProperty(writtenTable, pieces, records, async (table, size, most) => {
        const batches = await collect(split(inPieces(bytesOf(table), size), { records: most }));
        const { headerBytes, rowBytes } = table;
        for (const { body } of batches) expect(body.subarray(0, headerBytes.length)).to.deep.equal(headerBytes);
        const together = Buffer.concat(batches.map(({ body }) => body.subarray(headerBytes.length)));
        expect(together.toString('hex')).to.equal(rowBytes.toString('hex'));
      }),
      { numRuns: 300 },
    );
  });

  it('cuts where rows end, and numbers them from 1', async () => {
    await fc.assert(
      fc.asyncProperty(writtenTable, pieces, records, async (table, size, most) => {
        const batches = await collect(split(inPieces(bytesOf(table), size), { records: most }));
        expect(batches.flatMap(rowsOf)).to.deep.equal(table.rows);
        const first = batches.map((_, at) => at * most + 1);
        expect(batches.map(({ firstRow }) => firstRow)).to.deep.equal(first);
        const rows = first.map((row) => Math.min(most, table.rows.length - row + 1));
        expect(batches.map((batch) => batch.rows)).to.deep.equal(rows);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps batches within the limit of bytes, and as large as it allows', async () => {
    await fc.assert(
      fc.asyncProperty(writtenTable, pieces, fc.integer({ min: 30, max: 200 }), async (table, size, bytes) => {
        const batches = await collect(split(inPieces(bytesOf(table), size), { bytes }));
        expect(batches.flatMap(rowsOf)).to.deep.equal(table.rows);
        const sizeOf = (payload: Payload): number => payload.body.length;
        for (const batch of batches) if (sizeOf(batch) > bytes) expect(batch.rows).to.equal(1);
        batches.slice(1).forEach((batch, at) => {
          const before = batches[at];
          if (before === undefined || batch.rows !== 1) return;
          expect(sizeOf(before) + sizeOf(batch) - table.headerBytes.length).to.be.greaterThan(bytes);
        });
      }),
      { numRuns: 300 },
    );
  });

  for (const lineEnd of ['\n', '\r\n', '\r']) {
    it(`comes to the same wherever the pieces are cut, with lines that end in ${JSON.stringify(lineEnd)}`, async () => {
      const lines = ['\uFEFF"Näme","Description"', 'Grace,"Hopp, ""Amazing"""', '"字\r\n\n😀",x', '"",""', ',last'];
      const csv = Buffer.from(lines.join(lineEnd));
      const texts = async (source: AsyncIterable<Uint8Array>): Promise<string[]> =>
        (await collect(split(source, { records: 2 }))).map(({ body }) => body.toString());
      const whole = await texts(inPieces(csv, csv.length));
      expect(whole).to.have.lengthOf(2);
      for (let place = 0; place <= csv.length; place++) expect(await texts(cutAt(csv, place))).to.deep.equal(whole);
    });
  }

  it('leaves blank lines out, which are no rows', async () => {
    const [batch] = await collect(split(inPieces('\n\nName,Title\n\na,b\r\n\r\n\rc,d\n\n', 3)));
    expect(batch?.body.toString()).to.equal('Name,Title\na,b\r\nc,d\n');
    expect(batch?.rows).to.equal(2);
  });

  it('gives a header without a line end one of its own, or the rows would join it', async () => {
    const error = await rejection(collect(split(inPieces('Name', 2))), InputException);
    expect(error.message).to.include('no rows below it');
  });

  it('takes only what it needs: a batch is given before the next is read', async () => {
    let read = 0;
    // eslint-disable-next-line @typescript-eslint/require-await -- an async source of something that is there already
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('Name\n');
      for (;;) yield Buffer.from(`${read++}\n`);
    }
    const batches = split(endless(), { records: 10 });
    await batches.next();
    expect(read).to.be.within(10, 12);
    await batches.return(undefined);
  });
});

describe('CSV that cannot be sent', () => {
  const faults: [string, string | Buffer, number, string][] = [
    ['a quote that is never closed', 'A,B\n1,2\n"3,4\n5,6\n', 2, 'never closed'],
    ['too many fields', 'A,B\n1,2\n3,4,5\n6,7\n', 2, 'Row 2 of contacts.csv has 3 fields, the header has 2'],
    ['too few fields', 'A,B\n1,2\n3,4\n5\n6,7\n', 3, 'Row 3 of contacts.csv has 1 field, the header has 2'],
    ['too few fields at the end', 'A,B\n1,2\n3', 2, 'has 1 field, the header has 2'],
    ['more fields than a header of one', 'A\n1\n2,3,4\n', 2, 'has 3 fields, the header has 1'],
    ['a stray quote', 'A,B\n1,2\n3,4\n5,6"7\n', 3, 'quote inside a value'],
    ['text after a quote', 'A,B\n"1"x,2\n', 1, 'text after a closing quote'],
    ['a blank before a quote', 'A,B\n1,2\n"3", "4"\n', 2, 'quote inside a value'],
    ['a stray quote in the header', 'A,B"C\n1,2\n', 0, 'The header of contacts.csv has a quote'],
    ['Latin-1 in a row', Buffer.from('A,B\n1,2\nZo\xeb,4\n5,6\n', 'latin1'), 2, 'not UTF-8'],
    ['Latin-1 in the header', Buffer.from('Gr\xf6\xdfe,B\n1,2\n', 'latin1'), 0, 'not UTF-8'],
    ['a character that was cut', Buffer.from([...Buffer.from('A,B\n1,2\n3,'), 0xe2, 0x82, 0x0a]), 2, 'not UTF-8'],
    ['a column twice', 'Id,Name,Id\n1,2,3\n', 0, '"Id" twice'],
    ['a column twice, in another case', 'Id,Name,ID\n1,2,3\n', 0, '"ID" twice'],
    ['a column without a name', 'Id,,Name\n1,2,3\n', 0, 'without a name'],
  ];
  for (const [what, csv, row, text] of faults) {
    it(`names the row, wherever the pieces are cut: ${what}`, async () => {
      const bytes = Buffer.from(csv);
      for (let place = 0; place <= bytes.length; place++) {
        const given: Payload[] = [];
        const cutting = (async () => {
          for await (const batch of split(cutAt(bytes, place), { records: 1 })) given.push(batch);
        })();
        const error = await rejection(cutting, InputException);
        expect(error.message).to.include(text).and.include('contacts.csv');
        expect(error.row).to.equal(row);
        expect(error.advice).to.be.a('string');
        expect(Math.max(0, ...given.map(({ firstRow }) => firstRow)), 'the last row given out').to.be.below(
          Math.max(row, 1),
        );
      }
    });
  }

  it('names the row of a value that is too long, wherever the pieces are cut', async () => {
    const row = `3,${'x'.repeat(CHARACTERS_PER_FIELD + 1)}\n`;
    const csv = `A,B\n1,2\n${row}5,6\n`;
    const places = [0, 4, 7, 8, 9, 11, 70_000, csv.length - 6, csv.length - 5, csv.length - 4, csv.length];
    for (const place of places) {
      const error = await rejection(collect(split(cutAt(csv, place))), InputException);
      expect(error.message, `cut at ${place}`).to.include('131073 characters');
      expect(error.row, `cut at ${place}`).to.equal(2);
    }
  });

  for (const [name, bytes] of [
    ['little', Buffer.from('\uFEFFName\nHopp\n', 'utf16le')],
    ['big', Buffer.from('\uFEFFName\nHopp\n', 'utf16le').swap16()],
  ] as const) {
    it(`is known by its mark when it is UTF-16, ${name} end first`, async () => {
      for (const size of [1, 2, 100]) {
        const error = await rejection(collect(split(inPieces(bytes, size))), InputException);
        expect(error.message).to.equal('There is UTF-16 in contacts.csv; the service reads UTF-8 only');
      }
    });
  }

  const empty: [string, string, string][] = [
    ['nothing', '', 'it is empty'],
    ['a mark and nothing', '\uFEFF', 'it is empty'],
    ['blank lines', '\n\r\n\r', 'it is empty'],
    ['a header', 'Name', 'no rows below it'],
    ['a header and blank lines', 'Name\n\n\n', 'no rows below it'],
  ];
  for (const [what, csv, text] of empty) {
    it(`is ${what} and nothing to load`, async () => {
      for (let place = 0; place <= Buffer.byteLength(csv); place++) {
        const error = await rejection(collect(split(cutAt(csv, place))), InputException);
        expect(error.message).to.include(text);
      }
    });
  }

  it('gathers no more than a record may have, when a quote is never closed', async () => {
    let read = 0;
    // eslint-disable-next-line @typescript-eslint/require-await -- an async source of something that is there already
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('Name\nHopp\n"Turi\n');
      for (;;) {
        read += 100_000;
        yield Buffer.alloc(100_000, 'x');
      }
    }
    const error = await rejection(collect(split(endless())), InputException);
    expect(error.row).to.equal(2);
    expect(error.advice).to.include('never closed');
    expect(read).to.be.below(2_000_000);
  });

  it('is a header longer than the service takes', async () => {
    const csv = `${'x'.repeat(32_001)},Name\n1,2\n`;
    const error = await rejection(collect(split(inPieces(csv, 1_000))), InputException);
    expect(error.message).to.include('32000 characters');
  });

  it('is a header of more columns than a record may have', async () => {
    const csv = `${Array.from({ length: 5_001 }, (_, at) => `c${at}`).join(',')}\n`;
    const error = await rejection(collect(split(inPieces(csv, 1_000))), InputException);
    expect(error.message).to.match(/5000 columns|32000 characters/);
  });
});
