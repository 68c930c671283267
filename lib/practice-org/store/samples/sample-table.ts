import { type InputValue } from '../types';

/** Records of one object; a lookup may name its parent by an external id. */
export interface SampleTable {
  readonly object: string;
  /** Columns as a CSV file of the Bulk API would have them: `Name`, `Account.Legacy_Key__c`, `Lead:Who.Email`. */
  readonly header: string;
  readonly rows: readonly (readonly InputValue[])[];
}
