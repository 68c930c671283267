import type * as Xml2js from 'xml2js';

/** Thrown for text that is not XML, or XML of a kind that no well-meaning service sends. */
export class XmlSyntaxError extends Error {}

/** An element: its own text, its attributes, and its children by local name, each a list in document order. */
export interface XmlElement {
  readonly name: string;
  readonly text: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Readonly<Record<string, readonly XmlElement[]>>;
}

/** What xml2js makes of an element under the options below. */
interface RawElement {
  _?: string;
  $?: Record<string, string>;
  [child: string]: unknown;
}

/** Deeper than any control body; a document that nests further is refused before it costs memory. */
const DEEPEST = 100;

/** Reads a document. Prefixes are dropped; unknown entities, and document types, are refused. */
export function parseXml(text: string): XmlElement {
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw new XmlSyntaxError('a document type is not accepted');
  refuseDeepNesting(text);
  const root = readWith(
    new (xml2js().Parser)({
      explicitRoot: false,
      explicitCharkey: true,
      tagNameProcessors: [localName],
      emptyTag: () => ({}),
    }),
    text,
  );
  if (root === undefined) throw new XmlSyntaxError('no root element');
  return toElement(rootName(text), root);
}

/** xml2js calls back before it returns, may call back more than once, and throws some faults: the first one counts. */
function readWith(parser: Xml2js.Parser, text: string): RawElement | undefined {
  const faults: Error[] = [];
  let root: RawElement | undefined;
  try {
    parser.parseString(text, (fault: Error | null, result: RawElement | null | undefined) => {
      if (fault === null) root ??= result ?? undefined;
      else faults.push(fault);
    });
  } catch (fault) {
    faults.push(fault as Error);
  }
  if (faults[0] !== undefined) throw new XmlSyntaxError(faults[0].message.split('\n')[0]);
  return root;
}

function refuseDeepNesting(text: string): void {
  let depth = 0;
  // No `<` inside a tag: looking for the end of one that never ends must not go over the whole text for each.
  for (const [tag] of text.matchAll(/<[^!?<>][^<>]*>/g)) {
    if (tag.startsWith('</')) depth -= 1;
    else if (!tag.endsWith('/>')) depth += 1;
    if (depth > DEEPEST) throw new XmlSyntaxError(`elements nest deeper than ${DEEPEST}`);
  }
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

function rootName(text: string): string {
  return localName(/<([^\s!?/>]+)/.exec(text)?.[1] ?? '');
}

function toElement(name: string, raw: RawElement | string, depth = 1): XmlElement {
  if (typeof raw === 'string') return { name, text: raw, attributes: {}, children: {} };
  if (depth > DEEPEST) throw new XmlSyntaxError(`elements nest deeper than ${DEEPEST}`);
  // Without a prototype, an element may have any name.
  const children = Object.create(null) as Record<string, XmlElement[]>;
  for (const [child, value] of Object.entries(raw)) {
    if (child === '_' || child === '$') continue;
    children[child] = (value as RawElement[]).map((one) => toElement(child, one, depth + 1));
  }
  return { name, text: raw._ ?? '', attributes: raw.$ ?? {}, children };
}

/** The text of the first child of that name; undefined when there is none or it is `xsi:nil`. */
export function childText(element: XmlElement, name: string): string | undefined {
  const child = element.children[name]?.[0];
  if (child === undefined || child.attributes['xsi:nil'] === 'true') return undefined;
  return child.text;
}

/** The first element that is reached by following local names down from here. */
export function descend(element: XmlElement, ...path: string[]): XmlElement | undefined {
  return path.reduce<XmlElement | undefined>((at, name) => at?.children[name]?.[0], element);
}

/** Content for `buildXml`: text, attributes under `$`, children by name. */
export interface XmlContent {
  [name: string]: string | XmlContent | readonly XmlContent[];
}

/** Writes a document with its declaration, everything escaped. */
export function buildXml(root: string, content: XmlContent): string {
  const { Builder } = xml2js();
  return new Builder({
    rootName: root,
    xmldec: { version: '1.0', encoding: 'UTF-8' },
    renderOpts: { pretty: false },
  }).buildObject(content);
}

/** Makes ready what writes documents, for who has to wait for something else: the first takes many times as long as others. */
export function prepareXml(): void {
  buildXml('first', { $: { name: 'value' }, element: 'text' });
}

/** Loaded when it is first used: who signs in to nothing, or speaks 2.0 alone, may never do. */
function xml2js(): typeof Xml2js {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import is loaded at once, or can only be waited for
  return require('xml2js') as typeof Xml2js;
}
