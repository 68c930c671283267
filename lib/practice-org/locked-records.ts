/** Records that another transaction holds. */
import { type FaultPlan } from './faults';
import { type LoadData } from './formats/load-data';
import { type RecordError, type RecordResult } from './store/types';

/** With more lock failures than that the batch goes back into the queue with its other records. */
export const LOCKS_PER_ATTEMPT = 100;

const STATUS_CODE = 'UNABLE_TO_LOCK_ROW';
const MESSAGE = 'unable to obtain exclusive access to this record or 1 records';

const LOCKED: RecordError = { statusCode: STATUS_CODE, message: MESSAGE, fields: [] };

export const lockedBy = (parentId: string): RecordError => ({ ...LOCKED, message: `${MESSAGE}: ${parentId}` });

export const countLocks = (results: readonly RecordResult[]): number =>
  results.filter(({ errors }) => errors[0]?.statusCode === STATUS_CODE).length;

/** The first `records` of what is to be loaded. */
export const lockRecords = (data: LoadData, fault: FaultPlan | undefined): LoadData => {
  if (fault?.do !== 'lock-row') return data;
  const locked = Array.from({ length: fault.records ?? 1 }, (_, place) => [place, LOCKED] as const);
  return { ...data, refused: new Map([...(data.refused ?? []), ...locked]) };
};
