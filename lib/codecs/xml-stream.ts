import { StringDecoder } from 'node:string_decoder';
import { parser as createParser, type SAXParser } from 'sax';
import { XmlSyntaxError, type XmlElement } from './xml';

/** An element that is being read. */
interface OpenElement {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: Record<string, XmlElement[]>;
  text: string;
}

/** Deeper than any record of five parents. */
const DEEPEST = 32;

/** Longer than any record may be. */
const LONGEST_TEXT = 10_000_000;

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
export function parseXmlChildren(text: string): XmlElement[] {
  const reader = new ChildReader();
  reader.write(text);
  reader.end();
  return reader.take();
}

class ChildReader {
  // Nobody asks where in the text an element stands.
  readonly #parser: SAXParser = createParser(true, { position: false });
  readonly #open: OpenElement[] = [];
  #children: XmlElement[] = [];
  #hasRoot = false;

  constructor() {
    this.#parser.ondoctype = () => {
      throw new XmlSyntaxError('a document type is not accepted');
    };
    this.#parser.onerror = (error) => {
      throw new XmlSyntaxError(error.message.split('\n')[0]);
    };
    this.#parser.onopentag = ({ name, attributes }) => {
      this.#hasRoot = true;
      if (this.#open.length === DEEPEST) throw new XmlSyntaxError(`elements nest deeper than ${DEEPEST}`);
      this.#open.push({
        name: localName(name),
        attributes: attributes as Record<string, string>,
        // Without a prototype, an element may have any name.
        children: Object.create(null) as OpenElement['children'],
        text: '',
      });
    };
    this.#parser.ontext = this.#parser.oncdata = (text) => {
      this.#addText(text);
    };
    this.#parser.onclosetag = () => {
      this.#close();
    };
  }

  write(text: string): void {
    this.#parser.write(text);
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

  #addText(text: string): void {
    const element = this.#open.at(-1);
    if (element === undefined) return;
    element.text += text;
    if (element.text.length > LONGEST_TEXT) throw new XmlSyntaxError(`<${element.name}> is longer than any record`);
  }

  #close(): void {
    const element = this.#open.pop();
    const parent = this.#open.at(-1);
    if (element === undefined || parent === undefined) return;
    if (this.#open.length === 1) this.#children.push(element);
    else (parent.children[element.name] ??= []).push(element);
  }
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);
