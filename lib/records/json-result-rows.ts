import { JsonSyntaxError, readJsonArray } from '../codecs/json-stream';
import { brokenResult } from './broken-result';
import { type RawRow, type RawValue, type RecordError, type ResultRow } from './types';

type Members = Readonly<Record<string, unknown>>;

/** Reads the JSON results of a load, in blocks. */
export async function* readJsonResultRows(source: AsyncIterable<Uint8Array>): AsyncGenerator<ResultRow[]> {
  for await (const block of arrayOf(source)) yield block.map((member) => toResultRow(asMembers(member)));
}

function toResultRow({ id, success, created, errors }: Members): ResultRow {
  return {
    id: typeof id === 'string' && id !== '' ? id : null,
    success: success === true || success === 'true',
    created: created === true || created === 'true',
    errors: Array.isArray(errors) ? errors.map((error) => toRecordError(asMembers(error))) : [],
  };
}

function toRecordError({ statusCode, message, fields }: Members): RecordError {
  return {
    statusCode: textOf(statusCode),
    message: textOf(message),
    fields: Array.isArray(fields) ? fields.map(textOf) : [],
  };
}

/** Reads the rows of one JSON result set, in blocks; a parent's fields become columns such as `Account.Name`. */
export async function* readJsonQueryRows(source: AsyncIterable<Uint8Array>): AsyncGenerator<RawRow[]> {
  for await (const block of arrayOf(source)) {
    yield block.map((member) => {
      const row: RawRow = {};
      addFields(row, asMembers(member), '');
      return row;
    });
  }
}

function addFields(row: RawRow, members: Members, path: string): void {
  for (const [name, value] of Object.entries(members)) {
    if (name === 'attributes') continue;
    if (typeof value === 'object' && value !== null) addFields(row, asMembers(value), `${path}${name}.`);
    else row[`${path}${name}`] = value as RawValue;
  }
}

async function* arrayOf(source: AsyncIterable<Uint8Array>): AsyncGenerator<unknown[]> {
  try {
    yield* readJsonArray(source);
  } catch (error) {
    throw error instanceof JsonSyntaxError ? brokenResult('JSON', error) : error;
  }
}

function asMembers(value: unknown): Members {
  return typeof value === 'object' && value !== null ? (value as Members) : {};
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
