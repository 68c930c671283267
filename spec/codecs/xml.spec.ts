import { expect } from 'chai';
import fc from 'fast-check';
import { buildXml, childText, descend, parseXml, XmlSyntaxError } from '../../lib/codecs/xml';
import { parseXmlChildren } from '../../lib/codecs/xml-stream';

describe('reading XML', () => {
  it('finds elements by local name, whatever their prefix', () => {
    const root = parseXml('<?xml version="1.0"?><s:a xmlns:s="urn:x"><s:b><c>text &amp; more</c></s:b></s:a>');
    expect(root.name).to.equal('a');
    const c = descend(root, 'b', 'c');
    expect(c?.text).to.equal('text & more');
  });

  it('gives a list for one child as for many, and nothing for none', () => {
    expect(parseXml('<a><b>1</b></a>').children.b).to.have.lengthOf(1);
    expect(parseXml('<a><b>1</b><b>2</b></a>').children.b?.map(({ text }) => text)).to.deep.equal(['1', '2']);
    expect(parseXml('<a/>').children.b).to.equal(undefined);
  });

  it('takes xsi:nil for nothing, and an empty element for an empty text', () => {
    const root = parseXml('<a xmlns:xsi="urn:x"><b xsi:nil="true"/><c xsi:nil="false">x</c><d/></a>');
    expect(['b', 'c', 'd', 'e'].map((name) => childText(root, name))).to.deep.equal([undefined, 'x', '', undefined]);
  });

  const refused: [string, string][] = [
    ['nothing', ''],
    ['no XML', 'Service Unavailable'],
    ['JSON', '{"a":1}'],
    ['half a document', '<a><b>text</b>'],
    ['crossed elements', '<a><b></a></b>'],
    ['an entity that nobody has declared', '<a>&password;</a>'],
    ['a document type', '<!DOCTYPE html><html></html>'],
    ['an external entity', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'],
    ['entities that multiply', '<!DOCTYPE a [<!ENTITY x "xxxx"><!ENTITY y "&x;&x;&x;">]><a>&y;&y;&y;</a>'],
    ['a hidden document type', '<?xml version="1.0"?>\n<!-- x -->\n<!doctype a><a/>'],
    ['deep nesting', '<a>'.repeat(101) + '</a>'.repeat(101)],
    ['deep nesting behind attributes', '<a x="/>">'.repeat(101) + '</a>'.repeat(101)],
    ['nesting without an end', '<a>'.repeat(100_000)],
  ];
  for (const [what, text] of refused) {
    it(`refuses ${what}`, () => {
      expect(() => parseXml(text)).to.throw(XmlSyntaxError);
    });
  }

  it('refuses a list of more members than can be held', () => {
    const list = `<a>${'<b/>'.repeat(9)}</a>`;
    expect(parseXmlChildren(list, 10)).to.have.length(9);
    expect(() => parseXmlChildren(list, 9)).to.throw(XmlSyntaxError, 'more elements than any list');
  });

  it('takes ordinary nesting', () => {
    const root = parseXml('<a>'.repeat(99) + '<b>x</b>' + '</a>'.repeat(99));
    expect(root.name).to.equal('a');
  });

  it('lets no element stand for a prototype', () => {
    const root = parseXml('<a><__proto__><polluted>yes</polluted></__proto__><b>c</b></a>');
    expect(childText(root, 'b')).to.equal('c');
    expect(({} as Record<string, unknown>).polluted).to.equal(undefined);
    expect(childText(root, 'polluted')).to.equal(undefined);
    expect(childText(root, 'toString')).to.equal(undefined);
  });

  for (const [what, text] of [
    ['tags that never end', '<a '.repeat(500_000)],
    ['angles', '<'.repeat(1_000_000)],
    ['ends of tags', '<a>' + '>'.repeat(1_000_000) + '</a>'],
  ] as const) {
    it(`takes no more time than the text is long: ${what}`, () => {
      const started = process.cpuUsage();
      try {
        parseXml(text);
      } catch (error) {
        expect(error).to.be.instanceOf(XmlSyntaxError);
      }
      expect(process.cpuUsage(started).user / 1e6).to.be.below(5);
    });
  }

  it('throws nothing else, whatever it is given', () => {
    const letters = fc.constantFrom(
      '<',
      '>',
      '/',
      'a',
      'b',
      '"',
      '=',
      '&',
      ';',
      '!',
      '?',
      '[',
      ']',
      '-',
      ' ',
      '_',
      ':',
    );
    fc.assert(
      fc.property(fc.string({ unit: letters, maxLength: 30 }), (text) => {
        try {
          parseXml(`<a>${text}</a>`);
        } catch (error) {
          expect(error).to.be.instanceOf(XmlSyntaxError);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('writing XML', () => {
  it('escapes whatever it is given, so that it can be read back', () => {
    const letters = fc.constantFrom('a', '<', '>', '&', '"', "'", ']]>', 'é', '😀', '/', '<!--');
    fc.assert(
      fc.property(fc.string({ unit: letters, minLength: 1, maxLength: 12 }), (text) => {
        const root = parseXml(buildXml('jobInfo', { $: { xmlns: text }, object: text }));
        expect(childText(root, 'object')).to.equal(text);
        expect(root.attributes.xmlns).to.equal(text);
      }),
    );
  });
});
