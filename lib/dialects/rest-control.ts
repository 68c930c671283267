/** JSON control bodies, as REST and Bulk API 2.0 have them. */
import { parseJson } from '../codecs/json';
import { readReply } from '../codecs/text';
import { faultOf2, type BulkException } from '../errors';
import { mask, maskCode } from '../errors/mask';
import { unexpectedReply, whereAsked } from '../errors/unexpected';
import { type Api, type ApiRequest, type TransportReply } from '../transport/transport';
import { asking } from './asking';

export type JsonRecord = Readonly<Record<string, unknown>>;

/** Asks, and answers with the JSON object of the reply. */
export async function askJson(api: Api, request: ApiRequest): Promise<JsonRecord> {
  const reply = await api(request);
  const text = await readReply(reply, request);
  const value = reply.status < 300 ? parse(text) : undefined;
  if (!isRecord(value)) throw faultIn(reply, text, request);
  return value;
}

export const { askData, askDone } = asking(faultIn);

/** Errors come as a list; the first one speaks. */
function faultIn(reply: TransportReply, text: string, request: ApiRequest): BulkException {
  const value = parse(text);
  const fault: unknown = Array.isArray(value) ? value[0] : undefined;
  if (!isRecord(fault) || typeof fault.errorCode !== 'string') return unexpectedReply(reply, { text }, request);
  return faultOf2({
    code: maskCode(fault.errorCode, reply.secrets),
    message: mask(typeof fault.message === 'string' ? fault.message : '', reply.secrets),
    ...whereAsked(reply, request),
  });
}

function parse(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects of a list; entries of other kinds are left out. */
export function recordsIn(value: unknown): JsonRecord[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
