import { type CustomObjectDeclaration } from './custom-objects';
import {
  type DmlRequest,
  type InputTable,
  type ObjectSchema,
  type QueryAnswer,
  type QueryRequest,
  type RecordResult,
} from './types';

export interface StoreOptions {
  /** The org's clock: milliseconds since 1970. */
  readonly now: () => number;
  readonly customObjects?: readonly CustomObjectDeclaration[];
  /** False starts with an org that holds only its users. Default: true. */
  readonly sampleRecords?: boolean;
}

export interface IdRangeRequest {
  readonly object: string;
  /** Records, deleted ones counted, in a range. */
  readonly size: number;
  /** Leaves out all ids before this one; 15 or 18 characters. */
  readonly startId?: string;
}

/** A condition `Id >= from AND Id < to`; the last range of an object is open (`to` is undefined). */
export interface IdRange {
  readonly from: string;
  readonly to: string | undefined;
}

/** The records of one org, and what can be done with them. */
export class Store {
  constructor(readonly options: StoreOptions) {}

  objects(): readonly ObjectSchema[] {
    throw new Error('Not built yet.');
  }

  /** By name, in any case. */
  object(_name: string): ObjectSchema | undefined {
    throw new Error('Not built yet.');
  }

  /** One result for each row, in their order. Throws `BatchFailure` for what fails the batch as a whole. */
  apply(_request: DmlRequest, _table: InputTable): RecordResult[] {
    throw new Error('Not built yet.');
  }

  /** Throws `QueryFault`, a `BatchFailure` that also has the code and text of the REST API. */
  query(_request: QueryRequest): QueryAnswer {
    throw new Error('Not built yet.');
  }

  /** The ranges into which PK chunking cuts an object. */
  idRanges(_request: IdRangeRequest): readonly IdRange[] {
    throw new Error('Not built yet.');
  }
}
