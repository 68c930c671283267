import { type FieldDescription } from '../../../lib';

/** A field of text; of others, what is different. */
export function field(name: string, different: Partial<FieldDescription> = {}): FieldDescription {
  return {
    name,
    label: name,
    type: 'string',
    length: 80,
    nillable: true,
    createable: true,
    updateable: true,
    defaultedOnCreate: false,
    externalId: false,
    idLookup: false,
    unique: false,
    referenceTo: [],
    relationshipName: null,
    picklistValues: [],
    ...different,
  };
}
