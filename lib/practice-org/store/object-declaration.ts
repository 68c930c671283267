import { calculated, checkbox, datetime, field, lookup, readOnly, required } from './fields';
import { type FieldSchema, type FieldValue, type ObjectSchema } from './types';

/** Works out a value from the record's others. */
export type Calculation = (read: (fieldName: string) => FieldValue) => FieldValue;

export interface ObjectDeclaration {
  readonly schema: ObjectSchema;
  readonly calculations: Readonly<Record<string, Calculation>>;
}

export interface ObjectSpecification {
  readonly name: string;
  readonly label?: string;
  readonly labelPlural: string;
  readonly keyPrefix: string;
  readonly fields: readonly FieldSchema[];
  readonly calculations?: Readonly<Record<string, Calculation>>;
  /** False for records that belong to their parent and have no owner. Default: true. */
  readonly owned?: boolean;
  readonly bulkable?: boolean;
}

export function declareObject(specification: ObjectSpecification): ObjectDeclaration {
  const {
    name,
    label = name,
    labelPlural,
    keyPrefix,
    owned = true,
    bulkable = true,
    calculations = {},
  } = specification;
  const fields = [...leadingFields(label), ...specification.fields, ...(owned ? [owner()] : []), ...auditFields()];
  return {
    schema: { name, label, labelPlural, keyPrefix, bulkable, custom: name.endsWith('__c'), fields },
    calculations,
  };
}

function leadingFields(objectLabel: string): FieldSchema[] {
  const id = { label: `${objectLabel} ID`, length: 18, idLookup: true, defaultedOnCreate: true };
  return [field('Id', 'id', required, readOnly, id), checkbox('IsDeleted', readOnly, { label: 'Deleted' })];
}

function owner(): FieldSchema {
  return lookup('OwnerId', 'User', required, { defaultedOnCreate: true });
}

function auditFields(): FieldSchema[] {
  const given = { ...required, ...readOnly, defaultedOnCreate: true };
  return [
    datetime('CreatedDate', given),
    lookup('CreatedById', 'User', given),
    datetime('LastModifiedDate', given),
    lookup('LastModifiedById', 'User', given),
    datetime('SystemModstamp', given),
  ];
}

/** "Grace" and "Hopp" make "Grace Hopp"; a person without a first name is the last name alone. */
export const fullName: Calculation = (read) => {
  const names = [read('FirstName'), read('LastName')].filter((name) => name !== null);
  return names.length === 0 ? null : names.join(' ');
};

export const nameOfPerson = field('Name', 'string', calculated, { length: 121, nameField: true, label: 'Full Name' });
