/**
 * What the org's store gives to the operations above it. Nothing here knows HTTP, CSV, XML or JSON: the operations turn
 * what was sent into `InputRecord`s, and what the store answers into the job's format.
 */
import { type Operation } from '../../wire/v1';

export type FieldType =
  | 'id'
  | 'string'
  | 'textarea'
  | 'email'
  | 'phone'
  | 'url'
  | 'picklist'
  | 'multipicklist'
  | 'combobox'
  | 'boolean'
  | 'int'
  | 'double'
  | 'currency'
  | 'percent'
  | 'date'
  | 'datetime'
  | 'time'
  | 'reference'
  | 'base64'
  | 'address'
  | 'location';

export interface FieldSchema {
  readonly name: string;
  readonly label: string;
  readonly type: FieldType;
  /** Characters that a text holds; 0 for types that have no length. */
  readonly length: number;
  /** Digits in all, and after the point, for double, currency and percent. */
  readonly precision: number;
  readonly scale: number;
  readonly nillable: boolean;
  readonly defaultedOnCreate: boolean;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly unique: boolean;
  readonly externalId: boolean;
  readonly idLookup: boolean;
  readonly custom: boolean;
  readonly restrictedPicklist: boolean;
  readonly picklistValues: readonly string[];
  /** For a lookup: the objects that it may point at, and the name by which a query or a CSV column walks along it. */
  readonly referenceTo: readonly string[];
  readonly relationshipName: string | null;
  /** For a lookup: a record is deleted with its parent. */
  readonly cascadeDelete: boolean;
  readonly defaultValue: FieldValue;
  /** The service works the value out; nobody writes it. */
  readonly calculated: boolean;
  readonly autoNumber: boolean;
  readonly nameField: boolean;
}

export interface ObjectSchema {
  readonly name: string;
  readonly label: string;
  readonly labelPlural: string;
  readonly keyPrefix: string;
  readonly custom: boolean;
  readonly fields: readonly FieldSchema[];
  /** False for objects that REST can query but the Bulk API refuses (`InvalidEntity`). */
  readonly bulkable: boolean;
}

/** A value at rest. date is `yyyy-MM-dd`, datetime is milliseconds since 1970 (UTC), base64 is the base64 text. */
export type FieldValue = string | number | boolean | null;

/** A parent named by one of its indexed fields: `Account.Legacy_Key__c`, `Lead:Who.Email`. */
export interface ParentReference {
  readonly parentType: string | undefined;
  readonly field: string;
  readonly value: string | null;
}

/**
 * One column of what was sent, resolved once for a whole batch. `parent` is set for relationship columns, in which case
 * `name` is the relationship's name.
 */
export interface InputColumn {
  readonly name: string;
  readonly parent?: { readonly parentType: string | undefined; readonly field: string };
}

/** undefined leaves the field alone; null clears it; text is converted by the field's type. */
export type InputValue = string | number | boolean | null | undefined;

/** A batch's records: the columns once, then a row of values for each record, in their order. */
export interface InputTable {
  readonly columns: readonly InputColumn[];
  readonly rows: readonly (readonly InputValue[])[];
}

export interface RecordError {
  readonly statusCode: string;
  readonly message: string;
  readonly fields: readonly string[];
}

export interface RecordResult {
  /** 18 characters; null when nothing was created or found. */
  readonly id: string | null;
  readonly success: boolean;
  readonly created: boolean;
  readonly errors: readonly RecordError[];
}

/** What a whole batch fails with: `{exceptionCode} : {message}` in its stateMessage. */
export class BatchFailure extends Error {
  constructor(
    readonly exceptionCode: string,
    message: string,
  ) {
    super(message);
  }
}

export interface DmlRequest {
  readonly operation: Exclude<Operation, 'query' | 'queryAll'>;
  readonly object: string;
  /** Only for upsert; `Id` is allowed. */
  readonly externalIdFieldName?: string;
  readonly userId: string;
}

export interface QueryRequest {
  readonly soql: string;
  /** The job's object: the FROM must name the same. Not given where there is no job yet: in 2.0 and in REST. */
  readonly object?: string;
  /** queryAll: deleted rows too. */
  readonly includeDeleted: boolean;
}

/** One selected column: `Id`, `Account.Name`; the path as the SELECT has it, in canonical spelling. */
export interface QueryColumn {
  readonly path: readonly string[];
  readonly field: FieldSchema;
}

export interface QueryAnswer {
  readonly object: ObjectSchema;
  readonly columns: readonly QueryColumn[];
  /** The values in the order of the columns. */
  readonly rows: readonly (readonly FieldValue[])[];
}
