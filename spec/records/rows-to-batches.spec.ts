import { expect } from 'chai';
import fc from 'fast-check';
import { type NumberedRows } from '../../lib/records/encoders';
import { given } from '../../lib/records/given';
import { rowsToBatches, type RowBatching } from '../../lib/records/rows-to-batches';
import { type InputRow, type Payload } from '../../lib/records/types';
import { collect } from '../helpers/bytes';

/** Counts what is encoded; a row is as long as the text of its only field. */
class Encoder {
  bytes = 0;

  batching(limits: { records: number; bytes: number }): RowBatching {
    return { ...limits, check: () => undefined, encode: (numbered) => this.#encode(numbered) };
  }

  #encode({ rows }: NumberedRows): Buffer {
    const body = Buffer.from(rows.map(({ A }) => String(A)).join(''));
    this.bytes += body.length;
    return body;
  }
}

function batchesOf(blocks: InputRow[][], batching: RowBatching): Promise<Payload[]> {
  return collect(rowsToBatches(given(...blocks), batching));
}

const rowOf = (length: number): InputRow => ({ A: 'x'.repeat(length) });

describe('Rows that are put into batches', () => {
  it('may come in one block, however many they are', async () => {
    const rows = Array.from({ length: 200_000 }, () => rowOf(1));
    const batches = await batchesOf([rows], new Encoder().batching({ records: 2_000, bytes: 10_000_000 }));
    expect(batches.map((batch) => batch.rows)).to.deep.equal(Array.from({ length: 100 }, () => 2_000));
  });

  it('fill each batch as far as the limits and their lengths allow', async () => {
    const [records, bytes] = [50, 1_000];
    const lengths = fc.array(fc.oneof(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 1_100 })), {
      minLength: 1,
      maxLength: 200,
    });
    const filled = fc.asyncProperty(lengths, fc.integer({ min: 1, max: 70 }), async (given, perBlock) => {
      const rows = given.map(rowOf);
      const blocks = Array.from({ length: Math.ceil(rows.length / perBlock) }, (_, at) =>
        rows.slice(at * perBlock, (at + 1) * perBlock),
      );
      const batches = await batchesOf(blocks, new Encoder().batching({ records, bytes }));
      let next = 0;
      for (const batch of batches) {
        const first = next;
        next += batch.rows ?? 0;
        const length = given.slice(first, next).reduce((sum, each) => sum + each, 0);
        expect([batch.firstRow, batch.body.length]).to.deep.equal([first + 1, length]);
        expect(batch.rows === 1 || length <= bytes).to.equal(true);
        const hasRoomForNext = batch.rows !== records && length + (given[next] ?? Infinity) <= bytes;
        expect(hasRoomForNext && length < bytes * 0.9).to.equal(false);
      }
      expect(next).to.equal(given.length);
    });
    await fc.assert(filled, { numRuns: 300 });
  });

  it('are encoded hardly more than once, also where they are too long for as many as a batch may have', async () => {
    const encoder = new Encoder();
    const block = Array.from({ length: 1_000 }, (_, at) => rowOf(at % 200));
    const blocks = Array.from({ length: 100 }, () => block);
    const batches = await batchesOf(blocks, encoder.batching({ records: 10_000, bytes: 100_000 }));
    const sent = batches.reduce((sum, { body }) => sum + body.length, 0);
    expect(encoder.bytes / sent).to.be.below(1.5);
  });
});
