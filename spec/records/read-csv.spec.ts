import { expect } from 'chai';
import fc from 'fast-check';
import { ConnectionException } from '../../lib';
import { csvRecords } from '../../lib/records/csv-records';
import { recordBlocks } from '../../lib/records/record-blocks';
import { collect, cutAt, inPieces } from '../helpers/bytes';
import { rejection } from '../helpers/rejection';
import { bytesOf, writtenTable } from './csv-tables';

describe('blocks of whole records', () => {
  it('are together what came, whatever the pieces', async () => {
    await fc.assert(
      fc.asyncProperty(writtenTable, fc.integer({ min: 1, max: 40 }), async (table, size) => {
        const blocks = await collect(recordBlocks(inPieces(bytesOf(table), size)));
        expect(Buffer.concat(blocks).toString('hex')).to.equal(bytesOf(table).toString('hex'));
      }),
    );
  });

  it('end where a record ends', async () => {
    const csv = '"a","line one\nline two"\n"字","x"\n"last","y"';
    for (let place = 0; place <= Buffer.byteLength(csv); place++) {
      const blocks = await collect(recordBlocks(cutAt(csv, place)));
      for (const block of blocks.slice(0, -1)) expect(block.toString()).to.match(/"\n$/);
      for (const block of blocks) expect((block.toString().match(/"/g) ?? []).length % 4).to.equal(0);
    }
  });

  it('hold no more records than a few hundred, however long the pieces are that they come in', async () => {
    const csv = `"Id","Note"\n${'"1","line one\nline two"\n'.repeat(1_000)}`;
    const blocks = await collect(recordBlocks(inPieces(csv, csv.length)));
    expect(Buffer.concat(blocks).toString()).to.equal(csv);
    expect(blocks.map((block) => csvRecords(block.toString()).length)).to.deep.equal([250, 250, 250, 250, 1]);
  });

  it('are refused when they break off inside a quoted value', async () => {
    const error = await rejection(collect(recordBlocks(inPieces('"a"\n"b', 2))), ConnectionException);
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
