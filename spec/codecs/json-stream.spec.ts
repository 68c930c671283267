import { expect } from 'chai';
import fc from 'fast-check';
import { JsonSyntaxError, readJsonArray } from '../../lib/codecs/json-stream';
import { collectBlocks, cutAt, inPieces } from '../helpers/bytes';
import { rejection } from '../helpers/rejection';

const read = (text: string | Uint8Array, size = 3): Promise<unknown[]> =>
  collectBlocks(readJsonArray(inPieces(text, size)));

describe('A JSON array that comes in pieces', () => {
  it('has the members that were written, wherever it is cut', async () => {
    const members = [{ 'a"[': ']\\"', b: [1, { c: [] }] }, '\\', '"},', -1.5e3, null, true, {}, [[]]];
    const text = JSON.stringify(members, null, 1);
    for (let place = 0; place <= Buffer.byteLength(text); place++) {
      expect(await collectBlocks(readJsonArray(cutAt(text, place))), `cut at ${place}`).to.deep.equal(members);
    }
  });

  it('has the members that were written, whatever they are', async () => {
    const nested = fc.jsonValue({ maxDepth: 5, depthSize: 'small' });
    await fc.assert(
      fc.asyncProperty(
        fc.array(nested),
        fc.nat({ max: 2 }),
        fc.integer({ min: 1, max: 20 }),
        async (all, gap, size) => {
          const text = JSON.stringify(all, null, gap);
          expect(await read(text, size)).to.deep.equal(JSON.parse(text));
        },
      ),
    );
  });

  it('keeps what a decoder may take for a byte order mark', async () => {
    const members = ['\ufeff', '\ufeffa', { '\ufeff': 'a\ufeffb\ufeff' }];
    for (const text of [JSON.stringify(members), JSON.stringify(members).replaceAll('\ufeff', '\\uFEFF')]) {
      for (const size of [1, 2, 3, 100]) expect(await read(text, size)).to.deep.equal(members);
    }
  });

  it('may have blanks around it, or no members', async () => {
    for (const text of ['[]', ' [ ] ', '\ufeff\r\n[\n]\n']) expect(await read(text)).to.deep.equal([]);
    expect(await read('\ufeff [ 1 ]\n')).to.deep.equal([1]);
  });

  const wrong: [string | Uint8Array, string][] = [
    ['', 'this is no array'],
    ['x', 'this is no array'],
    ['x[1]', 'this is no array'],
    ['"a"', 'this is no array'],
    ['{"a":1}', 'this is no array'],
    ['[1][2]', 'this is no array'],
    ['[1', 'the array has no end'],
    ['[{"a":1]', 'the array has no end'],
    ['["]', 'the array has no end'],
    ['[}', 'the array ends with a brace'],
    ['[{"a":1}}', 'the array ends with a brace'],
    ['[1]x', 'something follows the array'],
    [Buffer.from([0x5b, 0x5d, 0xe2, 0x82]), 'it is not UTF-8'],
    ['[1]"', 'something follows the array'],
    ['[,1]', 'member 1: Unexpected end of JSON input'],
    ['[1,]', 'member 2: Unexpected end of JSON input'],
    ['[1,,2]', 'member 2: Unexpected end of JSON input'],
    ['['.repeat(33), 'its values nest deeper than 32'],
    [Buffer.from([0x5b, 0x22, 0xff, 0x22, 0x5d]), 'it is not UTF-8'],
  ];
  for (const [text, message] of wrong) {
    it(`is refused: ${JSON.stringify(text.toString())}`, async () => {
      for (const size of [1, 100]) {
        expect((await rejection(read(text, size), JsonSyntaxError)).message).to.equal(message);
      }
    });
  }

  it('is refused where a member is no JSON, with the number of the member', async () => {
    for (const text of ['[1,{"a":1],3]', '[1,[1},3]', '[1,{a:1}]', '[1,"\n"]', '[1,01]']) {
      expect((await rejection(read(text), JsonSyntaxError)).message).to.match(/^member 2: /);
    }
  });

  it('is refused where it closes what is not open', async () => {
    for (const text of [']', '[1]]', '[1]][']) {
      expect(await rejection(read(text), JsonSyntaxError)).to.be.instanceOf(JsonSyntaxError);
    }
  });
});
