import { adviceOn } from './advice';
import { ROW_ADVICE } from './row-advice';

/**
 * One line on what to do about a code of the service: the `statusCode` of a row that failed, or the `code` of an exception.
 * Undefined for a code that is not known.
 *
 *     whatToDo('UNABLE_TO_LOCK_ROW') // 'Another batch held the parent record: call jobRetry(), …'
 */
export function whatToDo(code: string): string | undefined {
  return Object.hasOwn(ROW_ADVICE, code) ? ROW_ADVICE[code] : adviceOn('bulk', code)?.advice;
}
