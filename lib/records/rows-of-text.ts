/** Rows out of text in any format, for what must be looked into before it is sent. */
import { parseCsv } from '../codecs/csv';
import { JsonSyntaxError, readJsonArray } from '../codecs/json-stream';
import { XmlSyntaxError, type XmlElement } from '../codecs/xml';
import { readXmlChildren } from '../codecs/xml-stream';
import { InputException } from '../errors';
import { type DataFormat } from './formats';
import { recordBlocks } from './record-blocks';
import { withoutBom } from './text-bytes';
import { type FieldValue, type InputRow } from './types';

type RowReader = (chunks: AsyncIterable<Uint8Array>) => AsyncIterable<InputRow[]>;

const READERS: Record<DataFormat, RowReader> = { CSV: csvRows, XML: xmlRows, JSON: jsonRows };

export function rowsOfText(chunks: AsyncIterable<Uint8Array>, format: DataFormat): AsyncIterable<InputRow[]> {
  return READERS[format](withoutBom(chunks));
}

async function* csvRows(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<InputRow[]> {
  let columns: readonly string[] | undefined;
  for await (const block of recordBlocks(chunks)) {
    const records = parseCsv(block.toString('utf8'));
    columns ??= records.shift() ?? [];
    const names = columns;
    yield records.map((record) => Object.fromEntries(names.map((name, at) => [name, record[at] ?? ''])));
  }
}

async function* jsonRows(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<InputRow[]> {
  try {
    for await (const block of readJsonArray(chunks)) yield block.map((member) => member as InputRow);
  } catch (error) {
    throw error instanceof JsonSyntaxError ? unreadable('JSON', error) : error;
  }
}

async function* xmlRows(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<InputRow[]> {
  try {
    for await (const block of readXmlChildren(chunks)) yield block.map(sObjectRow);
  } catch (error) {
    throw error instanceof XmlSyntaxError ? unreadable('XML', error) : error;
  }
}

function sObjectRow(sObject: XmlElement): InputRow {
  return Object.fromEntries(
    Object.entries(sObject.children).map(([name, [element]]) => [name, element && valueOf(element)]),
  );
}

function valueOf(element: XmlElement): FieldValue | Readonly<Record<string, FieldValue>> {
  const parent = element.children.sObject?.[0];
  if (parent !== undefined) return sObjectRow(parent) as Readonly<Record<string, FieldValue>>;
  return element.attributes['xsi:nil'] === 'true' ? null : element.text;
}

function unreadable(format: DataFormat, cause: Error): InputException {
  return new InputException(`The data is not the ${format} of its job: ${cause.message}`, {
    advice: `Give rows as objects, or ${format} as the service documents it, or make the job with another contentType.`,
    cause,
  });
}
