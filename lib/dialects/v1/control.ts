/** Control bodies of Bulk API 1.0: small XML or JSON, told apart by their first character. */
import { parseJson } from '../../codecs/json';
import { readReply } from '../../codecs/text';
import { XmlSyntaxError, type XmlElement } from '../../codecs/xml';
import { parseXmlChildren } from '../../codecs/xml-stream';
import { type BulkException, faultOf1 } from '../../errors';
import { mask, maskCode } from '../../errors/mask';
import { unexpectedReply, whereAsked } from '../../errors/unexpected';
import { type Api, type ApiRequest, type TransportReply } from '../../transport/transport';
import { asking } from '../asking';
import { emptyRecord, type ControlRecord } from './control-record';
import { firstOfEach, ordinaryLeaves, ordinaryList } from './ordinary-xml';

/** A control body, whichever of its two formats it came in. */
interface Control {
  readonly record: ControlRecord;
  /** Whether it is that list, and not the page of a proxy, which has no member of it either. */
  isList(names: ListNames): boolean;
  /** The members of a list. */
  list(member: string): ControlRecord[];
  /** The members of a list of plain values. */
  values(member: string): string[];
}

/** Asks, and answers with the body of one thing. */
export async function askRecord(api: Api, request: ApiRequest): Promise<ControlRecord> {
  return (await askControl(api, request, { isDue: ({ record }) => hasId(record) })).record;
}

/** Which list is asked for: the name of the whole, and of each thing in it. */
interface ListNames {
  readonly root: string;
  readonly member: string;
}

/** Asks, and answers with the bodies of a list of things. */
export async function askList(api: Api, request: ApiRequest, names: ListNames): Promise<ControlRecord[]> {
  const { member } = names;
  const isDue = (control: Control): boolean => control.isList(names) && control.list(member).every(hasId);
  return (await askControl(api, request, { isDue, member })).list(member);
}

/** Asks, and answers with a list of ids. */
export async function askValues(api: Api, request: ApiRequest, names: ListNames): Promise<string[]> {
  const isDue = (control: Control): boolean => control.isList(names);
  return (await askControl(api, request, { isDue })).values(names.member);
}

export const { askData, askDone } = asking(faultIn);

async function askControl(api: Api, request: ApiRequest, { isDue, member }: Expected = {}): Promise<Control> {
  const reply = await api(request);
  const text = await readReply(reply, request);
  const control = reply.status < 300 ? parseControl(text, member) : undefined;
  if (control === undefined || isFault(control) || isDue?.(control) === false) throw faultIn(reply, text, request);
  return control;
}

interface Expected {
  readonly isDue?: (control: Control) => boolean;
  /** What it is a list of. */
  readonly member?: string;
}

/** Whatever the service has made or knows has one; a proxy's own JSON has not. */
function hasId({ id }: ControlRecord): boolean {
  return id !== undefined && id !== '';
}

function isFault(control: Control): boolean {
  return control.record.exceptionCode !== undefined;
}

function faultIn(reply: TransportReply, text: string, request: ApiRequest): BulkException {
  const { exceptionCode: code, exceptionMessage } = parseControl(text)?.record ?? {};
  if (code === undefined) return unexpectedReply(reply, { text, reason: faultOfXml(text) }, request);
  return faultOf1({
    code: maskCode(code, reply.secrets),
    message: mask(exceptionMessage ?? '', reply.secrets),
    ...whereAsked(reply, request),
  });
}

/** Why it cannot be read; undefined for what never was the service's XML, such as the page of a proxy. */
function faultOfXml(text: string): string | undefined {
  if (!text.trimStart().startsWith('<?xml')) return undefined;
  try {
    parseXmlChildren(text);
    return undefined;
  } catch (error) {
    if (error instanceof XmlSyntaxError) return error.message;
    throw error;
  }
}

function parseControl(text: string, member?: string): Control | undefined {
  const start = text.trimStart()[0];
  if (start === '<') return parseOrdinary(text, member) ?? parseXmlControl(text);
  if (start === '{' || start === '[') return parseJsonControl(text);
  return undefined;
}

function parseOrdinary(text: string, member: string | undefined): Control | undefined {
  if (member !== undefined) {
    const records = ordinaryList(text, member);
    return records && { record: emptyRecord(), isList: isListIn(text), list: () => records, values: () => [] };
  }
  const leaves = ordinaryLeaves(text);
  const values = (wanted: string): string[] =>
    (leaves ?? []).filter(([name]) => name === wanted).map(([, text]) => text);
  return leaves && { record: firstOfEach(leaves), isList: isListIn(text), list: () => [], values };
}

/** After a declaration, and after comments: each ends at its first end, or thousands could be read in ever more ways. */
const ROOT = /^\s*(?:(?:<\?[^>]*\?>|<!--(?:(?!-->)[^])*-->)\s*)*<(?:[\w.-]+:)?([\w.-]+)/;

function isListIn(text: string): Control['isList'] {
  const [, found] = ROOT.exec(text) ?? [];
  return ({ root }) => found === root;
}

function parseXmlControl(text: string): Control | undefined {
  try {
    const children = parseXmlChildren(text);
    const members = (member: string): XmlElement[] => children.filter(({ name }) => name === member);
    return {
      record: recordOf(children),
      isList: isListIn(text),
      list: (member) => members(member).map(({ children }) => recordBelow(children)),
      values: (member) => members(member).map((element) => element.text),
    };
  } catch (error) {
    if (error instanceof XmlSyntaxError) return undefined;
    throw error;
  }
}

/** The first element of each name. */
function recordOf(elements: readonly XmlElement[]): ControlRecord {
  const record = emptyRecord();
  for (const element of elements) if (!(element.name in record)) record[element.name] = valueOf(element);
  return record;
}

/** The same of elements that are sorted by name already. */
function recordBelow(children: XmlElement['children']): ControlRecord {
  const record = emptyRecord();
  for (const name in children) record[name] = valueOf(children[name]?.[0]);
  return record;
}

function valueOf(element: XmlElement | undefined): string | undefined {
  return element?.attributes['xsi:nil'] === 'true' ? undefined : element?.text;
}

function parseJsonControl(text: string): Control | undefined {
  try {
    const value = parseJson(text);
    const listOf = (member: string): unknown => (isObject(value) ? value[member] : value);
    const members = (member: string): unknown[] => {
      const list = listOf(member);
      return Array.isArray(list) ? (list as unknown[]) : [];
    };
    return {
      record: jsonRecord(value),
      isList: ({ member }) => Array.isArray(listOf(member)),
      list: (member) => members(member).map(jsonRecord),
      values: (member) => members(member).map(String),
    };
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function jsonRecord(value: unknown): ControlRecord {
  if (!isObject(value)) return {};
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, isScalar(member) ? String(member) : undefined]),
  );
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
