/** What a job was made with, and what its batches come to. */
import { type ConcurrencyMode, type ContentType, type Operation } from '../wire/v1';
import { type QueryAnswer, type RecordResult } from './store/types';

export interface JobSettings {
  readonly operation: Operation;
  /** In the store's spelling. */
  readonly object: string;
  readonly externalIdFieldName: string | null;
  readonly assignmentRuleId: string | null;
  readonly concurrencyMode: ConcurrencyMode;
  readonly contentType: ContentType;
  readonly apiVersion: string;
  readonly createdById: string;
  readonly isRetryDisabled: boolean;
  readonly lineEnding: '\n' | '\r\n' | undefined;
  readonly pkChunking: PkChunking | undefined;
}

export interface PkChunking {
  readonly chunkSize: number;
  readonly startRow: string | undefined;
}

/** A slice of a query's rows, as one result file. */
export interface ResultSet {
  readonly id: string;
  readonly from: number;
  readonly to: number;
}

export interface QueryResult {
  readonly answer: QueryAnswer;
  readonly sets: readonly ResultSet[];
}

/** What a batch's processing came to. */
export interface BatchOutcome {
  /** `Queued`: back into the queue, to be tried again. */
  readonly state: 'Completed' | 'Failed' | 'NotProcessed' | 'Queued';
  readonly stateMessage: string | null;
  readonly results: readonly RecordResult[];
  readonly query?: QueryResult;
}
