import { convert } from '../conversions';
import { BatchFailure, type FieldSchema, type InputColumn } from '../types';
import { type Batch } from './batch';
import { parentById, parentByKey, type Resolve } from './parents';

/** A column of the batch, bound to the field that it writes. */
export interface Binding {
  readonly fieldNumber: number;
  readonly field: FieldSchema;
  readonly resolve: Resolve;
}

type ParentColumn = Required<InputColumn>;

/** Throws `BatchFailure`: one unknown column fails the whole batch. */
export function bindColumns(batch: Batch): Binding[] {
  return batch.columns.map((column) => {
    const binding = isParentColumn(column) ? bindParent(batch, column) : bindField(batch, column.name);
    if (binding === undefined) throw fieldNameNotFound(column);
    return binding;
  });
}

function isParentColumn(column: InputColumn): column is ParentColumn {
  return column.parent !== undefined;
}

function bindField({ table, tables }: Batch, name: string): Binding | undefined {
  const fieldNumber = table.fieldNumber(name);
  if (fieldNumber === undefined) return undefined;
  const field = table.field(fieldNumber);
  const isLookup = field.type === 'reference';
  return { fieldNumber, field, resolve: isLookup ? parentById(tables, field) : (given) => convert(field, given) };
}

function bindParent({ table, tables }: Batch, { name, parent }: ParentColumn): Binding | undefined {
  const fieldNumber = table.lookupNumber(name);
  if (fieldNumber === undefined) return undefined;
  const field = table.field(fieldNumber);
  const target = tables.byName(targetOf(field, parent.parentType) ?? '');
  const keyNumber = target?.fieldNumber(parent.field);
  if (target === undefined || keyNumber === undefined || !isIndexed(target.field(keyNumber))) return undefined;
  const isId = target.field(keyNumber).type === 'id';
  const resolve = isId ? parentById(tables, field, [target.schema.name]) : parentByKey(target, keyNumber);
  return { fieldNumber, field, resolve };
}

/** The type is required where a lookup has several, and an error where it has one. */
function targetOf(lookup: FieldSchema, parentType: string | undefined): string | undefined {
  const [only, ...others] = lookup.referenceTo;
  if (others.length === 0) return parentType === undefined ? only : undefined;
  const wanted = parentType?.toLowerCase();
  return lookup.referenceTo.find((name) => name.toLowerCase() === wanted);
}

function isIndexed(field: FieldSchema): boolean {
  return field.externalId || field.idLookup;
}

function fieldNameNotFound({ name, parent }: InputColumn): BatchFailure {
  const prefix = parent?.parentType === undefined ? '' : `${parent.parentType}:`;
  const header = parent === undefined ? name : `${prefix}${name}.${parent.field}`;
  return new BatchFailure('InvalidBatch', `Field name not found : ${header}`);
}
