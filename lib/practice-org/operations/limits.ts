/** REST API Developer Guide: "Limits". */
import { json, restOperation } from '../rest-call';

/** What this org has but doesn't use up. */
const UNTOUCHED = {
  DailyAsyncApexExecutions: 250_000,
  DailyBulkV2QueryFileStorageMB: 976_562,
  DataStorageMB: 5,
  FileStorageMB: 20,
};

export const limits = restOperation({
  name: 'limits',
  method: 'GET',
  path: '/limits',
  run({ org: { quotas } }) {
    const full = Object.entries(UNTOUCHED).map(([name, max]) => [name, { Max: max, Remaining: max }] as const);
    const used = [
      ['DailyApiRequests', quotas.apiRequests],
      ['DailyBulkApiBatches', quotas.batches],
      ['DailyBulkV2QueryJobs', quotas.queryJobs],
    ] as const;
    const counted = used.map(([name, { max, remaining }]) => [name, { Max: max, Remaining: remaining }] as const);
    const inOrder = [...full, ...counted].sort(([one], [other]) => (one < other ? -1 : 1));
    return json(Object.fromEntries(inOrder));
  },
});
