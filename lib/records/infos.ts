/** What the infos of jobs and batches say. */
import { ENDED_BATCH_STATES, QUERY_OPERATIONS } from '../wire/v1';
import { type BatchInfo, type RecordError } from './types';

export function isQueryOperation(operation: string): boolean {
  return (QUERY_OPERATIONS as readonly string[]).includes(operation);
}

/** Whether nothing more will happen to a batch. */
export function isEndedBatch({ state }: BatchInfo): boolean {
  return (ENDED_BATCH_STATES as readonly string[]).includes(state);
}

/** `InvalidBatch : Field name not found : Nmae` as an error of each row that the service never came to. */
export function batchError({ id, state, stateMessage }: BatchInfo): RecordError {
  const [, statusCode, message] = /^(\w+) : ([^]*)$/.exec(stateMessage ?? '') ?? [];
  if (statusCode !== undefined && message !== undefined) return { statusCode, message, fields: [] };
  return { statusCode: state, message: stateMessage ?? `Batch ${id} was not processed`, fields: [] };
}
