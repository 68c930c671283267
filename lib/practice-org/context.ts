/** What an operation can reach: the parts of one org. */
import { type Clock } from './clock';
import { type Cursors } from './cursors';
import { type FaultScript } from './faults';
import { type Batch, type Jobs } from './jobs';
import { type OrgSettings } from './options';
import { type DailyQuota } from './quotas';
import { type Sessions } from './sessions';
import { type Store } from './store/store';

export interface OrgContext {
  readonly settings: OrgSettings;
  readonly startedAt: number;
  readonly clock: Clock;
  readonly store: Store;
  readonly jobs: Jobs;
  readonly scheduler: { enqueue(batch: Batch): void };
  readonly sessions: Sessions;
  readonly cursors: Cursors;
  readonly faults: FaultScript;
  readonly quotas: { readonly apiRequests: DailyQuota; readonly batches: DailyQuota };
}
