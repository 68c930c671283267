import { type Query } from '@jetstreamapp/soql-parser-js';
import { type Table } from '../store/table';
import { type Tables } from '../store/tables';
import { type Source } from './source';

/** What stays the same while one SELECT is worked out. */
export interface QueryScope {
  readonly tables: Tables;
  readonly now: number;
  readonly includeDeleted: boolean;
  readonly source: Source;
  readonly query: Query;
  /** The object of the FROM. */
  readonly root: Table;
}

/** Whether the query sees a row: live ones, and with queryAll those in the recycle bin. */
export function isVisible({ includeDeleted }: QueryScope, table: Table, row: number): boolean {
  return includeDeleted ? !table.isGone(row) : table.isLive(row);
}
