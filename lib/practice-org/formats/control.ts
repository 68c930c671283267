/**
 * The control bodies of Bulk API 1.0, byte for byte: no line break after the declaration, the namespace on a line of
 * its own, one space of indentation a level, a line break at the end; JSON with its keys in alphabetical order.
 */
import { ASYNC_NAMESPACE } from '../../wire/v1';
import { type Reply } from '../http';
import { escapeXml, jsonDateTime, xmlDateTime } from './text';

/** A time in milliseconds, or a decimal that keeps its `.0`: what both formats write in ways of their own. */
export class DateTime {
  constructor(readonly milliseconds: number) {}
}
export class Decimal {
  constructor(readonly text: string) {}
}

export type ControlValue = string | number | boolean | null | DateTime | Decimal;

/** In the order in which the XML has them. JSON has all of them, XML only those that are not null. */
export type ControlFields = readonly (readonly [name: string, value: ControlValue])[];

export type ControlFormat = 'XML' | 'JSON';

export const CONTROL_MEDIA_TYPES = { XML: 'application/xml', JSON: 'application/json' } as const;

/** What JSON answers hold and XML ones leave out. */
const JSON_ONLY: readonly string[] = ['fastPathEnabled'];

export const controlReply = (status: number, format: ControlFormat, body: string): Reply => ({
  status,
  headers: { 'Content-Type': CONTROL_MEDIA_TYPES[format] },
  body,
});

export const objectBody = (format: ControlFormat, root: string, fields: ControlFields): string =>
  format === 'JSON' ? jsonObject(fields) : xmlDocument(root, xmlFields(fields, 1));

export interface ListShape {
  readonly root: string;
  readonly item: string;
}

export const listBody = (format: ControlFormat, { root, item }: ListShape, items: readonly ControlFields[]): string =>
  format === 'JSON'
    ? `{${JSON.stringify(item)}:[${items.map(jsonObject).join(',')}]}`
    : xmlDocument(root, items.map((fields) => ` <${item}>\n${xmlFields(fields, 2)} </${item}>\n`).join(''));

export const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';

export const xmlDocument = (root: string, content: string): string => {
  const start = `${XML_DECLARATION}<${root}\n   xmlns="${ASYNC_NAMESPACE}"`;
  return content === '' ? `${start} />\n` : `${start}>\n${content}</${root}>\n`;
};

const xmlFields = (fields: ControlFields, depth: number): string =>
  fields
    .filter(([name, value]) => value !== null && !JSON_ONLY.includes(name))
    .map(([name, value]) => `${' '.repeat(depth)}<${name}>${escapeXml(xmlValue(value))}</${name}>\n`)
    .join('');

const xmlValue = (value: ControlValue): string => {
  if (value instanceof DateTime) return xmlDateTime(value.milliseconds);
  return value instanceof Decimal ? value.text : String(value);
};

const jsonObject = (fields: ControlFields): string =>
  `{${[...fields]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `${JSON.stringify(name)}:${jsonValue(value)}`)
    .join(',')}}`;

export const jsonValue = (value: ControlValue): string => {
  if (value instanceof DateTime) return JSON.stringify(jsonDateTime(value.milliseconds));
  return value instanceof Decimal ? value.text : JSON.stringify(value);
};
