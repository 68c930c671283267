import { expect } from 'chai';
import fc from 'fast-check';
import { cutUpload, linesOf } from '../../../lib/practice-org/v2/upload-records';
import { RECORDS_PER_BATCH } from '../../../lib/wire/limits';

/** Values with everything in them that could be taken for an end. */
const value = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', '\n', '\r', ' ') });
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const line = fc.array(value, { minLength: 1, maxLength: 3 }).map((values) => values.map(quoted).join(','));

describe('The records of an upload', () => {
  it('are cut out whole, whatever their values hold', () => {
    fc.assert(
      fc.property(fc.array(line), fc.constantFrom('\n', '\r\n'), (lines, end) => {
        const data = Buffer.from(lines.map((text) => text + end).join(''));
        expect([...linesOf(data, end)]).to.deep.equal(lines.map((text) => text + end));
      }),
    );
  });

  it('are all in the batches, below the header each', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1 }), async (lines) => {
        const [header = '', ...rows] = lines;
        const batches = await cutUpload(Buffer.from(lines.join('\n')), 'LF');
        const wanted = rows.length === 0 ? [] : [`${header}\n${rows.join('\n')}`];
        expect(batches.map(String)).to.deep.equal(wanted);
      }),
    );
  });

  it('are not blank lines', async () => {
    expect((await cutUpload(Buffer.from('\n\nA\n\n1\n\n'), 'LF')).map(String)).to.deep.equal(['A\n\n1\n']);
    expect([...linesOf(Buffer.from('A\r\n\r\n1\r\n\r\n'), '\r\n')]).to.deep.equal(['A\r\n', '1\r\n']);
    expect(await cutUpload(Buffer.from('\n'), 'LF')).to.deep.equal([]);
  });

  it('fill a batch before the next is begun', async () => {
    for (const [extra, sizes] of [
      [0, [RECORDS_PER_BATCH]],
      [1, [RECORDS_PER_BATCH, 1]],
    ] as const) {
      const data = Buffer.from(`A\n${'1\n'.repeat(RECORDS_PER_BATCH + extra)}`);
      const counts = (await cutUpload(data, 'LF')).map((batch) => batch.toString().split('\n').length - 2);
      expect(counts).to.deep.equal(sizes);
    }
  });
});
