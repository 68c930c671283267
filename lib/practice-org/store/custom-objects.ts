import { type FieldType, type FieldValue } from './types';

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
