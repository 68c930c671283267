/** Bulk API 2.0 Developer Guide: "Get Information About All Query Jobs": those of 2.0, and every job of 1.0. */
import { queryOperation } from '../../v2/call';
import { listJobs } from '../../v2/job-list';

export const listQueryJobs = queryOperation({
  name: 'listQueryJobs',
  method: 'GET',
  path: '',
  run: (call) => listJobs(call, ['V2Query', 'Classic']),
});
