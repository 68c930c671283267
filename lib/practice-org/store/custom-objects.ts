import { field, labelOf, lookup, text, required as requiredTrait } from './fields';
import { declareObject, type ObjectDeclaration } from './object-declaration';
import { type FieldSchema, type FieldType, type FieldValue } from './types';

/** A field that an org adds to an object. Only the name and the type are needed; the rest has the service's defaults. */
export interface CustomFieldDeclaration {
  /** With its suffix: `Region__c`. */
  readonly name: string;
  readonly type: FieldType;
  readonly label?: string;
  readonly length?: number;
  readonly precision?: number;
  readonly scale?: number;
  readonly required?: boolean;
  readonly unique?: boolean;
  readonly externalId?: boolean;
  readonly picklistValues?: readonly string[];
  readonly restrictedPicklist?: boolean;
  readonly referenceTo?: readonly string[];
  /** For a lookup: when the parent is deleted, so is this record (master-detail). */
  readonly cascadeDelete?: boolean;
  readonly defaultValue?: FieldValue;
}

/** A new object (`Invoice__c`), or, with the name of an object that exists, more fields for it. */
export interface CustomObjectDeclaration {
  readonly name: string;
  readonly label?: string;
  readonly labelPlural?: string;
  /** Three characters; the service gives `a00`, `a01` … to custom objects. */
  readonly keyPrefix?: string;
  readonly fields: readonly CustomFieldDeclaration[];
}

const DEFAULT_LENGTHS: Partial<Record<FieldType, number>> = {
  string: 255,
  textarea: 32_768,
  email: 80,
  phone: 40,
  url: 255,
  picklist: 255,
  multipicklist: 4_099,
  combobox: 255,
};

/** The standard objects with the org's own objects and fields. */
export function withCustomObjects(
  standard: readonly ObjectDeclaration[],
  custom: readonly CustomObjectDeclaration[],
): ObjectDeclaration[] {
  const declarations = new Map(standard.map((declaration) => [declaration.schema.name.toLowerCase(), declaration]));
  for (const [position, addition] of custom.entries()) {
    const key = addition.name.toLowerCase();
    const existing = declarations.get(key);
    declarations.set(key, existing ? extended(existing, addition) : declared(addition, position));
  }
  return [...declarations.values()];
}

function extended({ schema, calculations }: ObjectDeclaration, addition: CustomObjectDeclaration): ObjectDeclaration {
  return { schema: { ...schema, fields: [...schema.fields, ...addition.fields.map(customField)] }, calculations };
}

function declared(declaration: CustomObjectDeclaration, position: number): ObjectDeclaration {
  const { name, label = labelOf(name), labelPlural = `${label}s` } = declaration;
  const keyPrefix = declaration.keyPrefix ?? `a${String(position).padStart(2, '0')}`;
  const nameField = text('Name', 80, { nameField: true, label: `${label} Name` });
  return declareObject({
    name,
    label,
    labelPlural,
    keyPrefix,
    fields: [nameField, ...declaration.fields.map(customField)],
  });
}

function customField(declaration: CustomFieldDeclaration): FieldSchema {
  const { name, type, required = false, referenceTo = [], ...traits } = declaration;
  const isBoolean = type === 'boolean';
  const defaultValue = traits.defaultValue ?? (isBoolean ? false : null);
  const sizes = { length: DEFAULT_LENGTHS[type] ?? 0, ...(type === 'int' ? {} : { precision: 18, scale: 2 }) };
  const given = {
    ...sizes,
    ...(required || isBoolean ? requiredTrait : {}),
    ...traits,
    idLookup: traits.externalId ?? false,
    defaultedOnCreate: defaultValue !== null,
    defaultValue,
    custom: true,
  };
  return type === 'reference' ? lookup(name, referenceTo, given, { length: 18 }) : field(name, type, given);
}
