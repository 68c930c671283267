import { type Query } from '@jetstreamapp/soql-parser-js';
import { type Table } from '../store/table';
import { type Tables } from '../store/tables';
import {
  type FieldValue,
  type ObjectSchema,
  type QueryAnswer,
  type QueryColumn,
  type QueryRequest,
} from '../store/types';
import { type Comparison, conditionOf } from './conditions';
import { type Filter, filterOf } from './filter';
import { orderOf } from './order';
import { parseSoql } from './parse-soql';
import { malformedQuery, notSupportedInBulk, QueryFault } from './query-fault';
import { isVisible, type QueryScope } from './query-scope';
import { type SelectedColumn, selectedColumns } from './select';
import { Source } from './source';

export interface QueryContext {
  readonly tables: Tables;
  readonly now: number;
}

/** A query that nothing is wrong with. */
export interface QueryPlan {
  readonly object: ObjectSchema;
  readonly columns: readonly QueryColumn[];
  readonly read: () => QueryAnswer['rows'];
}

/** Throws `QueryFault` for what the service refuses, in the order in which it looks; reads no row yet. */
export function planQuery({ tables, now }: QueryContext, { soql, object, includeDeleted }: QueryRequest): QueryPlan {
  const query = parseSoql(soql);
  const source = new Source(soql);
  const root = rootOf(tables, query, source);
  if (object !== undefined) refuseOtherObject(root, object);
  const scope = { tables, now, includeDeleted, source, query, root };
  refuseClauses(query);
  const selected = selectedColumns(scope);
  const findRows = rowFinder(scope);
  const columns = selected.map(({ path, field }) => ({ path, field }));
  const read = () => findRows().map((row) => selected.map((column) => column.read(row)));
  return { object: root.schema, columns, read };
}

function rootOf(tables: Tables, query: Query, source: Source): Table {
  const name = query.sObject ?? '';
  const root = tables.byName(name);
  if (root !== undefined) return root;
  const text =
    `sObject type '${name}' is not supported. If you are attempting to use a custom object, be sure to append the ` +
    "'__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.";
  throw new QueryFault({ errorCode: 'INVALID_TYPE', text: source.pointAtName(name, text) });
}

function refuseOtherObject({ schema: { name } }: Table, jobObject: string): void {
  if (name.toLowerCase() === jobObject.toLowerCase()) return;
  const text =
    `The root entity of the requested query (${name}) does not match the entity of the requested Bulk API Job ` +
    `(${jobObject}).`;
  throw new QueryFault({ errorCode: 'INVALID_TYPE_FOR_OPERATION', text });
}

function refuseClauses({ groupBy, having, offset }: Query): void {
  if (groupBy !== undefined || having !== undefined) throw notSupportedInBulk('GROUP BY');
  if (offset !== undefined) throw notSupportedInBulk('OFFSET');
}

function rowFinder(scope: QueryScope): () => readonly number[] {
  const { query } = scope;
  const condition = query.where && conditionOf(query.where);
  const filter = condition && filterOf(scope, condition, (comparison) => runSubquery(scope, comparison));
  const order = orderOf(scope);
  const limit = query.limit ?? Infinity;
  // Sorting needs all rows; without it the search ends with the last row wanted.
  const wanted = query.orderBy === undefined ? limit : Infinity;
  return () => {
    const rows = order(matchingRows(scope, filter, wanted));
    return limit < rows.length ? rows.slice(0, limit) : rows;
  };
}

function matchingRows(scope: QueryScope, filter: Filter | undefined, wanted: number): number[] {
  const { root } = scope;
  const rows: number[] = [];
  const size = filter?.candidates?.length ?? root.size;
  for (let position = 0; position < size && rows.length < wanted; position++) {
    const row = filter?.candidates?.[position] ?? position;
    if (isVisible(scope, root, row) && (filter?.passes(row) ?? true)) rows.push(row);
  }
  return rows;
}

function runSubquery(outer: QueryScope, { subquery }: Comparison): ReadonlySet<FieldValue> {
  if (subquery === undefined) return new Set();
  const root = rootOf(outer.tables, subquery, outer.source);
  const scope = { ...outer, query: subquery, root };
  const [column, ...others]: readonly SelectedColumn[] = selectedColumns(scope);
  if (column === undefined || others.length > 0)
    throw malformedQuery('Only one column is allowed in a semi-join subselect');
  return new Set(rowFinder(scope)().map((row) => column.read(row)));
}
