import { type ObjectLookup } from './record-tree';

/** The part of a query's answer that one result file holds. */
export interface Slice {
  readonly from: number;
  readonly to: number;
  readonly apiVersion: string;
  readonly objectNamed: ObjectLookup;
}
