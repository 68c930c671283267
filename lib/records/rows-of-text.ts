/** Rows out of text in any format, for what must be looked into before it is sent. */
import { parseCsv } from '../codecs/csv';
import { JsonSyntaxError, readJsonArray } from '../codecs/json-stream';
import { XmlSyntaxError, type XmlElement } from '../codecs/xml';
import { readXmlChildren } from '../codecs/xml-stream';
import { InputException } from '../errors';
import { asRow } from './batch-data';
import { type Checks } from './checks';
import { type DataFormat } from './formats';
import { splitCsv } from './split-csv';
import { withoutBom } from './text-bytes';
import { type FieldValue, type InputRow } from './types';

export interface TextSource {
  readonly format: DataFormat;
  /** What messages call the text. */
  readonly name: string;
  readonly checks: Checks;
  /** Between the columns of CSV. */
  readonly delimiter: string;
}

type RowReader = (chunks: AsyncIterable<Uint8Array>, source: TextSource) => AsyncGenerator<InputRow[]>;

const READERS: Record<DataFormat, RowReader> = { CSV: csvRows, XML: xmlRows, JSON: jsonRows };

export function rowsOfText(chunks: AsyncIterable<Uint8Array>, source: TextSource): AsyncGenerator<InputRow[]> {
  return READERS[source.format](withoutBom(chunks, source), source);
}

/** Enough to be worth a block, and few enough that most are used up when the collector next looks what is to be kept. */
const PIECE = { records: 250, bytes: 1_000_000 };

/** By way of the splitter, so that a file has the same faults whichever format it ends up in. */
async function* csvRows(
  chunks: AsyncIterable<Uint8Array>,
  { name, checks, delimiter }: TextSource,
): AsyncGenerator<InputRow[]> {
  for await (const { body } of splitCsv(chunks, { ...PIECE, name, checks, delimiter })) {
    const records = parseCsv(body.toString('utf8'), delimiter);
    const columns = records.shift() ?? [];
    yield records.map((record) => rowOf(columns, record));
  }
}

/** One by one, since this is where the rows of large files go through. */
function rowOf(columns: readonly string[], record: readonly string[]): InputRow {
  const row: Record<string, string> = {};
  for (let at = 0; at < columns.length; at++) row[columns[at] ?? ''] = record[at] ?? '';
  return row;
}

async function* jsonRows(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<InputRow[]> {
  let rows = 0;
  try {
    for await (const block of readJsonArray(chunks)) yield block.map((member) => asRow(member, ++rows));
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
