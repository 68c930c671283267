/** An object and its fields, as the REST API describes them. */
import { DATA_PATH } from '../wire/v2';
import { type FieldSchema, type FieldType, type ObjectSchema } from './store/types';

const SOAP_TYPES: Readonly<Record<FieldType, string>> = {
  id: 'tns:ID',
  reference: 'tns:ID',
  string: 'xsd:string',
  textarea: 'xsd:string',
  email: 'xsd:string',
  phone: 'xsd:string',
  url: 'xsd:string',
  picklist: 'xsd:string',
  multipicklist: 'xsd:string',
  combobox: 'xsd:string',
  boolean: 'xsd:boolean',
  int: 'xsd:int',
  double: 'xsd:double',
  currency: 'xsd:double',
  percent: 'xsd:double',
  date: 'xsd:date',
  datetime: 'xsd:dateTime',
  time: 'xsd:time',
  base64: 'xsd:base64Binary',
  address: 'urn:address',
  location: 'urn:location',
};

/** Bytes that a character may take. */
const BYTES_PER_CHARACTER = 3;

const isOrdered = ({ type }: FieldSchema): boolean => !['textarea', 'base64', 'address', 'location'].includes(type);

const byteLength = ({ type, length }: FieldSchema): number =>
  SOAP_TYPES[type] === 'tns:ID' ? length : length * BYTES_PER_CHARACTER;

const describeField = (field: FieldSchema): Record<string, unknown> => ({
  aggregatable: isOrdered(field),
  aiPredictionField: false,
  autoNumber: false,
  byteLength: byteLength(field),
  calculated: false,
  calculatedFormula: null,
  cascadeDelete: false,
  caseSensitive: false,
  compoundFieldName: null,
  controllerName: null,
  createable: field.createable,
  custom: field.custom,
  defaultValue: field.defaultValue,
  defaultValueFormula: null,
  defaultedOnCreate: field.defaultedOnCreate,
  dependentPicklist: false,
  deprecatedAndHidden: false,
  digits: field.type === 'int' ? field.precision : 0,
  displayLocationInDecimal: false,
  encrypted: false,
  externalId: field.externalId,
  extraTypeInfo: null,
  filterable: isOrdered(field),
  filteredLookupInfo: null,
  formulaTreatNullNumberAsZero: false,
  groupable: isOrdered(field),
  highScaleNumber: false,
  htmlFormatted: false,
  idLookup: field.idLookup,
  inlineHelpText: null,
  label: field.label,
  length: field.length,
  mask: null,
  maskType: null,
  name: field.name,
  nameField: field.name === 'Name',
  namePointing: false,
  nillable: field.nillable,
  permissionable: field.nillable,
  picklistValues: field.picklistValues.map(picklistEntry),
  polymorphicForeignKey: field.referenceTo.length > 1,
  precision: field.precision,
  queryByDistance: false,
  referenceTargetField: null,
  referenceTo: field.referenceTo,
  relationshipName: field.relationshipName,
  relationshipOrder: null,
  restrictedDelete: false,
  restrictedPicklist: field.restrictedPicklist,
  scale: field.scale,
  searchPrefilterable: false,
  soapType: SOAP_TYPES[field.type],
  sortable: isOrdered(field),
  type: field.type,
  unique: field.unique,
  updateable: field.updateable,
  writeRequiresMasterRead: false,
});

const picklistEntry = (value: string): Record<string, unknown> => ({
  active: true,
  defaultValue: false,
  label: value,
  validFor: null,
  value,
});

/** What the list of all objects says of each. */
export const summarise = (object: ObjectSchema, version: string): Record<string, unknown> => ({
  activateable: false,
  createable: true,
  custom: object.custom,
  customSetting: false,
  deletable: true,
  deprecatedAndHidden: false,
  feedEnabled: false,
  hasSubtypes: false,
  isSubtype: false,
  keyPrefix: object.keyPrefix,
  label: object.label,
  labelPlural: object.labelPlural,
  layoutable: true,
  mergeable: false,
  mruEnabled: false,
  name: object.name,
  queryable: true,
  replicateable: true,
  retrieveable: true,
  searchable: true,
  triggerable: true,
  undeletable: true,
  updateable: true,
  urls: urls(object, version),
});

const urls = ({ name }: ObjectSchema, version: string): Record<string, string> => {
  const sobject = `${DATA_PATH}/v${version}/sobjects/${name}`;
  return { sobject, describe: `${sobject}/describe`, rowTemplate: `${sobject}/{ID}` };
};

export interface Description {
  readonly object: ObjectSchema;
  /** All of the org's: they may point at this one. */
  readonly objects: readonly ObjectSchema[];
  readonly version: string;
}

export const describeObject = ({ object, objects, version }: Description): Record<string, unknown> => ({
  actionOverrides: [],
  childRelationships: objects.flatMap((child) => lookupsTo(object, child)),
  ...summarise(object, version),
  fields: object.fields.map(describeField),
  recordTypeInfos: [],
  supportedScopes: [{ label: `All ${object.labelPlural.toLowerCase()}`, name: 'everything' }],
});

const lookupsTo = (parent: ObjectSchema, child: ObjectSchema): Record<string, unknown>[] =>
  child.fields
    .filter(({ referenceTo }) => referenceTo.includes(parent.name))
    .map(({ name }) => ({
      cascadeDelete: false,
      childSObject: child.name,
      deprecatedAndHidden: false,
      field: name,
      junctionIdListNames: [],
      junctionReferenceTo: [],
      relationshipName: null,
      restrictedDelete: false,
    }));
