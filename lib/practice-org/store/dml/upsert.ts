import { convert, isRecordError } from '../conversions';
import { duplicateExternalId, failed, missingArgument, severalRecordsFound } from '../record-errors';
import { BatchFailure, type FieldSchema, type InputValue, type RecordError, type RecordResult } from '../types';
import { type Batch, type ChunkAction, columnOf, type InputRow, isGiven } from './batch';
import { bindColumns } from './bindings';
import { locate } from './locate';
import { RowWriter } from './row-writer';
import { UpdateCounter } from './update';

/** Where a row goes: into a record that exists, or into a new one. */
type Destination = number | 'new' | RecordError;

export function upsert(batch: Batch): ChunkAction {
  const key = keyFieldOf(batch);
  const keyColumn = columnOf(batch, key.name);
  const bindings = bindColumns(batch);
  // A key that the service counts up itself can find a record, and is written by nobody.
  const unwrittenKey = key.createable ? -1 : keyColumn;
  const inserts = new RowWriter({ batch, bindings, mode: 'insert', keyColumn: unwrittenKey });
  const updates = new RowWriter({ batch, bindings, mode: 'update', keyColumn: unwrittenKey });
  const find = key.type === 'id' ? findById(batch) : findByKey(batch, key);
  return (chunk) => {
    const counter = new UpdateCounter(batch.table);
    const repeated = key.type === 'id' ? new Set<string>() : repeatedKeys(chunk, keyColumn);
    return chunk.map((row): RecordResult => {
      const given = row[keyColumn];
      if (repeated.has(keyText(given))) return failed([duplicateExternalId(key, given)]);
      const at = find(given);
      if (at === 'new') return inserts.insert(row);
      return typeof at === 'number' ? (counter.refusal(at) ?? updates.update(at, row)) : failed([at]);
    });
  };
}

function keyFieldOf({ table, request }: Batch): FieldSchema {
  const name = request.externalIdFieldName ?? '';
  const number = table.fieldNumber(name);
  const field = number === undefined ? undefined : table.field(number);
  if (field !== undefined && (field.externalId || field.idLookup)) return field;
  const expectation = `does not match an External ID, Salesforce Id, or indexed field for ${table.schema.name}`;
  throw new BatchFailure('InvalidBatch', `Field name provided, ${name} ${expectation}`);
}

function findById({ table }: Batch): (given: InputValue) => Destination {
  return (given) => (isGiven(given) && given !== null ? locate(table, given, 'an upsert call') : 'new');
}

function findByKey({ table }: Batch, key: FieldSchema): (given: InputValue) => Destination {
  const keyNumber = table.fieldNumber(key.name) ?? -1;
  return (given) => {
    if (!isGiven(given) || given === null) return missingArgument(`${key.name} not specified`);
    const value = convert(key, given);
    if (isRecordError(value)) return value;
    const rows = Array.from(table.find(keyNumber, value)).filter((row) => table.isLive(row));
    if (rows.length > 1)
      return severalRecordsFound(
        key,
        rows.map((row) => table.idOf(row)),
      );
    return rows[0] ?? 'new';
  };
}

/** The service can't tell which of two rows with one key comes first, so that it takes neither. */
function repeatedKeys(chunk: readonly InputRow[], keyColumn: number): ReadonlySet<string> {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const row of chunk) {
    const key = keyText(row[keyColumn]);
    if (seen.has(key) && key !== '') repeated.add(key);
    seen.add(key);
  }
  return repeated;
}

function keyText(given: InputValue): string {
  return String(given ?? '').toLowerCase();
}
