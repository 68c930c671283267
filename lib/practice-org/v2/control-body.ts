/** Reads the JSON that 2.0's requests are made of. A key that the service doesn't know is refused, as Jackson does. */
import { AsyncFault } from '../async-fault';
import { refusal } from './call';

export type ControlBody = Readonly<Record<string, unknown>>;

export const readControlBody = (text: string, known: readonly string[]): ControlBody => {
  const body = parse(text);
  const unknown = Object.keys(body).find((name) => !known.includes(name));
  if (unknown === undefined) return body;
  throw parserError(`Unrecognized field "${unknown}"`, text, text.indexOf(JSON.stringify(unknown)));
};

const parse = (text: string): ControlBody => {
  const body = parseJson(text);
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as ControlBody;
  throw parserError('The body is not a JSON object', text, 0);
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw parserError('The body is not JSON', text, 0);
  }
};

const parserError = (reason: string, text: string, place: number): Error => {
  const lines = text.slice(0, Math.max(0, place)).split('\n');
  const column = (lines.at(-1)?.length ?? 0) + 1;
  return refusal('JSON_PARSER_ERROR', `${reason} at [line:${lines.length}, column:${column}]`);
};

/** A text that may be left out. */
export const optionalText = (body: ControlBody, name: string): string | null => {
  const value = body[name];
  if (value === undefined || value === null || value === '') return null;
  if (typeof value !== 'string') throw refusal('JSON_PARSER_ERROR', `The value of ${name} is not a text`);
  return value;
};

interface Choice<Value extends string> {
  readonly name: string;
  readonly values: readonly Value[];
}

/** One of the field's values, in just that case. */
export const choice = <Value extends string>(body: ControlBody, { name, values }: Choice<Value>): Value => {
  const given = optionalText(body, name);
  if (given === null) throw new AsyncFault('InvalidJob', `${name} is required`);
  const found = values.find((value) => value === given);
  if (found !== undefined) return found;
  const expected = `not one of the values accepted: [${values.join(', ')}]`;
  throw refusal('JSON_PARSER_ERROR', `Invalid value "${given}" for ${name}: ${expected}`);
};
