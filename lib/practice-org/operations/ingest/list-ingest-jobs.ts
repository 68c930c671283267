/** Bulk API 2.0 Developer Guide: "Get All Jobs": those that load by 2.0, and every job of 1.0. */
import { ingestOperation } from '../../v2/call';
import { listJobs } from '../../v2/job-list';

export const listIngestJobs = ingestOperation({
  name: 'listIngestJobs',
  method: 'GET',
  path: '',
  run: (call) => listJobs(call, ['V2Ingest', 'Classic']),
});
