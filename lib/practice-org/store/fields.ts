import { type FieldSchema, type FieldType } from './types';

/** What a field can say beyond its name, type and size. */
export type FieldTraits = Partial<Omit<FieldSchema, 'name' | 'type'>>;

export const required: FieldTraits = { nillable: false };
export const readOnly: FieldTraits = { createable: false, updateable: false };
export const calculated: FieldTraits = { ...readOnly, calculated: true };
export const externalKey: FieldTraits = { custom: true, externalId: true, idLookup: true, unique: true };

const NO_TRAITS = {
  length: 0,
  precision: 0,
  scale: 0,
  nillable: true,
  defaultedOnCreate: false,
  createable: true,
  updateable: true,
  unique: false,
  externalId: false,
  idLookup: false,
  restrictedPicklist: false,
  picklistValues: [],
  referenceTo: [],
  relationshipName: null,
  cascadeDelete: false,
  defaultValue: null,
  calculated: false,
  autoNumber: false,
  nameField: false,
} satisfies FieldTraits;

export function field(name: string, type: FieldType, ...traits: FieldTraits[]): FieldSchema {
  const plain = { ...NO_TRAITS, name, type, label: labelOf(name), custom: name.endsWith('__c') };
  return Object.assign(plain, ...traits) as FieldSchema;
}

/** `LastModifiedById` is shown as "Last Modified By ID", `Legacy_Key__c` as "Legacy Key". */
export function labelOf(name: string): string {
  return name
    .replace(/__c$/, '')
    .replace(/_/g, ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/\bId$/, 'ID');
}

export const text = (name: string, length: number, ...traits: FieldTraits[]) =>
  field(name, 'string', { length }, ...traits);
export const textarea = (name: string, length: number, ...traits: FieldTraits[]) =>
  field(name, 'textarea', { length }, ...traits);
export const email = (name: string, ...traits: FieldTraits[]) => field(name, 'email', { length: 80 }, ...traits);
export const phone = (name: string) => field(name, 'phone', { length: 40 });
export const url = (name: string) => field(name, 'url', { length: 255 });
export const int = (name: string, ...traits: FieldTraits[]) => field(name, 'int', { precision: 8 }, ...traits);
export const double = (name: string, precision: number, scale: number) => field(name, 'double', { precision, scale });
export const currency = (name: string, ...traits: FieldTraits[]) =>
  field(name, 'currency', { precision: 18, scale: 2 }, ...traits);
export const percent = (name: string) => field(name, 'percent', { precision: 3 });
export const date = (name: string, ...traits: FieldTraits[]) => field(name, 'date', ...traits);
export const datetime = (name: string, ...traits: FieldTraits[]) => field(name, 'datetime', ...traits);
export const base64 = (name: string, ...traits: FieldTraits[]) => field(name, 'base64', ...traits);

/** A compound of fields that are there by themselves as well; Bulk queries refuse it. */
export const address = (name: string) => field(name, 'address', readOnly);

export const checkbox = (name: string, ...traits: FieldTraits[]) =>
  field(name, 'boolean', { nillable: false, defaultedOnCreate: true, defaultValue: false }, ...traits);

export const picklist = (name: string, picklistValues: readonly string[], ...traits: FieldTraits[]) =>
  field(name, 'picklist', { length: 255, picklistValues }, ...traits);

/** `AccountId` is walked as `Account`, `Parent_Box__c` as `Parent_Box__r`. */
export const lookup = (name: string, target: string | readonly string[], ...traits: FieldTraits[]) =>
  field(
    name,
    'reference',
    { length: 18, referenceTo: [target].flat(), relationshipName: relationshipOf(name) },
    ...traits,
  );

/** A number that the service counts up itself. */
export const autoNumber = (name: string, ...traits: FieldTraits[]) =>
  field(
    name,
    'string',
    { length: 30, nillable: false, autoNumber: true, defaultedOnCreate: true },
    readOnly,
    ...traits,
  );

export function addressParts(prefix: string): FieldSchema[] {
  return [
    textarea(`${prefix}Street`, 255),
    text(`${prefix}City`, 40),
    text(`${prefix}State`, 80),
    text(`${prefix}PostalCode`, 20),
    text(`${prefix}Country`, 80),
    address(prefix === '' ? 'Address' : `${prefix}Address`),
  ];
}

function relationshipOf(lookupName: string): string {
  return lookupName.endsWith('__c') ? lookupName.replace(/__c$/, '__r') : lookupName.replace(/Id$/, '');
}
