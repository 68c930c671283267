import { expect } from 'chai';
import fc from 'fast-check';
import { firstOfEach, ordinaryLeaves, ordinaryList } from '../../../lib/dialects/v1/ordinary-xml';
import { parseXmlChildren } from '../../../lib/codecs/xml-stream';

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';
const NAMESPACE = 'xmlns="http://www.force.com/2009/06/asyncapi/dataload"';
const member =
  '<batchInfo>\n  <id>751QQ000000Ab1YYAS</id>\n  <state>Queued</state><stateMessage></stateMessage>\n</batchInfo>';
const listOf = (...members: string[]): string =>
  `${DECLARATION}<batchInfoList ${NAMESPACE}>${members.join('\n')}</batchInfoList>\n`;

/** Pieces of lists, good and bad. */
const piece = fc.constantFrom(
  '<batchInfo>',
  '</batchInfo>',
  `<batchInfo ${NAMESPACE}>`,
  '<id>7</id>',
  '<id>8</id>',
  '<state>',
  '</state>',
  '<n a="1">x</n>',
  '<n/>',
  '<m>&amp;</m>',
  '<m>a\r\nb</m>',
  '<!-- c -->',
  'text',
  '\n  ',
);

describe('The list of batches as the service writes it', () => {
  it('is read without a parser', () => {
    const due = { id: '751QQ000000Ab1YYAS', state: 'Queued', stateMessage: '' };
    expect(ordinaryList(listOf(member, member), 'batchInfo')?.map((record) => ({ ...record }))).to.deep.equal([
      due,
      due,
    ]);
  });

  it('says what a parser says, or nothing', () => {
    let read = 0;
    const same = fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = listOf(member, pieces.join(''), member);
      const records = ordinaryList(text, 'batchInfo');
      if (records === undefined) return;
      read++;
      expect(records.map((record) => ({ ...record }))).to.deep.equal(parsed(text));
    });
    fc.assert(same, { numRuns: 5_000, seed: 1 });
    expect(read).to.be.above(50);
  });

  for (const [what, text] of Object.entries({
    'an empty list': listOf(),
    'a list that breaks off': listOf(member).slice(0, -5),
    'something after the list': `${listOf(member)}<a/>`,
    'another list': listOf(member).replaceAll('batchInfo>', 'jobInfo>'),
    'an error': `<error ${NAMESPACE}><exceptionCode>InvalidJob</exceptionCode></error>`,
    'a document type': `<!DOCTYPE batchInfoList>${listOf(member)}`,
    'a text of many characters': listOf(member.replace('Queued', 'x'.repeat(2_001))),
    JSON: '{"batchInfo":[]}',
  })) {
    it(`leaves ${what} to the parser`, () => {
      expect(ordinaryList(text, 'batchInfo')).to.equal(undefined);
    });
  }
});

describe('One record as the service writes it', () => {
  const recordOf = (...pieces: string[]): string =>
    `${DECLARATION}<batchInfo ${NAMESPACE}>${pieces.join('')}</batchInfo>\n`;

  it('is read without a parser, what comes first of each name', () => {
    const leaves = ordinaryLeaves(
      recordOf('\n <id>7</id>', '<state>Queued</state>\n', '<id>8</id>', '<note> a > b </note>'),
    );
    expect(leaves && { ...firstOfEach(leaves) }).to.deep.equal({ id: '7', state: 'Queued', note: ' a > b ' });
  });

  it('is left to the parser, which counts, when it has more values than any record', () => {
    const values = (count: number): string => recordOf('<id>7</id>'.repeat(count));
    expect(ordinaryLeaves(values(10_000))).to.have.lengthOf(10_000);
    expect(ordinaryLeaves(values(10_001))).to.equal(undefined);
  });

  it('says what a parser says, or nothing', () => {
    let read = 0;
    const same = fc.property(fc.array(piece, { maxLength: 5 }), (pieces) => {
      const text = recordOf(...pieces);
      const leaves = ordinaryLeaves(text);
      if (leaves === undefined) return;
      read++;
      expect(leaves).to.deep.equal(parseXmlChildren(text).map((element) => [element.name, element.text]));
    });
    fc.assert(same, { numRuns: 5_000, seed: 1 });
    expect(read).to.be.above(50);
  });

  for (const [what, text] of Object.entries({
    'a record that breaks off': recordOf('<id>7</id>').slice(0, -5),
    'something after it': `${recordOf('<id>7</id>')}<a/>`,
    'a list of records': listOf(member),
    'a value that is nil': recordOf('<stateMessage xsi:nil="true"/>'),
    'an entity': recordOf('<stateMessage>a &lt; b</stateMessage>'),
    'a document type': `<!DOCTYPE batchInfo>${recordOf('<id>7</id>')}`,
    JSON: '{"id":"7"}',
  })) {
    it(`leaves ${what} to the parser`, () => {
      expect(ordinaryLeaves(text)).to.equal(undefined);
    });
  }
});

function parsed(text: string): Record<string, string>[] {
  return parseXmlChildren(text).map(({ children }) =>
    Object.fromEntries(Object.entries(children).map(([name, [first]]) => [name, first?.text ?? ''])),
  );
}
