/** Takes the locks of the parents whose children a batch writes. */
import { RECORDS_PER_CHUNK } from '../wire/limits';
import { type OrgContext } from './context';
import { type LoadData } from './formats/load-data';
import { type Batch } from './job';
import { lockedBy } from './locked-records';
import { type Hold } from './parent-locks';
import { type RecordError } from './store/types';

/** Refuses the records whose parent another batch holds at that moment. In Serial mode there is no other. */
export const lockParents = (org: OrgContext, batch: Batch, data: LoadData): LoadData => {
  const { object, operation, concurrencyMode, createdById } = batch.job.settings;
  const { locks } = org;
  if (locks === undefined || concurrencyMode === 'Serial' || operation === 'query' || operation === 'queryAll')
    return data;
  const began = org.clock.now() - batch.timeSpent(org.clock.now());
  locks.forgetBefore(began);
  const holdAt = holdsOf({ batch, began, duration: org.settings.processingDelay, records: data.table.rows.length });
  const refused = new Map<number, RecordError>(data.refused);
  const parents = org.store.parentsOf({ operation, object, userId: createdById }, data.table);
  for (const [place, ids] of parents.entries()) {
    const missing = ids.find((id) => !locks.take(id, holdAt(place)));
    if (missing !== undefined && !refused.has(place)) refused.set(place, lockedBy(missing));
  }
  return { table: data.table, refused };
};

interface Span {
  readonly batch: Batch;
  readonly began: number;
  readonly duration: number;
  readonly records: number;
}

/** A batch's chunks follow one another through its time. */
const holdsOf = ({ batch, began, duration, records }: Span): ((place: number) => Hold) => {
  const length = duration / Math.ceil(records / RECORDS_PER_CHUNK);
  return (place) => {
    const from = began + Math.floor(place / RECORDS_PER_CHUNK) * length;
    return { batch, from, to: from + length };
  };
};
