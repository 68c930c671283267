import { type Reader } from '../table';
import { type FieldSchema, type FieldValue, type InputTable } from '../types';
import { type Batch, columnOf, type InputRow, isGiven } from './batch';
import { bindColumns } from './bindings';
import { locate } from './locate';

/** For each row the ids of the parents that writing it locks: those it names, and those its record has by now. */
export function parentsOf(batch: Batch, rows: InputTable['rows']): string[][] {
  const named = parentsNamed(batch);
  const known = parentsKnown(batch);
  return rows.map((row) => [...new Set([...named(row), ...known(row)])]);
}

type ParentsOfRow = (row: InputRow) => string[];

/** Owners and users are locked by nobody. */
function isLockedWithChild({ type, referenceTo }: FieldSchema): boolean {
  return type === 'reference' && !referenceTo.includes('User');
}

function parentsNamed(batch: Batch): ParentsOfRow {
  const lookups = bindColumns(batch)
    .map(({ field, resolve }, column) => ({ field, resolve, column }))
    .filter(({ field }) => isLockedWithChild(field));
  return (row) =>
    lookups.flatMap(({ resolve, column }) => {
      const given = row[column];
      return isGiven(given) && given !== null ? idsAmong([resolve(given)]) : [];
    });
}

function parentsKnown(batch: Batch): ParentsOfRow {
  const { table } = batch;
  const idColumn = columnOf(batch, 'Id');
  const readers: Reader[] = table.schema.fields.flatMap((field, number) =>
    isLockedWithChild(field) ? [table.reader(number)] : [],
  );
  return (row) => {
    const at = idColumn === -1 ? undefined : locate(table, row[idColumn], 'a call');
    return typeof at === 'number' ? idsAmong(readers.map((read) => read(at))) : [];
  };
}

function idsAmong(values: readonly (FieldValue | object)[]): string[] {
  return values.filter((value) => typeof value === 'string');
}
