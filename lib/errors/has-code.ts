import { BulkException } from '../errors';
import { normal } from './advice';

/** Whether the service says so, however it spells it: an answer of somebody else has no code. */
export function hasCode(error: unknown, code: string): boolean {
  return error instanceof BulkException && error.code !== undefined && normal(error.code) === normal(code);
}
