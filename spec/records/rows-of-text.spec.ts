import { expect } from 'chai';
import { InputException } from '../../lib';
import { CHECKS } from '../../lib/records/checks';
import { type DataFormat } from '../../lib/records/formats';
import { rowsOfText } from '../../lib/records/rows-of-text';
import { collectBlocks, inPieces } from '../helpers/bytes';
import { rejection } from '../helpers/rejection';

const rowsOf = (format: DataFormat, text: string): Promise<unknown[]> =>
  collectBlocks(rowsOfText(inPieces(text, 7), { format, name: 'contacts.csv', delimiter: ',', checks: CHECKS }));

describe('Text that is made into rows', () => {
  it('may have blank lines, a mark and CRLF in CSV', async () => {
    expect(await rowsOf('CSV', '\ufeffLastName,Title\r\n\r\n"a\r\nb",\r\n\r\nc,d')).to.deep.equal([
      { LastName: 'a\r\nb', Title: '' },
      { LastName: 'c', Title: 'd' },
    ]);
  });

  const wrong: [DataFormat, string, number | undefined, RegExp][] = [
    ['CSV', 'LastName,Title\na,b\nc,d,e\n', 2, /^Row 2 of contacts\.csv has 3 fields, the header has 2$/],
    ['CSV', 'LastName,Title\na\n', 1, /^Row 1 .* has 1 field, the header has 2$/],
    ['CSV', 'LastName\nsays "hi"\n', 1, /has a quote inside a value/],
    ['CSV', '', undefined, /nothing to load/],
    ['JSON', '[{"LastName":"a"},null]', 2, /^Row 2 is null/],
    ['JSON', '[[1]]', 1, /^Row 1 is an array/],
    ['JSON', '{"LastName":"a"}', undefined, /not the JSON of its job: this is no array/],
    ['JSON', '[{"LastName":"a"}', undefined, /not the JSON of its job: the array has no end/],
    ['XML', '<sObjects><sObject></sObjects>', undefined, /not the XML of its job/],
    ['XML', 'LastName\na\n', undefined, /not the XML of its job/],
  ];
  for (const [format, text, row, message] of wrong) {
    it(`is refused with its place: ${format} ${JSON.stringify(text)}`, async () => {
      const error = await rejection(rowsOf(format, text), InputException);
      expect(error.row).to.equal(row);
      expect(error.message).to.match(message);
    });
  }
});
