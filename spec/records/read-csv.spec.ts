import { expect } from 'chai';
import fc from 'fast-check';
import { ConnectionException, UnexpectedReplyException } from '../../lib';
import { csvRecords } from '../../lib/records/csv-records';
import { echoedBlocks, inputBlocks, resultBlocks } from '../../lib/records/record-blocks';
import { collect, cutAt, inPieces } from '../helpers/bytes';
import { rejection } from '../helpers/rejection';
import { bytesOf, writtenTable } from './csv-tables';

describe('blocks of whole records', () => {
  it('are together what came, whatever the pieces', async () => {
    await fc.assert(
      fc.asyncProperty(writtenTable, fc.integer({ min: 1, max: 40 }), async (table, size) => {
        const blocks = await collect(inputBlocks(inPieces(bytesOf(table), size), ','));
        expect(Buffer.concat(blocks).toString('hex')).to.equal(bytesOf(table).toString('hex'));
      }),
    );
  });

  it('end where a record ends', async () => {
    const csv = '"a","line one\nline two"\n"字","x"\n"last","y"';
    for (let place = 0; place <= Buffer.byteLength(csv); place++) {
      const blocks = await collect(inputBlocks(cutAt(csv, place), ','));
      for (const block of blocks.slice(0, -1)) expect(block.toString()).to.match(/"\n$/);
      for (const block of blocks) expect((block.toString().match(/"/g) ?? []).length % 4).to.equal(0);
    }
  });

  it('hold no more records than a few hundred, however long the pieces are that they come in', async () => {
    const csv = `"Id","Note"\n${'"1","line one\nline two"\n'.repeat(1_000)}`;
    const blocks = await collect(inputBlocks(inPieces(csv, csv.length), ','));
    expect(Buffer.concat(blocks).toString()).to.equal(csv);
    expect(blocks.map((block) => csvRecords(block.toString()).length)).to.deep.equal([250, 250, 250, 250, 1]);
  });

  it('are refused when they break off inside a quoted value', async () => {
    const error = await rejection(collect(inputBlocks(inPieces('"a"\n"b', 2), ',')), ConnectionException);
    expect(error.message).to.include('breaks off');
  });
});

describe('csvRecords', () => {
  it('gives each record as it stands, without its line end', () => {
    expect(csvRecords('"Id","Note"\n"1","a\nb"\r\n\r\n"2",""')).to.deep.equal(['"Id","Note"', '"1","a\nb"', '"2",""']);
  });

  it('gives nothing of nothing', () => {
    expect(csvRecords('')).to.deep.equal([]);
  });

  it('gives as many records as a table has', () => {
    fc.assert(
      fc.property(writtenTable, (table) => {
        const text = Buffer.concat([table.headerBytes, table.rowBytes]).toString();
        expect(csvRecords(text)).to.have.lengthOf(table.rows.length + 1);
      }),
    );
  });
});

describe('Blank lines on end', () => {
  const LINES = Buffer.from(`a,b\n1,2\n${'\n'.repeat(1_200_000)}3,4\n`);

  it('are passed over in what was sent, and refused in a result', async () => {
    const sent = await collect(inputBlocks(inPieces(LINES, 65_536), ','));
    expect(Buffer.concat(sent).equals(LINES)).to.equal(true);
    for (const blocks of [resultBlocks, echoedBlocks]) {
      const error = await rejection(collect(blocks(inPieces(LINES, 65_536), ',')), UnexpectedReplyException);
      expect(error.message).to.include('without the end of a record');
    }
  });

  it('are counted anew after each record', async () => {
    const some = Buffer.from(`a,b\n${`1,2\n${'\n'.repeat(900_000)}`.repeat(2)}`);
    expect(Buffer.concat(await collect(resultBlocks(inPieces(some, 65_536)))).equals(some)).to.equal(true);
  });
});
