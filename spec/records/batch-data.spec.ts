import { Readable } from 'node:stream';
import { expect } from 'chai';
import fc from 'fast-check';
import { InputException } from '../../lib';
import { sourceOf } from '../../lib/records/batch-data';
import { collect } from '../helpers/bytes';
import { rejection } from '../helpers/rejection';

async function bytesOf(data: unknown): Promise<Buffer> {
  const source = await sourceOf(data);
  return source.kind === 'text' ? Buffer.concat(await collect(source.chunks)) : expect.fail('these are rows');
}

describe('Text that is given in pieces', () => {
  it('is the same bytes wherever it is cut, between the halves of a character too', async () => {
    const cuts = fc.array(fc.nat(20), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), cuts, async (text, at) => {
        const places = [0, ...at.map((place) => Math.min(place, text.length)).sort((a, b) => a - b), text.length];
        const pieces = places.slice(1).map((end, index) => text.slice(places[index], end));
        expect((await bytesOf(Readable.from(pieces))).equals(Buffer.from(text, 'utf8'))).to.equal(true);
      }),
    );
  });

  for (const [where, data] of Object.entries({
    'in a text': 'LastName\n\uD83D\n',
    'in a piece': Readable.from(['LastName\n', 'a\uDE00\n']),
    'at the end of a piece': Readable.from(['LastName\nx\uD83D', 'y\n']),
    'before bytes': Readable.from(['LastName\nx\uD83D', Buffer.from('y\n'), '\uDE00']),
    'at the end of all': Readable.from(['LastName\nx\uD83D']),
  })) {
    it(`is refused with half a character ${where}`, async () => {
      const error = await rejection(bytesOf(data), InputException);
      expect(error.message).to.equal('The data has half a character, which cannot be sent');
    });
  }
});
