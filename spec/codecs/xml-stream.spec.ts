import { expect } from 'chai';
import { XmlSyntaxError } from '../../lib/codecs/xml';
import { parseXmlChildren, readXmlChildren } from '../../lib/codecs/xml-stream';

const PIECE = Buffer.alloc(1 << 16, 'x');

/** A document that never ends. */
class Endless {
  bytes = 0;

  constructor(readonly start: string) {}

  // eslint-disable-next-line @typescript-eslint/require-await -- an async generator of something that is there already
  async *read(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(this.start);
    for (;;) {
      this.bytes += PIECE.length;
      yield PIECE;
    }
  }
}

describe('XML that is read as it comes', () => {
  for (const [what, start] of Object.entries({
    'a text': '<rows><row>',
    'an attribute': '<rows><row name="',
    'a name': '<rows><',
    'a comment': '<rows><!--',
    'a CDATA section': '<rows><row><![CDATA[',
    'an entity': '<rows><row>&',
    'a processing instruction': '<rows><?',
    'a document type': '<!DOCTYPE ',
  })) {
    it(`refuses ${what} without end, and holds no more than the longest record`, async () => {
      const document = new Endless(start);
      const error = await faultOf(readXmlChildren(document.read()));
      expect(error).to.be.instanceOf(XmlSyntaxError);
      expect(document.bytes).to.be.below(10_000_000 + 2 * PIECE.length);
    });
  }

  for (const [what, text] of Object.entries({
    'an entity of its own': '<!DOCTYPE r [<!ENTITY e "eeee">]><r><a>&e;</a></r>',
    'an unknown entity': '<r><a>&e;</a></r>',
    'a tag that another closes': '<r><a></b></r>',
    'an end that is missing': '<r><a>1</a>',
    'two roots': '<r></r><r></r>',
    'no root': '   ',
    'elements below elements': `${'<a>'.repeat(100)}${'</a>'.repeat(100)}`,
  })) {
    it(`refuses ${what}`, () => {
      expect(() => parseXmlChildren(text)).to.throw(XmlSyntaxError);
    });
  }

  it('takes blank lines before the declaration, and control characters in texts', () => {
    const [a] = parseXmlChildren('\n \n<?xml version="1.0"?><r><a>x\u000by</a></r>');
    expect(a).to.have.property('text', 'x\u000by');
  });

  it('gives texts with entities, CDATA and prefixes', () => {
    const [a, b] = parseXmlChildren('<x:r><x:a n="1">&lt;&#228;<![CDATA[<&]]></x:a><b/></x:r>');
    expect(a).to.deep.include({ name: 'a', text: '<ä<&', attributes: { n: '1' } });
    expect(b).to.deep.include({ name: 'b', text: '' });
  });
});

async function faultOf(blocks: AsyncIterable<unknown>): Promise<unknown> {
  try {
    for await (const _ of blocks);
    return undefined;
  } catch (error) {
    return error;
  }
}
