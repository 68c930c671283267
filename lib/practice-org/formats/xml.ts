/** XML data: `sObjects` to read, results and records to write. */
import { ASYNC_NAMESPACE, XSI_NAMESPACE } from '../../wire/v1';
import { BatchFailure, type InputTable, type InputValue, type QueryAnswer, type RecordResult } from '../store/types';
import { inTurns } from '../turn';
import { XML_DECLARATION } from './control';
import { fieldText } from './field-text';
import { XmlMalformed, xmlReader } from './parse-xml';
import { type FieldLeaf, isLeaf, isMissing, type RecordNode, recordTree, type Row } from './record-tree';
import { type Slice } from './slice';
import { TableBuilder } from './table-builder';
import { escapeXml } from './text';

const TEXT = '#text';
const NIL = '@nil';

const read = xmlReader({
  removeNSPrefix: true,
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  trimValues: false,
});

type Element = Readonly<Record<string, unknown>>;

export const xmlTable = async (text: string): Promise<InputTable> => {
  const table = new TableBuilder();
  const [root] = Object.entries(asElement(parseXml(text))).filter(([name]) => name !== TEXT);
  const records = root === undefined ? [] : asList(asElement(root[1]).sObject);
  await inTurns(records, (record) => {
    table.startRecord();
    for (const [name, value] of fieldsOf(record)) addField(table, { name, value });
  });
  return table.build();
};

const unreadable = (reason: string): BatchFailure => new BatchFailure('InvalidBatch', `Failed to parse XML. ${reason}`);

const parseXml = (text: string): unknown => {
  try {
    return read(text);
  } catch (error) {
    throw error instanceof XmlMalformed ? unreadable(error.message) : error;
  }
};

/** An element that holds nothing, or text alone, is read as its text. */
const asElement = (value: unknown): Element =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Element) : {};

const asList = (value: unknown): readonly unknown[] => {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
};

const fieldsOf = (record: unknown): [string, unknown][] =>
  Object.entries(asElement(record)).filter(([name]) => name !== TEXT && !name.startsWith('@'));

interface Field {
  readonly name: string;
  readonly value: unknown;
}

const addField = (table: TableBuilder, { name, value }: Field): void => {
  const parent = asElement(value).sObject;
  if (parent === undefined) {
    table.set({ name }, inputValue(value));
    return;
  }
  const { type, ...keys } = Object.fromEntries(fieldsOf(parent));
  const parentType = typeof type === 'string' ? type : undefined;
  for (const [field, key] of Object.entries(keys)) table.set({ name, parent: { parentType, field } }, inputValue(key));
};

const inputValue = (value: unknown): InputValue => {
  const element = asElement(value);
  if (element[NIL] === 'true') return null;
  const text = typeof value === 'string' ? value : element[TEXT];
  return typeof text === 'string' && text !== '' ? text : undefined;
};

/** The one body without a declaration, and on a single line. */
export const xmlResultList = (ids: readonly string[]): string =>
  `<result-list xmlns="${ASYNC_NAMESPACE}">${ids.map((id) => `<result>${id}</result>`).join('')}</result-list>`;

export function* xmlResults(results: readonly RecordResult[]): Iterable<string> {
  yield `${XML_DECLARATION}<results\n   xmlns="${ASYNC_NAMESPACE}">\n`;
  for (const result of results) yield ` <result>\n${xmlResult(result)} </result>\n`;
  yield '</results>\n';
}

/** A record that failed has no id. */
const xmlResult = ({ errors, id, success, created }: RecordResult): string =>
  errors.map(xmlError).join('') +
  (id === null ? '' : `  <id>${id}</id>\n`) +
  `  <success>${success}</success>\n  <created>${created}</created>\n`;

const xmlError = ({ fields, message, statusCode }: RecordResult['errors'][number]): string =>
  '  <errors>\n' +
  fields.map((field) => `   <fields>${escapeXml(field)}</fields>\n`).join('') +
  `   <message>${escapeXml(message)}</message>\n   <statusCode>${statusCode}</statusCode>\n  </errors>\n`;

export function* xmlRecords(answer: QueryAnswer, { from, to, objectNamed }: Slice): Iterable<string> {
  const tree = recordTree(answer, objectNamed);
  yield `${XML_DECLARATION}<queryResult\n   xmlns="${ASYNC_NAMESPACE}" xmlns:xsi="${XSI_NAMESPACE}">\n`;
  for (let place = from; place < to; place += 1) {
    yield ` <records xsi:type="sObject">\n${xmlRecord(tree, { row: answer.rows[place] ?? [], depth: 2 })} </records>\n`;
  }
  yield '</queryResult>\n';
}

interface RecordAt {
  readonly row: Row;
  readonly depth: number;
}

/** A record's own `Id` comes first, empty if it was not selected, and again among the selected fields. */
const xmlRecord = (node: RecordNode, at: RecordAt): string => {
  const id = node.members.filter(isLeaf).find(({ name }) => name === 'Id');
  const first = id === undefined ? xmlElement('Id', { text: null, depth: at.depth }) : xmlMember(id, at);
  const type = xmlElement('type', { text: node.type, depth: at.depth });
  return type + first + node.members.map((member) => xmlMember(member, at)).join('');
};

const xmlMember = (member: FieldLeaf | RecordNode, at: RecordAt): string => {
  const { name } = member;
  if (isLeaf(member)) {
    const value = at.row[member.place] ?? null;
    return xmlElement(name, { text: value === null ? null : fieldText(member.field, value), depth: at.depth });
  }
  if (isMissing(member, at.row)) return xmlElement(name, { text: null, depth: at.depth });
  const indent = ' '.repeat(at.depth);
  const content = xmlRecord(member, { ...at, depth: at.depth + 1 });
  return `${indent}<${name} xsi:type="sObject">\n${content}${indent}</${name}>\n`;
};

interface Leaf {
  readonly text: string | null;
  readonly depth: number;
}

const xmlElement = (name: string, { text, depth }: Leaf): string => {
  const indent = ' '.repeat(depth);
  return text === null ? `${indent}<${name} xsi:nil="true"/>\n` : `${indent}<${name}>${escapeXml(text)}</${name}>\n`;
};
