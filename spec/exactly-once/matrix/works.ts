/** What is cut in the crash matrix: a load and a query, small enough to be cut at every place. */
import { type Bulk } from '../../../lib';
import { type PracticeOrg } from '../../../lib/practice-org';
import { contactsIn, namesOf } from '../rows';

export const ROWS = 6;
const ROWS_IN_BATCH = 3;
const SOQL = 'SELECT Name FROM Account';

export type Api = '1.0' | '2.0';
export type WorkName = 'load' | 'query';

export interface CrashWork {
  /** Opens the job. */
  readonly open: (bulk: Bulk) => Promise<unknown>;
  /** Sends the data. */
  readonly send: (bulk: Bulk, file: string) => Promise<unknown>;
  /** Waits, closes, and reads what there is to read; answers with what is wrong, if anything is. */
  readonly finish: (bulk: Bulk, org: PracticeOrg) => Promise<string | undefined>;
}

export const WORKS: Record<WorkName, CrashWork> = {
  load: {
    open: (bulk) => bulk.jobCreate('insert', 'Contact'),
    send: (bulk, file) => bulk.batchCreateFromCsv(file, ROWS_IN_BATCH),
    async finish(bulk, org) {
      await bulk.jobWait();
      await close(bulk);
      const { rows, succeeded } = await bulk.jobReceipt();
      return differences(contactsIn(org), namesOf(ROWS)) ?? complaint({ rows, succeeded }, ROWS);
    },
  },
  query: {
    open: (bulk) => bulk.jobCreate('query', 'Account'),
    send: (bulk) => bulk.batchCreate(SOQL),
    async finish(bulk, org) {
      await bulk.jobWait();
      await close(bulk);
      const { rows } = org.store.query({ soql: SOQL, includeDeleted: false });
      const found = await namesFound(bulk);
      return differences(found, rows.map(([name]) => String(name)).sort());
    },
  },
};

async function namesFound(bulk: Bulk): Promise<string[]> {
  const names: string[] = [];
  for await (const { Name } of bulk.jobRecords()) names.push(String(Name));
  return names.sort();
}

async function close(bulk: Bulk): Promise<void> {
  const { state } = await bulk.jobStatus();
  if (state !== 'Closed') await bulk.jobClose();
}

function differences(found: readonly string[], due: readonly string[]): string | undefined {
  return found.join() === due.join() ? undefined : `found ${found.join()} instead of ${due.join()}`;
}

function complaint(sums: Record<string, number>, due: number): string | undefined {
  return Object.values(sums).every((sum) => sum === due) ? undefined : `the receipt says ${JSON.stringify(sums)}`;
}
