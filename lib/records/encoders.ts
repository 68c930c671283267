/** Rows into the body of a batch, in each of the three formats. */
import { writeCsv, type CsvStyle } from '../codecs/csv';
import { buildXml, type XmlContent } from '../codecs/xml';
import { ASYNC_NAMESPACE, NULL_VALUE, XSI_NAMESPACE } from '../wire/v1';
import { fieldText, unsendable, type Place } from './field-text';
import { toColumn } from './flat-rows';
import { type FlatRow } from './types';

/** Rows that follow one another, and the number of the first. */
export interface NumberedRows {
  readonly rows: readonly FlatRow[];
  readonly firstRow: number;
}

export type RowEncoder = (numbered: NumberedRows) => Buffer;

/** The columns are the union of the rows' keys, so that no row loses a field because the first row lacked it. */
export function encodeCsv({ rows, firstRow }: NumberedRows, style: CsvStyle = {}): Buffer {
  const columns = columnsOf(rows);
  const cells = rows.map((row, at) =>
    columns.map((field) => {
      const text = fieldText(row[field], { row: firstRow + at, field });
      return text === null ? NULL_VALUE : (text ?? '');
    }),
  );
  return Buffer.from(writeCsv({ columns, rows: cells }, style), 'utf8');
}

function columnsOf(rows: readonly FlatRow[]): string[] {
  const columns = new Set<string>();
  for (const row of rows) for (const column in row) columns.add(column);
  return [...columns];
}

export function encodeXml(numbered: NumberedRows): Buffer {
  const sObject = textRows(numbered).map((fields) => {
    const content: XmlContent = {};
    for (const { header, text, place } of fields) {
      const { name, relationship } = toColumn(header);
      const value = text === null ? { $: { 'xsi:nil': 'true' } } : xmlText(text, place);
      if (relationship === undefined) content[name] = value;
      else content[relationship.name] = { sObject: { ...typeOf(relationship.parentType), [name]: value } };
    }
    return content;
  });
  const root = { $: { xmlns: ASYNC_NAMESPACE, 'xmlns:xsi': XSI_NAMESPACE }, sObject };
  return Buffer.from(buildXml('sObjects', root), 'utf8');
}

function typeOf(parentType: string | undefined): XmlContent {
  return parentType === undefined ? {} : { type: parentType };
}

/** Characters that XML cannot hold in any spelling. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const NOT_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

function xmlText(text: string, place: Place): string {
  if (!NOT_IN_XML.test(text)) return text;
  throw unsendable(place, 'a control character', 'XML cannot hold it: take it out, or use contentType CSV or JSON.');
}

export function encodeJson(numbered: NumberedRows): Buffer {
  const records = textRows(numbered).map((fields) => {
    const record: Record<string, unknown> = {};
    for (const { header, text } of fields) {
      const { name, relationship } = toColumn(header);
      if (relationship === undefined) record[name] = text;
      else record[relationship.name] = { ...attributesOf(relationship.parentType), [name]: text };
    }
    return record;
  });
  return Buffer.from(JSON.stringify(records), 'utf8');
}

function attributesOf(parentType: string | undefined): object {
  return parentType === undefined ? {} : { attributes: { type: parentType } };
}

interface TextField {
  readonly header: string;
  readonly text: string | null;
  readonly place: Place;
}

/** The fields of each row that are to be sent; those that are left alone are left out. */
function textRows({ rows, firstRow }: NumberedRows): TextField[][] {
  return rows.map((row, at) =>
    Object.entries(row).flatMap(([header, value]) => {
      const place = { row: firstRow + at, field: header };
      const text = fieldText(value, place);
      return text === undefined ? [] : [{ header, text, place }];
    }),
  );
}
