import { type FieldType } from '@jetstreamapp/soql-parser-js';
import { type Reader } from '../store/table';
import { type FieldSchema, type QueryColumn } from '../store/types';
import { resolvePath } from './paths';
import { binaryField, invalidField, malformedQuery, notSupportedInBulk } from './query-fault';
import { type QueryScope } from './query-scope';

export interface SelectedColumn extends QueryColumn {
  readonly read: Reader;
}

/** The columns in the order of the SELECT. Throws `QueryFault` for what a Bulk query can't select. */
export function selectedColumns(scope: QueryScope): SelectedColumn[] {
  const written = (scope.query.fields ?? []).flatMap((field) => pathsOf(scope, field));
  const columns = written.map((path) => resolvePath(scope, path));
  for (const { field } of columns) refuseUnreadable(field);
  refuseRepeats(columns);
  return columns;
}

/** What the SELECT names, as paths: FIELDS(STANDARD) is many, a plain field is one. */
function pathsOf(scope: QueryScope, field: FieldType): string[] {
  switch (field.type) {
    case 'Field':
    case 'FieldRelationship':
      if ('alias' in field && field.alias !== undefined)
        throw malformedQuery('only aggregate expressions use field aliasing');
      return [pathOf(field)];
    case 'FieldFunctionExpression':
      return pathsOfFunction(scope, field);
    case 'FieldSubquery':
      throw notSupportedInBulk('Aggregate Relationships');
    case 'FieldTypeof':
      throw notSupportedInBulk('TYPEOF');
  }
}

function pathOf(field: Extract<FieldType, { type: 'Field' | 'FieldRelationship' }>): string {
  return field.type === 'Field' ? field.field : [...field.relationships, field.field].join('.');
}

function pathsOfFunction(scope: QueryScope, field: Extract<FieldType, { type: 'FieldFunctionExpression' }>): string[] {
  const name = field.functionName.toUpperCase();
  const [argument] = field.parameters;
  if (name === 'FIELDS' && typeof argument === 'string') return fieldsOf(scope, argument.toUpperCase());
  if (name === 'TOLABEL' && typeof argument === 'string') return [argument];
  throw notSupportedInBulk(field.isAggregateFn ? 'Aggregate functions' : `${field.functionName}()`);
}

/** The sets ALL and CUSTOM have no bound, and a Bulk query takes bounded ones only. */
function fieldsOf({ root }: QueryScope, set: string): string[] {
  if (set !== 'STANDARD') {
    throw malformedQuery('The SOQL FIELDS function is not supported with an unbounded set of fields in this API.');
  }
  const isReadable = ({ type, custom }: FieldSchema) => !custom && !COMPOUND_TYPES.has(type) && type !== 'base64';
  return root.schema.fields.filter(isReadable).map(({ name }) => name);
}

const COMPOUND_TYPES: ReadonlySet<string> = new Set(['address', 'location']);

function refuseUnreadable({ type }: FieldSchema): void {
  if (COMPOUND_TYPES.has(type)) throw notSupportedInBulk('Selecting compound data');
  if (type === 'base64') throw binaryField();
}

function refuseRepeats(columns: readonly SelectedColumn[]): void {
  const seen = new Set<string>();
  for (const { path } of columns) {
    const name = path.join('.');
    if (seen.has(name)) throw invalidField(`duplicate field selected: ${name}`);
    seen.add(name);
  }
}
