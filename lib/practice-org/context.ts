/** What an operation can reach: the parts of one org. */
import { type Clock } from './clock';
import { type Cursors } from './cursors';
import { type FaultScript } from './faults';
import { type Batch, type Job } from './job';
import { type Jobs } from './jobs';
import { type OrgSettings } from './options';
import { type ParentLocks } from './parent-locks';
import { type DailyQuota } from './quotas';
import { type Sessions } from './sessions';
import { type Store } from './store/store';
import { type QueryAnswer } from './store/types';

export interface OrgContext {
  readonly settings: OrgSettings;
  readonly startedAt: number;
  readonly clock: Clock;
  readonly store: Store;
  readonly jobs: Jobs;
  readonly scheduler: { enqueue(batch: Batch, wait?: number): void; stop(job: Job): Promise<void> };
  readonly sessions: Sessions;
  readonly cursors: Cursors<QueryAnswer>;
  readonly faults: FaultScript;
  /** Undefined unless the org minds who locks a parent. */
  readonly locks: ParentLocks | undefined;
  readonly jobLists: Cursors<readonly Job[]>;
  readonly quotas: {
    readonly apiRequests: DailyQuota;
    readonly batches: DailyQuota;
    readonly queryJobs: DailyQuota;
  };
}
