/** Bulk API Developer Guide: "Map Data Fields". A job's CSV is reshaped by its spec before anything else is done with it. */
import { CHARACTERS_PER_SPEC } from '../wire/limits';
import { AsyncFault } from './async-fault';
import { readCsvLines } from './formats/csv';
import { parseJavaDate } from './formats/java-date';
import { BatchFailure, type FieldSchema, type ObjectSchema } from './store/types';

interface Mapping {
  readonly field: string;
  readonly header: string;
  readonly value: string;
  readonly hint: string;
}

export type TransformationSpec = readonly Mapping[];

const COLUMNS = ['salesforce field', 'csv header', 'value', 'hint'];

export const readSpec = async (body: Buffer, object: ObjectSchema): Promise<TransformationSpec> => {
  const text = body.toString('utf8');
  if (text.length >= CHARACTERS_PER_SPEC)
    throw refused(`The spec must have fewer than ${CHARACTERS_PER_SPEC} characters`);
  const [header = [], ...rows] = await readCsvLines(body).catch((error: unknown) => {
    throw error instanceof BatchFailure ? refused(error.message) : error;
  });
  const places = COLUMNS.map((name) => header.findIndex((column) => column.trim().toLowerCase() === name));
  if (places.includes(-1)) throw refused('The spec needs the columns Salesforce Field, Csv Header, Value and Hint');
  return rows.map((row) => {
    const [field = '', name = '', value = '', hint = ''] = places.map((place) => row[place] ?? '');
    const mapping = { field, header: name, value, hint };
    checkHint(mapping, object);
    return mapping;
  });
};

const checkHint = ({ field, hint }: Mapping, object: ObjectSchema): void => {
  if (schemaOf(field, object)?.type !== 'boolean') return;
  try {
    meaningTrue(hint);
  } catch {
    throw refused(`The hint of ${field} can't be used as a regular expression: ${hint}`);
  }
};

const refused = (message: string): AsyncFault => new AsyncFault('ClientInputError', message);

export interface Reshaping {
  readonly spec: TransformationSpec;
  readonly object: ObjectSchema;
  readonly now: number;
}

/** Lines in, lines out, the header first in both. Columns that the spec doesn't name are dropped. */
export const reshape = ([header = [], ...rows]: readonly string[][], { spec, object, now }: Reshaping): string[][] => {
  const columns = spec.map((mapping) => columnFor(mapping, { header, object, now }));
  return [columns.flatMap(({ names }) => names), ...rows.map((row) => columns.flatMap(({ read }) => read(row)))];
};

interface Column {
  readonly names: readonly string[];
  readonly read: (row: readonly string[]) => readonly string[];
}

interface Source {
  readonly header: readonly string[];
  readonly object: ObjectSchema;
  readonly now: number;
}

const columnFor = ({ field, header: name, value, hint }: Mapping, { header, object, now }: Source): Column => {
  const place = name === '' ? -1 : header.indexOf(name);
  const source = (row: readonly string[]): string => row[place] ?? '';
  const schema = schemaOf(field, object);
  const orDefault = (text: string): string => (text === '' ? value : text);
  if (isPersonName(field, object)) {
    return { names: ['LastName', 'FirstName'], read: (row) => splitName(orDefault(source(row))) };
  }
  return { names: [field], read: (row) => [orDefault(hinted(source(row), { hint, schema, now }))] };
};

const schemaOf = (field: string, { fields }: ObjectSchema): FieldSchema | undefined =>
  fields.find(({ name }) => name.toLowerCase() === field.toLowerCase());

/** A person's name is made of two fields and can't be set as a whole. */
const isPersonName = (field: string, { fields }: ObjectSchema): boolean =>
  field.toLowerCase() === 'name' && ['FirstName', 'LastName'].every((part) => fields.some(({ name }) => name === part));

/** `Hopp, Grace` or `Grace Hopp`: the last name comes first in what is returned. */
const splitName = (name: string): [last: string, first: string] => {
  const comma = name.indexOf(',');
  if (comma !== -1) return [name.slice(0, comma).trim(), name.slice(comma + 1).trim()];
  const words = name.trim().split(/\s+/);
  return [words.at(-1) ?? '', words.slice(0, -1).join(' ')];
};

interface Hint {
  readonly hint: string;
  readonly schema: FieldSchema | undefined;
  readonly now: number;
}

/** A value that the hint doesn't fit goes on as it is, for the field to refuse. */
const hinted = (text: string, { hint, schema, now }: Hint): string => {
  if (hint === '' || text === '') return text;
  if (schema?.type === 'boolean') return String(meaningTrue(hint).test(text));
  if (schema?.type !== 'date' && schema?.type !== 'datetime') return text;
  const time = parseJavaDate(text, hint, now);
  if (time === undefined) return text;
  const iso = new Date(time).toISOString();
  return schema.type === 'date' ? iso.slice(0, 'yyyy-MM-dd'.length) : iso;
};

/** Hints are Java's: flags may stand at their beginning. With `u`, most of what only Java knows is an error. */
const meaningTrue = (hint: string): RegExp => {
  const [whole = '', flags = ''] = /^\(\?([ims]+)\)/.exec(hint) ?? [];
  return new RegExp(`^(?:${hint.slice(whole.length)})$`, `u${flags}`);
};
