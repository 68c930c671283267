/** XML that came in: well-formed, with nothing in it but data. */
import { XMLParser, type X2jOptions, XMLValidator } from 'fast-xml-parser';

export class XmlMalformed extends Error {}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The parser's own decoder leaves numeric references as they are. */
const decode = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
        if (name !== undefined) return NAMED[name] ?? whole;
        return character(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
      })
    : text;

const LAST_CODE_POINT = 0x10ffff;

const character = (code: number): string => {
  if (code > LAST_CODE_POINT) throw new XmlMalformed(`Character reference "&#${code}" is an invalid XML character.`);
  return String.fromCodePoint(code);
};

const idle = (): void => undefined;
const entityDecoder = { decode, setExternalEntities: idle, addInputEntities: idle, reset: idle, setXmlVersion: idle };

const READING: X2jOptions = { parseTagValue: false, ignoreDeclaration: true, entityDecoder };

/** A parser for one shape of document. Throws `XmlMalformed`. */
export const xmlReader = (options: X2jOptions): ((text: string) => unknown) => {
  const parser = new XMLParser({ ...READING, ...options });
  return (text) => {
    const document = text.trim();
    check(document);
    return parser.parse(document) as unknown;
  };
};

const check = (document: string): void => {
  // Entities of its own could make a small document large.
  if (/<!DOCTYPE/i.test(document)) throw new XmlMalformed('DOCTYPE is disallowed.');
  checkReferences(document);
  const verdict = XMLValidator.validate(document);
  if (verdict !== true) throw new XmlMalformed(verdict.err.msg);
};

const PREDEFINED = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-fA-F]+);)([\w.-]*)(;?)/;

/** In the words of the service's own parser. */
const checkReferences = (document: string): void => {
  const outside = document.replace(/<!\[CDATA\[[^]*?\]\]>|<!--[^]*?-->/g, '');
  const [wrong, name = '', end] = PREDEFINED.exec(outside) ?? [];
  if (wrong === undefined) return;
  if (end === ';') throw new XmlMalformed(`The entity "${name}" was referenced, but not declared.`);
  if (name !== '') throw new XmlMalformed(`The reference to entity "${name}" must end with the ';' delimiter.`);
  throw new XmlMalformed("The entity name must immediately follow the '&' in the entity reference.");
};
