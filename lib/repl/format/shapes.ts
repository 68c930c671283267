import {
  type BatchInfo,
  type FieldDescription,
  type JobInfo,
  type ObjectDescription,
  type ResultRow,
} from '../../index';

/** What a value is, as far as it matters for showing it. */
export type Shape =
  | { readonly kind: 'job'; readonly job: JobInfo }
  | { readonly kind: 'batches'; readonly batches: readonly BatchInfo[] }
  | { readonly kind: 'outcomes'; readonly outcomes: readonly ResultRow[] }
  | { readonly kind: 'rows'; readonly rows: readonly FlatRecord[] }
  | { readonly kind: 'texts'; readonly texts: readonly string[] }
  | { readonly kind: 'facts'; readonly facts: FlatRecord }
  | { readonly kind: 'other' };

/** A record whose values fit into cells. */
export type FlatRecord = Readonly<Record<string, unknown>>;

/** Told by ids and keys: values come from the library and from the user, through JSON too, and have no class. */
export function shapeOf(value: unknown): Shape {
  if (Array.isArray(value)) return shapeOfList(value);
  if (!isRecord(value)) return { kind: 'other' };
  if (isJob(value)) return { kind: 'job', job: value };
  if (isBatch(value)) return { kind: 'batches', batches: [value] };
  if (isByBatch(value)) return shapeOfBatches(Object.values(value));
  if (isDescription(value)) return { kind: 'rows', rows: value.fields.map(fieldRecord) };
  if (isAllocations(value)) return { kind: 'rows', rows: allocationRecords(value) };
  return isFlat(value) && Object.keys(value).length > 0 ? { kind: 'facts', facts: value } : { kind: 'other' };
}

function shapeOfBatches(values: readonly unknown[]): Shape {
  if (values.every(isBatch)) return { kind: 'batches', batches: values };
  if (values.every((each) => typeof each === 'string')) return { kind: 'texts', texts: values };
  if (!values.every((each) => Array.isArray(each))) return { kind: 'other' };
  const all = values.flat() as unknown[];
  return all.length === 0 ? { kind: 'rows', rows: [] } : shapeOfList(all);
}

function shapeOfList(values: readonly unknown[]): Shape {
  if (values.length === 0) return { kind: 'other' };
  if (values.every(isBatch)) return { kind: 'batches', batches: values };
  if (values.every(isOutcome)) return { kind: 'outcomes', outcomes: values };
  if (values.every((each) => isRecord(each) && isFlat(each))) {
    return { kind: 'rows', rows: values as FlatRecord[] };
  }
  return { kind: 'other' };
}

/** What has to be known of a field for loading it. */
function fieldRecord(field: FieldDescription): FlatRecord {
  const { name, type, length, nillable, defaultedOnCreate, createable, externalId, referenceTo } = field;
  return {
    name,
    type,
    length: length === 0 ? null : length,
    required: createable && !nillable && !defaultedOnCreate ? 'yes' : null,
    'external id': externalId ? 'yes' : null,
    'refers to': referenceTo.join(', '),
  };
}

function allocationRecords(allocations: Readonly<Record<string, FlatRecord>>): FlatRecord[] {
  return Object.entries(allocations).map(([allocation, { max, remaining }]) => ({ allocation, max, remaining }));
}

function isJob(value: unknown): value is JobInfo {
  return isRecord(value) && hasId(value, '750') && 'operation' in value;
}

function isBatch(value: unknown): value is BatchInfo {
  return isRecord(value) && hasId(value, '751') && 'jobId' in value;
}

function isOutcome(value: unknown): value is ResultRow {
  return isRecord(value) && typeof value.success === 'boolean' && Array.isArray(value.errors);
}

function isDescription(value: FlatRecord): value is FlatRecord & ObjectDescription {
  return typeof value.name === 'string' && Array.isArray(value.fields) && value.fields.every(isField);
}

function isField(value: unknown): value is FieldDescription {
  return isRecord(value) && typeof value.type === 'string' && Array.isArray(value.referenceTo);
}

function isAllocations(value: FlatRecord): value is Readonly<Record<string, FlatRecord>> {
  const values = Object.values(value);
  return values.length > 0 && values.every((each) => isRecord(each) && 'max' in each && 'remaining' in each);
}

function isByBatch(value: FlatRecord): boolean {
  const ids = Object.keys(value);
  return ids.length > 0 && ids.every((id) => /^751\w{12}(?:\w{3})?$/.test(id));
}

function hasId(value: FlatRecord, prefix: string): boolean {
  return typeof value.id === 'string' && value.id.startsWith(prefix);
}

function isFlat(value: FlatRecord): boolean {
  return Object.values(value).every((each) => each === null || typeof each !== 'object' || isDate(each));
}

/** By tag: dates that are made at the prompt belong to another realm. */
function isDate(value: unknown): boolean {
  return Object.prototype.toString.call(value) === '[object Date]';
}

/** A plain object, of whichever realm: what was typed at the prompt has a prototype of its own. */
function isRecord(value: unknown): value is FlatRecord {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
