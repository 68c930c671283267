import { RECORDS_PER_CHUNK } from '../../wire/limits';
import { planQuery } from '../soql/plan-query';
import { type CustomObjectDeclaration, withCustomObjects } from './custom-objects';
import { type Batch, type ChunkAction } from './dml/batch';
import { insert } from './dml/insert';
import { parentsOf } from './dml/parents-of';
import { moveToBin, removeForGood } from './dml/remove';
import { update } from './dml/update';
import { upsert } from './dml/upsert';
import { type IdRange, idRanges } from './id-ranges';
import { STANDARD_OBJECTS } from './objects/standard-objects';
import { loadSamples } from './samples/load-samples';
import { type Table } from './table';
import { Tables } from './tables';
import {
  BatchFailure,
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

const ACTIONS: Readonly<Record<DmlRequest['operation'], (batch: Batch) => ChunkAction>> = {
  insert,
  update,
  upsert,
  delete: moveToBin,
  hardDelete: removeForGood,
};

/** The records of one org, and what can be done with them. */
export class Store {
  readonly #tables: Tables;
  readonly #now: () => number;

  constructor({ now, customObjects = [], sampleRecords = true }: StoreOptions) {
    this.#now = now;
    this.#tables = new Tables(withCustomObjects(STANDARD_OBJECTS, customObjects));
    loadSamples(this.#tables, sampleRecords);
  }

  objects(): readonly ObjectSchema[] {
    return this.#tables.all().map(({ schema }) => schema);
  }

  /** By name, in any case. */
  object(name: string): ObjectSchema | undefined {
    return this.#tables.byName(name)?.schema;
  }

  /** One result for each row, in their order. Throws `BatchFailure` for what fails the batch as a whole. */
  apply(request: DmlRequest, { columns, rows }: InputTable): RecordResult[] {
    const table = this.#table(request.object);
    const act = ACTIONS[request.operation]({ tables: this.#tables, table, request, columns, now: this.#now() });
    const results: RecordResult[] = [];
    for (let start = 0; start < rows.length; start += RECORDS_PER_CHUNK) {
      results.push(...act(rows.slice(start, start + RECORDS_PER_CHUNK)));
    }
    return results;
  }

  /** For each row the ids of the parents that are locked while it is written. */
  parentsOf(request: DmlRequest, { columns, rows }: InputTable): string[][] {
    const table = this.#table(request.object);
    return parentsOf({ tables: this.#tables, table, request, columns, now: this.#now() }, rows);
  }

  /** Throws `QueryFault`, a `BatchFailure` that also has the code and text of the REST API. */
  query(request: QueryRequest): QueryAnswer {
    const { object, columns, read } = planQuery({ tables: this.#tables, now: this.#now() }, request);
    return { object, columns, rows: read() };
  }

  /** All that `query` would say, without the rows: 2.0 refuses a bad query when its job is created. */
  checkQuery(request: QueryRequest): Omit<QueryAnswer, 'rows'> {
    const { object, columns } = planQuery({ tables: this.#tables, now: this.#now() }, request);
    return { object, columns };
  }

  /** The ranges into which PK chunking cuts an object; none when it holds no records. */
  idRanges({ object, size, startId }: IdRangeRequest): readonly IdRange[] {
    return idRanges(this.#table(object), size, startId);
  }

  #table(object: string): Table {
    const table = this.#tables.byName(object);
    if (table === undefined) throw new BatchFailure('InvalidJob', `Unable to find object: ${object}`);
    return table;
  }
}

export type { IdRange };
