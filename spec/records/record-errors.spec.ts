import { expect } from 'chai';
import fc from 'fast-check';
import { errorText } from '../../lib';
import { errorCell, parseErrors } from '../../lib/records/record-errors';

const name = fc.stringMatching(/^[A-Z][A-Za-z0-9_]{0,9}$/);
const recordError = fc.record({
  statusCode: fc.stringMatching(/^[A-Z][A-Z0-9_]{0,9}$/),
  message: fc.stringMatching(/^[A-Za-z[\]:,. ]{0,20}$/),
  fields: fc.array(name, { maxLength: 3 }),
});

describe('The errors of a row', () => {
  it('are the same when the cell is read that was written of them', () => {
    fc.assert(
      fc.property(fc.array(recordError, { maxLength: 3 }), (errors) => {
        expect(parseErrors(errorCell(errors))).to.deep.equal(errors);
      }),
    );
  });

  it('are one line for people, with the fields that they are about', () => {
    const missing = { statusCode: 'REQUIRED_FIELD_MISSING', message: 'Fields are missing', fields: ['Name', 'Phone'] };
    const locked = { statusCode: 'UNABLE_TO_LOCK_ROW', message: 'unable to obtain exclusive access', fields: [] };
    expect(errorText([missing, locked])).to.equal(
      'REQUIRED_FIELD_MISSING: Fields are missing [Name, Phone]; UNABLE_TO_LOCK_ROW: unable to obtain exclusive access',
    );
    expect(errorText([])).to.equal('');
  });
});
