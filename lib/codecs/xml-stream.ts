import { StringDecoder } from 'node:string_decoder';
import { SaxesParser } from 'saxes';
import { XmlSyntaxError, type XmlElement } from './xml';

/** An element that is being read. */
interface OpenElement {
  readonly name: string;
  readonly attributes: Record<string, string>;
  children: Record<string, XmlElement[]>;
  text: string;
}

/** Most elements have none, and share it. Without a prototype, an element may have any name. */
const NO_CHILDREN = Object.freeze(Object.create(null) as OpenElement['children']);

/** Deeper than any record of five parents. */
const DEEPEST = 32;

/** Longer than any record may be. */
const LONGEST_TEXT = 10_000_000;

/** More than any record has: 5,000 fields, and those of its parents. An element takes many times its length in memory. */
const MOST_ELEMENTS = 100_000;

/** The list of 60,000 batches, which an org makes in four days; it takes half a gigabyte. */
const MOST_IN_DOCUMENT = 1_000_000;

/** Reads the elements right below the root as they come, so that the document is never held whole. */
export async function* readXmlChildren(source: AsyncIterable<Uint8Array>): AsyncGenerator<XmlElement[]> {
  const reader = new ChildReader();
  const decoder = new StringDecoder('utf8');
  for await (const chunk of source) {
    reader.write(decoder.write(chunk));
    const children = reader.take();
    if (children.length > 0) yield children;
  }
  reader.end();
}

/** The same of a text that is at hand: lists of thousands, which xml2js takes several times as long to read. */
export function parseXmlChildren(text: string, most = MOST_IN_DOCUMENT): XmlElement[] {
  const reader = new ChildReader(most);
  reader.write(text);
  reader.end();
  return reader.take();
}

class ChildReader {
  // Nobody asks where in the text an element stands.
  readonly #parser = new SaxesParser({ xmlns: false, position: false } as const);
  readonly #open: OpenElement[] = [];
  #children: XmlElement[] = [];
  #hasBegun = false;
  #hasRoot = false;
  /** Characters since something was found in them. */
  #unread = 0;
  /** Of the child that is being read: characters, not counting the piece in which it begins, and elements. */
  #length = 0;
  #elements = 0;
  /** How many more elements there may be in all. */
  #left: number;

  constructor(most = Infinity) {
    this.#left = most;
    this.#parser.on('doctype', () => {
      throw new XmlSyntaxError('a document type is not accepted');
    });
    this.#parser.on('error', ({ message }) => {
      // Text of fields may hold control characters, and is given on as it is.
      if (message === 'disallowed character.') return;
      throw new XmlSyntaxError(message);
    });
    this.#parser.on('opentag', ({ name, attributes }) => {
      this.#openElement(name, attributes);
    });
    this.#parser.on('text', (text) => {
      this.#addText(text);
    });
    this.#parser.on('cdata', (text) => {
      this.#addText(text);
    });
    this.#parser.on('closetag', () => {
      this.#close();
    });
  }

  write(text: string): void {
    this.#unread += text.length;
    // Blank lines may come before the declaration, though XML has none there.
    const start = this.#hasBegun ? text : text.trimStart();
    this.#hasBegun ||= start !== '';
    const ended = this.#children.length;
    this.#parser.write(start);
    // The parser keeps what has no end yet.
    if (this.#unread > LONGEST_TEXT) throw tooLong(this.#open.at(-1)?.name);
    this.#length = this.#children.length > ended ? 0 : this.#length + text.length;
    if (this.#length > LONGEST_TEXT) throw tooLong((this.#open[1] ?? this.#open[0])?.name);
  }

  /** The children that have ended since the last call. */
  take(): XmlElement[] {
    const children = this.#children;
    if (children.length > 0) this.#children = [];
    return children;
  }

  end(): void {
    if (!this.#hasRoot) throw new XmlSyntaxError('no root element');
    if (this.#open.length > 0) throw new XmlSyntaxError(`<${this.#open[0]?.name ?? ''}> has no end`);
    this.#parser.close();
  }

  #openElement(name: string, attributes: Record<string, string>): void {
    this.#unread = 0;
    this.#hasRoot = true;
    if (++this.#elements > MOST_ELEMENTS) throw tooLong(this.#open[1]?.name);
    if (--this.#left < 0) throw new XmlSyntaxError('the document has more elements than any list');
    if (this.#open.length === DEEPEST) throw new XmlSyntaxError(`elements nest deeper than ${DEEPEST}`);
    this.#open.push({ name: localName(name), attributes, children: NO_CHILDREN, text: '' });
  }

  #addText(text: string): void {
    this.#unread = 0;
    const element = this.#open.at(-1);
    if (element === undefined) return;
    element.text += text;
    if (element.text.length > LONGEST_TEXT) throw tooLong(element.name);
  }

  #close(): void {
    this.#unread = 0;
    const element = this.#open.pop();
    const parent = this.#open.at(-1);
    if (element === undefined || parent === undefined) return;
    if (this.#open.length === 1) {
      this.#children.push(element);
      this.#elements = 0;
    } else addChild(parent, element);
  }
}

function addChild(parent: OpenElement, element: OpenElement): void {
  if (parent.children === NO_CHILDREN) parent.children = Object.create(null) as OpenElement['children'];
  (parent.children[element.name] ??= []).push(element);
}

function tooLong(name: string | undefined): XmlSyntaxError {
  return new XmlSyntaxError(`${name === undefined ? 'the document' : `<${name}>`} is longer than any record`);
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);
