import { expect } from 'chai';
import fc from 'fast-check';
import { beginningOf, bytesOf, lengthOf, piecesOf } from '../../lib/transport/request-body';

const bytes = fc.uint8Array({ maxLength: 20 });
const body = fc.oneof(bytes, fc.string({ unit: 'binary', maxLength: 20 }), fc.array(bytes, { maxLength: 6 }));

describe('The body of a request', () => {
  it('is the same bytes in pieces as whole, none of them longer than is wanted', () => {
    fc.assert(
      fc.property(body, fc.integer({ min: 1, max: 12 }), (of, most) => {
        const pieces = [...piecesOf(of, most)];
        expect(Buffer.concat(pieces).equals(bytesOf(of))).to.equal(true);
        expect(bytesOf(of)).to.have.lengthOf(lengthOf(of));
        expect(Math.max(0, ...pieces.map(({ length }) => length))).to.be.at.most(most);
      }),
    );
  });

  it('begins with its first bytes, whichever parts they lie in', () => {
    fc.assert(
      fc.property(body, fc.integer({ min: 1, max: 60 }), (of, most) => {
        expect(beginningOf(of, most).equals(bytesOf(of).subarray(0, most))).to.equal(true);
      }),
    );
  });
});
