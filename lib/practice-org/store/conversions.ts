import { parseDate, parseDateTime, parseTime } from './dates';
import { invalidEmail, malformedId, notInPicklist, outsideRange, tooLong, wrongType } from './record-errors';
import { canonicalId } from './record-ids';
import { type FieldSchema, type FieldType, type FieldValue, type RecordError } from './types';

export type Given = string | number | boolean;
export type Converted = FieldValue | RecordError;
type Conversion = (field: FieldSchema, given: Given) => Converted;

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const EMAIL = /^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@.,;<>"]+$/;
const INT_LIMIT = 2 ** 31;

const CONVERSIONS: Readonly<Record<FieldType, Conversion>> = {
  id: toId,
  reference: toId,
  string: toText,
  textarea: toText,
  phone: toText,
  url: toText,
  combobox: toText,
  email: toEmail,
  picklist: toPicklist,
  multipicklist: toMultipicklist,
  boolean: toBoolean,
  int: toInt,
  double: toNumber,
  currency: toNumber,
  percent: toNumber,
  date: (field, given) => parseDate(String(given)) ?? wrongType(field, given),
  datetime: (field, given) => parseDateTime(String(given)) ?? wrongType(field, given),
  time: (field, given) => parseTime(String(given)) ?? wrongType(field, given),
  base64: (_field, given) => String(given),
  address: wrongType,
  location: wrongType,
};

/** What was sent as the field's type has it, or what is wrong with it. */
export function convert(field: FieldSchema, given: Given): Converted {
  return CONVERSIONS[field.type](field, given);
}

export function isRecordError(converted: Converted): converted is RecordError {
  return typeof converted === 'object' && converted !== null;
}

function toId(field: FieldSchema, given: Given): Converted {
  return canonicalId(String(given)) ?? malformedId(field, given);
}

function toText(field: FieldSchema, given: Given): Converted {
  const text = String(given);
  return text.length > field.length ? tooLong(field, text) : text;
}

function toEmail(field: FieldSchema, given: Given): Converted {
  const text = String(given);
  return EMAIL.test(text) ? toText(field, text) : invalidEmail(field, text);
}

/** A choice is found in any case and kept as the picklist spells it; only a restricted picklist refuses others. */
function toPicklist(field: FieldSchema, given: Given): Converted {
  const text = String(given);
  const choice = field.picklistValues.find((value) => value === text) ?? inAnyCase(field, text);
  if (choice === undefined && field.restrictedPicklist) return notInPicklist(field, text);
  return choice ?? toText(field, text);
}

function inAnyCase(field: FieldSchema, text: string): string | undefined {
  const wanted = text.toLowerCase();
  return field.picklistValues.find((value) => value.toLowerCase() === wanted);
}

function toMultipicklist(field: FieldSchema, given: Given): Converted {
  const choices: FieldValue[] = [];
  for (const part of String(given).split(';')) {
    const choice = toPicklist(field, part.trim());
    if (isRecordError(choice)) return choice;
    choices.push(choice);
  }
  return choices.join(';');
}

function toBoolean(field: FieldSchema, given: Given): Converted {
  return BOOLEANS.get(String(given).toLowerCase()) ?? wrongType(field, given);
}

function toInt(field: FieldSchema, given: Given): Converted {
  const number = numberIn(given);
  if (number === undefined || !Number.isInteger(number)) return wrongType(field, given);
  return Math.abs(number) >= INT_LIMIT ? outsideRange(field, number) : number;
}

function toNumber(field: FieldSchema, given: Given): Converted {
  const number = numberIn(given);
  if (number === undefined) return wrongType(field, given);
  const rounded = Math.abs(number) < 1e15 ? roundedTo(number, field.scale) : number;
  return Math.abs(rounded) >= 10 ** (field.precision - field.scale) ? outsideRange(field, number) : rounded;
}

function numberIn(given: Given): number | undefined {
  if (typeof given === 'number') return Number.isFinite(given) ? given : undefined;
  return typeof given === 'string' && NUMBER.test(given) ? Number(given) : undefined;
}

/** Half away from zero, in decimals: 1.005 to two places is 1.01, though the double nearest to it is a little less. */
function roundedTo(number: number, scale: number): number {
  if (Number.isInteger(number)) return number;
  const shifted = Number(`${Math.abs(number).toFixed(Math.min(scale + 6, 15))}e${scale}`);
  const rounded = Number(`${Math.round(shifted)}e-${scale}`);
  return number < 0 && rounded !== 0 ? -rounded : rounded;
}
