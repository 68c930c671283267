/** JSON data: an array of records to read, results and records to write. */
import { type FieldSchema, type FieldValue, type QueryAnswer } from '../store/types';
import { BatchFailure, type InputTable, type InputValue, type RecordResult } from '../store/types';
import { inTurns } from '../turn';
import { type FieldLeaf, idIn, isLeaf, isMissing, type RecordNode, recordTree, type Row } from './record-tree';
import { type Slice } from './slice';
import { TableBuilder } from './table-builder';
import { javaDouble, jsonDateTime } from './text';

type JsonObject = Readonly<Record<string, unknown>>;

const unreadable = (reason: string): BatchFailure =>
  new BatchFailure('InvalidBatch', `Failed to parse JSON. ${reason}`);

export const jsonTable = async (text: string): Promise<InputTable> => {
  const table = new TableBuilder();
  await inTurns(readRecords(text), (record) => {
    table.startRecord();
    for (const [name, value] of Object.entries(asObject(record))) addField(table, { name, value });
  });
  return table.build();
};

const readRecords = (text: string): readonly unknown[] => {
  try {
    const records: unknown = JSON.parse(text);
    if (Array.isArray(records)) return records;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw unreadable('An array of records was expected');
};

const asObject = (value: unknown): JsonObject => {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
  throw unreadable('A record was expected');
};

interface Field {
  readonly name: string;
  readonly value: unknown;
}

const ATTRIBUTES = 'attributes';

const addField = (table: TableBuilder, { name, value }: Field): void => {
  if (name === ATTRIBUTES) return;
  if (typeof value !== 'object' || value === null) {
    table.set({ name }, inputValue(value));
    return;
  }
  const { [ATTRIBUTES]: attributes, ...keys } = asObject(value);
  const parentType = attributes === undefined ? undefined : String(asObject(attributes).type);
  for (const [field, key] of Object.entries(keys)) table.set({ name, parent: { parentType, field } }, inputValue(key));
};

const inputValue = (value: unknown): InputValue => {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value !== 'string') throw unreadable('A record holds text, numbers, booleans and null');
  return value === '' ? undefined : value;
};

export function* jsonResults(results: readonly RecordResult[]): Iterable<string> {
  yield '[';
  for (const [index, { success, created, id, errors }] of results.entries()) {
    const details = errors.map((error) => ({ ...error, extendedErrorDetails: null }));
    yield (index === 0 ? '' : ',') + JSON.stringify({ success, created, id, errors: details });
  }
  yield ']';
}

/** As 1.0 has them. */
export const jsonRecords = (answer: QueryAnswer, slice: Slice): Iterable<string> => records(answer, slice, jsonValue);

/** As REST has them. */
export const restRecords = (answer: QueryAnswer, slice: Slice): Iterable<string> => records(answer, slice, restValue);

type ValueWriter = (field: FieldSchema, value: FieldValue) => string;

function* records(answer: QueryAnswer, slice: Slice, writeValue: ValueWriter): Iterable<string> {
  const { from, to, apiVersion, objectNamed } = slice;
  const tree = recordTree(answer, objectNamed);
  yield '[';
  for (let place = from; place < to; place += 1) {
    yield (place === from ? '' : ',') + jsonRecord(tree, { row: answer.rows[place] ?? [], apiVersion, writeValue });
  }
  yield ']';
}

interface RecordAt {
  readonly row: Row;
  readonly apiVersion: string;
  readonly writeValue: ValueWriter;
}

const jsonRecord = (node: RecordNode, at: RecordAt): string => {
  const members = node.members.map((member) => `${JSON.stringify(member.name)}:${jsonMember(member, at)}`);
  return `{${[`"attributes":${attributes(node, at)}`, ...members].join(',')}}`;
};

const jsonMember = (member: FieldLeaf | RecordNode, at: RecordAt): string => {
  if (isLeaf(member)) return at.writeValue(member.field, at.row[member.place] ?? null);
  return isMissing(member, at.row) ? 'null' : jsonRecord(member, at);
};

const attributes = (node: RecordNode, { row, apiVersion }: RecordAt): string => {
  const id = idIn(node, row);
  const url = id === undefined ? {} : { url: `/services/data/v${apiVersion}/sobjects/${node.type}/${id}` };
  return JSON.stringify({ type: node.type, ...url });
};

/** Dates are numbers here, unlike in CSV, in XML and in the REST API. */
const jsonValue: ValueWriter = (field, value) =>
  field.type === 'date' && value !== null ? String(Date.parse(String(value))) : plainValue(field, value);

const restValue: ValueWriter = (field, value) =>
  field.type === 'datetime' && typeof value === 'number'
    ? JSON.stringify(jsonDateTime(value))
    : plainValue(field, value);

const plainValue: ValueWriter = (field, value) => {
  const isDecimal = typeof value === 'number' && field.type !== 'int' && field.type !== 'datetime';
  return isDecimal ? javaDouble(value) : JSON.stringify(value);
};
