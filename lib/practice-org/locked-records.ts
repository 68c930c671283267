/** Records that another transaction holds. */
import { type FaultPlan } from './faults';
import { type LoadData } from './formats/load-data';
import { type RecordError } from './store/types';

/** With more lock failures than that the batch goes back into the queue with its other records. */
export const LOCKS_PER_ATTEMPT = 100;

const LOCKED: RecordError = {
  statusCode: 'UNABLE_TO_LOCK_ROW',
  message: 'unable to obtain exclusive access to this record or 1 records',
  fields: [],
};

/** The first `records` of what is to be loaded. */
export const lockRecords = (data: LoadData, fault: FaultPlan | undefined): LoadData => {
  if (fault?.do !== 'lock-row') return data;
  const locked = Array.from({ length: fault.records ?? 1 }, (_, place) => [place, LOCKED] as const);
  return { ...data, refused: new Map([...(data.refused ?? []), ...locked]) };
};
