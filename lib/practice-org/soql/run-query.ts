import { type Tables } from '../store/tables';
import { type QueryAnswer, type QueryRequest } from '../store/types';

export interface QueryContext {
  readonly tables: Tables;
  readonly now: number;
}

export function runQuery(_context: QueryContext, _request: QueryRequest): QueryAnswer {
  throw new Error('Not built yet.');
}
