import { expect } from 'chai';
import { writeZip } from '../../lib/codecs/zip';

describe('A zip', () => {
  it('has the same bytes whenever it is packed', async () => {
    const zip = await writeZip({ 'request.txt': Buffer.from('LastName\nHopp\n') });
    // Of a local file header: the time and the day, which for 1 January 1980 are these.
    expect([zip.readUInt16LE(10), zip.readUInt16LE(12)]).to.deep.equal([0, 0x21]);
  });
});
