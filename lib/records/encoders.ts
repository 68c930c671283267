/** Rows into the body of a batch, in each of the three formats. */
import { CsvWriter, type CsvStyle } from '../codecs/csv-writer';
import { buildXml, type XmlContent } from '../codecs/xml';
import { ASYNC_NAMESPACE, NULL_VALUE, XSI_NAMESPACE } from '../wire/v1';
import { anyText, fieldText, halfCharacter, unsendable, type Place } from './field-text';
import { toColumn, type Column } from './flat-rows';
import { type FlatRow } from './types';

/** Rows that follow one another, and the number of the first. */
export interface NumberedRows {
  readonly rows: readonly FlatRow[];
  readonly firstRow: number;
}

export type RowEncoder = (numbered: NumberedRows) => Buffer;

/** The columns are the union of the rows' keys, so that no row loses a field because the first row lacked it. */
export function csvEncoder(style: CsvStyle = {}): RowEncoder {
  const writer = new CsvWriter(style);
  return ({ rows, firstRow }) => {
    const columns = columnsOf(rows);
    const place = { row: firstRow, field: '' };
    writer.begin(columns);
    for (const row of rows) {
      for (const field of columns) {
        place.field = field;
        const text = anyText(row[field], place);
        if (!writer.cell(text === null ? NULL_VALUE : (text ?? ''))) throw halfCharacter(place);
      }
      writer.endLine();
      place.row++;
    }
    return writer.take();
  };
}

function columnsOf(rows: readonly FlatRow[]): string[] {
  const columns: string[] = [];
  const known = new Set<string>();
  for (const row of rows) {
    let at = 0;
    for (const column in row) {
      // Most rows have the columns of those before them, in the same order.
      if (column === columns[at++] || known.has(column)) continue;
      known.add(column);
      columns.push(column);
    }
  }
  return columns;
}

export function encodeXml(numbered: NumberedRows): Buffer {
  const sObject = textRows(numbered).map((fields) =>
    recordOf(fields, ({ name, relationship }, { text, place }): XmlContent[string] => {
      const value = text === null ? NIL : xmlText(text, place);
      requireName(name, place);
      if (relationship === undefined) return value;
      requireName(relationship.name, place);
      return { sObject: { ...typeOf(relationship.parentType, place), [name]: value } };
    }),
  );
  const root = { $: { xmlns: ASYNC_NAMESPACE, 'xmlns:xsi': XSI_NAMESPACE }, sObject };
  return Buffer.from(buildXml('sObjects', root), 'utf8');
}

const NIL: XmlContent = { $: { 'xsi:nil': 'true' } };

/** What is no name of a field could be markup instead. */
function requireName(name: string, place: Place): void {
  if (/^[A-Za-z]\w*$/.test(name)) return;
  throw unsendable(place, 'what is not the name of a field', 'Give API names, as describe() lists them.');
}

function typeOf(parentType: string | undefined, place: Place): XmlContent {
  return parentType === undefined ? {} : { type: xmlText(parentType, place) };
}

/** Characters that XML cannot hold in any spelling. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const NOT_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

function xmlText(text: string, place: Place): string {
  if (!NOT_IN_XML.test(text)) return text;
  throw unsendable(place, 'a control character', 'XML cannot hold it: take it out, or use contentType CSV or JSON.');
}

export function encodeJson(numbered: NumberedRows): Buffer {
  const records = textRows(numbered).map((fields) =>
    recordOf(fields, ({ name, relationship }, { text }) =>
      relationship === undefined ? text : { ...attributesOf(relationship.parentType), [name]: text },
    ),
  );
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

/** The fields of one record by their names, a parent's below the relationship. Each can stand there only once. */
function recordOf<Value>(
  fields: readonly TextField[],
  valueOf: (column: Column, field: TextField) => Value,
): Record<string, Value> {
  // Without a prototype, a field may have any name.
  const record = Object.create(null) as Record<string, Value>;
  for (const field of fields) {
    const column = toColumn(field.header);
    const name = column.relationship?.name ?? column.name;
    if (name in record) throw unsendable(field.place, 'a second field of the same parent', 'Name it by one field.');
    record[name] = valueOf(column, field);
  }
  return record;
}
