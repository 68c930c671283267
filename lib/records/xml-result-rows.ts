import { childText, XmlSyntaxError, type XmlElement } from '../codecs/xml';
import { readXmlChildren } from '../codecs/xml-stream';
import { brokenResult } from './broken-result';
import { type RawRow, type RecordError, type ResultRow } from './types';

/** Reads the XML results of a load, in blocks. Elements are found by name: servers differ in their order. */
export async function* readXmlResultRows(source: AsyncIterable<Uint8Array>): AsyncGenerator<ResultRow[]> {
  for await (const block of childrenOf(source)) yield block.map(toResultRow);
}

function toResultRow(result: XmlElement): ResultRow {
  const id = childText(result, 'id');
  return {
    id: id === undefined || id === '' ? null : id,
    success: childText(result, 'success') === 'true',
    created: childText(result, 'created') === 'true',
    errors: (result.children.errors ?? []).map(toRecordError),
  };
}

function toRecordError(error: XmlElement): RecordError {
  return {
    statusCode: childText(error, 'statusCode') ?? '',
    message: childText(error, 'message') ?? '',
    fields: (error.children.fields ?? []).map(({ text }) => text),
  };
}

/** Reads the rows of one XML result set, in blocks; a parent's fields become columns such as `Account.Name`. */
export async function* readXmlQueryRows(source: AsyncIterable<Uint8Array>): AsyncGenerator<RawRow[]> {
  for await (const block of childrenOf(source)) {
    yield block.map((record) => {
      const row: RawRow = {};
      addFields(row, record, '');
      return row;
    });
  }
}

/** `Id` stands there twice when it was selected, and as nil when it was not; `type` is the record's object. */
function addFields(row: RawRow, record: XmlElement, path: string): void {
  for (const [name, elements] of Object.entries(record.children)) {
    const [element] = elements;
    if (element === undefined || (name === 'type' && isTypeOf(record))) continue;
    const isNil = element.attributes['xsi:nil'] === 'true';
    if (name === 'Id' && isNil) continue;
    if (Object.keys(element.children).length > 0) addFields(row, element, `${path}${name}.`);
    else row[`${path}${name}`] = isNil ? null : element.text;
  }
}

/** Only a record has a `type` that is not a field of its own. */
function isTypeOf(record: XmlElement): boolean {
  return record.name === 'records' || /(^|:)sObject$/.test(record.attributes['xsi:type'] ?? '');
}

async function* childrenOf(source: AsyncIterable<Uint8Array>): AsyncGenerator<readonly XmlElement[]> {
  try {
    yield* readXmlChildren(source);
  } catch (error) {
    throw error instanceof XmlSyntaxError ? brokenResult('XML', error) : error;
  }
}
