import { type FieldSchema, type InputValue, type RecordError, type RecordResult } from './types';

/** The service's words for what is wrong with a record. */

export function failed(errors: readonly RecordError[], id: string | null = null): RecordResult {
  return { id, success: false, created: false, errors };
}

export function succeeded(id: string, created: boolean): RecordResult {
  return { id, success: true, created, errors: [] };
}

export function requiredFieldsMissing(fields: readonly string[]): RecordError {
  const message = `Required fields are missing: [${fields.join(', ')}]`;
  return { statusCode: 'REQUIRED_FIELD_MISSING', message, fields };
}

export function notWritable(fields: readonly string[]): RecordError {
  const message =
    `Unable to create/update fields: ${fields.join(', ')}. Please check the security settings of this field and ` +
    'verify that it is read/write for your profile or permission set.';
  return { statusCode: 'INVALID_FIELD_FOR_INSERT_UPDATE', message, fields };
}

export function idInInsert(): RecordError {
  const message = 'cannot specify Id in an insert call';
  return { statusCode: 'INVALID_FIELD_FOR_INSERT_UPDATE', message, fields: ['Id'] };
}

export function wrongType(field: FieldSchema, value: InputValue): RecordError {
  const message = `${field.label}: value not of required type: ${String(value)}`;
  return { statusCode: 'INVALID_TYPE_ON_FIELD_IN_RECORD', message, fields: [field.name] };
}

export function tooLong(field: FieldSchema, value: string): RecordError {
  const message = `${field.label}: data value too large: ${value} (max length=${field.length})`;
  return { statusCode: 'STRING_TOO_LONG', message, fields: [field.name] };
}

export function invalidEmail(field: FieldSchema, value: string): RecordError {
  const message = `${field.label}: invalid email address: ${value}`;
  return { statusCode: 'INVALID_EMAIL_ADDRESS', message, fields: [field.name] };
}

export function notInPicklist(field: FieldSchema, value: string): RecordError {
  const message = `${field.label}: bad value for restricted picklist field: ${value}`;
  return { statusCode: 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', message, fields: [field.name] };
}

export function outsideRange(field: FieldSchema, value: number): RecordError {
  const message = `${field.label}: value outside of valid range on numeric field: ${value}`;
  return { statusCode: 'NUMBER_OUTSIDE_VALID_RANGE', message, fields: [field.name] };
}

export function malformedId(field: FieldSchema, value: InputValue): RecordError {
  const message = `${field.label}: id value of incorrect type: ${String(value)}`;
  return { statusCode: 'MALFORMED_ID', message, fields: [field.name] };
}

/** A well-formed id, but of an object at which the lookup can't point. */
export function idOfWrongObject(field: FieldSchema, id: string): RecordError {
  const message = `${field.label}: id value of incorrect type: ${id}`;
  return { statusCode: 'FIELD_INTEGRITY_EXCEPTION', message, fields: [field.name] };
}

export function noSuchRecord(): RecordError {
  return { statusCode: 'INVALID_CROSS_REFERENCE_KEY', message: 'invalid cross reference id', fields: [] };
}

export function entityIsDeleted(): RecordError {
  return { statusCode: 'ENTITY_IS_DELETED', message: 'entity is deleted', fields: [] };
}

export function duplicateValue(field: FieldSchema, holderId: string): RecordError {
  const message = `duplicate value found: ${field.name} duplicates value on record with id: ${holderId}`;
  return { statusCode: 'DUPLICATE_VALUE', message, fields: [] };
}

/** Two records of one chunk have the same key: the service takes neither. */
export function duplicateExternalId(field: FieldSchema, value: InputValue): RecordError {
  const message = `Duplicate external id specified: ${String(value)}`;
  return { statusCode: 'DUPLICATE_VALUE', message, fields: [field.name] };
}

export function severalRecordsFound(field: FieldSchema, ids: readonly string[]): RecordError {
  const message = `${field.label}: more than one record found for external id field: [${ids.join(', ')}]`;
  return { statusCode: 'DUPLICATE_EXTERNAL_ID', message, fields: [field.name] };
}

export function tooManyUpdatesOfOne(id: string, allowed: number): RecordError {
  const message =
    `Maximum number of duplicate updates in one batch (${allowed} allowed). ` +
    `Attempt to update Id more than once in this Api call: ${id}`;
  return { statusCode: 'DUPLICATE_VALUE', message, fields: [] };
}

export function parentNotFound(parentField: FieldSchema, parentObject: string, value: InputValue): RecordError {
  const where = `for field ${parentField.name} in entity ${parentObject}`;
  return {
    statusCode: 'INVALID_FIELD',
    message: `Foreign key external ID: ${String(value)} not found ${where}`,
    fields: [],
  };
}

export function missingArgument(message: string): RecordError {
  return { statusCode: 'MISSING_ARGUMENT', message, fields: [] };
}
