import { type Query } from '@jetstreamapp/soql-parser-js';
import { type Table } from '../store/table';
import { type Tables } from '../store/tables';
import { type FieldValue, type QueryAnswer, type QueryRequest } from '../store/types';
import { type Comparison, conditionOf } from './conditions';
import { filterOf } from './filter';
import { ordered } from './order';
import { parseSoql } from './parse-soql';
import { malformedQuery, notSupportedInBulk, QueryFault } from './query-fault';
import { isVisible, type QueryScope } from './query-scope';
import { type SelectedColumn, selectedColumns } from './select';
import { Source } from './source';

export interface QueryContext {
  readonly tables: Tables;
  readonly now: number;
}

/** Throws `QueryFault` for what the service refuses, in the order in which it looks. */
export function runQuery({ tables, now }: QueryContext, { soql, object, includeDeleted }: QueryRequest): QueryAnswer {
  const query = parseSoql(soql);
  const source = new Source(soql);
  const root = rootOf(tables, query, source);
  refuseOtherObject(root, object);
  const scope = { tables, now, includeDeleted, source, query, root };
  refuseClauses(query);
  const columns = selectedColumns(scope);
  const rows = matchingRows(scope).map((row) => columns.map(({ read }) => read(row)));
  return { object: root.schema, columns: columns.map(({ path, field }) => ({ path, field })), rows };
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

function matchingRows(scope: QueryScope): readonly number[] {
  const { query, root } = scope;
  const filter =
    query.where && filterOf(scope, conditionOf(query.where), (comparison) => runSubquery(scope, comparison));
  const limit = query.limit ?? Infinity;
  // Sorting needs all rows; without it the search ends with the last row wanted.
  const wanted = query.orderBy === undefined ? limit : Infinity;
  const rows: number[] = [];
  const size = filter?.candidates?.length ?? root.size;
  for (let position = 0; position < size && rows.length < wanted; position++) {
    const row = filter?.candidates?.[position] ?? position;
    if (isVisible(scope, root, row) && (filter?.passes(row) ?? true)) rows.push(row);
  }
  const sorted = ordered(scope, rows);
  return limit < sorted.length ? sorted.slice(0, limit) : sorted;
}

function runSubquery(outer: QueryScope, { subquery }: Comparison): ReadonlySet<FieldValue> {
  if (subquery === undefined) return new Set();
  const root = rootOf(outer.tables, subquery, outer.source);
  const scope = { ...outer, query: subquery, root };
  const [column, ...others]: readonly SelectedColumn[] = selectedColumns(scope);
  if (column === undefined || others.length > 0)
    throw malformedQuery('Only one column is allowed in a semi-join subselect');
  return new Set(matchingRows(scope).map((row) => column.read(row)));
}
