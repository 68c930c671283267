import { expect } from 'chai';
import { UnexpectedReplyException } from '../../lib';
import { wholeText } from '../../lib/bulk/reading/whole-text';
import { inPieces } from '../helpers/bytes';
import { rejection } from '../helpers/rejection';

describe('The text of a batch', () => {
  it('is put together, characters that were cut in two included', async () => {
    expect(await wholeText(inPieces('Höpp\n', 1), 6)).to.equal('Höpp\n');
  });

  it('is refused when it is more than fits, without reading on', async () => {
    let read = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (; ; read++) yield await Promise.resolve(Buffer.alloc(10));
    }
    const error = await rejection(wholeText(endless(), 95), UnexpectedReplyException);
    expect(error.message).to.include('longer than 95 bytes');
    expect(error.advice).to.include('jobDownload()');
    expect(read).to.equal(9);
  });
});
