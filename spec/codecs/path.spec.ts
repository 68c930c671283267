import { expect } from 'chai';
import fc from 'fast-check';
import { InputException } from '../../lib';
import { pathOf } from '../../lib/codecs/path';

describe('pathOf', () => {
  it('joins segments', () => {
    expect(pathOf('/services/async/66.0/job', '750', 'batch')).to.equal('/services/async/66.0/job/750/batch');
  });

  it('keeps every segment in its place, whatever it holds', () => {
    const segment = fc.string({
      unit: fc.constantFrom('a', '.', '/', '\\', '?', '#', '%', 'é', ' ', ':'),
      minLength: 1,
    });
    fc.assert(
      fc.property(segment, (id) => {
        fc.pre(id !== '.' && id !== '..');
        const { pathname, search, hash } = new URL(pathOf('https://example.com/job', id, 'batch'));
        expect([search, hash]).to.deep.equal(['', '']);
        expect(pathname.split('/').map(decodeURIComponent)).to.deep.equal(['', 'job', id, 'batch']);
      }),
    );
  });

  for (const id of ['', '.', '..', undefined, null, 7]) {
    it(`refuses what an address would take away: ${JSON.stringify(id)}`, () => {
      expect(() => pathOf('/job', id as string)).to.throw(InputException, 'is not an id');
    });
  }
});
