/** What Bulk API 2.0 cannot do, or not in every version; refused before anything is sent. */
import { InputException } from '../../errors';
import { isQueryOperation } from '../../records/infos';
import { FEATURE_VERSIONS } from '../../wire/versions';
import { type JobRequest, type PageOptions } from '../dialect';
import { needsApi, needsVersion } from '../features';

export function checkV2Job(request: JobRequest, apiVersion: string): void {
  if (request.contentType !== 'CSV') throw needsApi(`contentType ${request.contentType}`, '1.0');
  if (request.concurrencyMode === 'Serial') throw needsApi('concurrencyMode Serial', '1.0');
  if (request.pkChunking !== undefined) throw needsApi('pkChunking', '1.0');
  if (request.isRetryDisabled) throw needsApi('batchRetry', '1.0');
  if (isQueryOperation(request.operation)) needsVersion('A 2.0 query', FEATURE_VERSIONS.v2Query, apiVersion);
  else needsVersion('A 2.0 load', FEATURE_VERSIONS.v2Ingest, apiVersion);
  if (request.assignmentRuleId !== undefined) {
    needsVersion('assignmentRuleId', FEATURE_VERSIONS.v2AssignmentRule, apiVersion);
  }
}

export function checkPageOptions({ parallel = 1, maxRecords, locator }: PageOptions, apiVersion: string): void {
  if (parallel <= 1) return;
  needsVersion('parallel', FEATURE_VERSIONS.v2ResultPages, apiVersion);
  // The service cuts the pages that are fetched side by side, and lists them from the first.
  const other = maxRecords !== undefined ? 'maxRecords' : locator !== undefined ? 'locator' : undefined;
  if (other === undefined) return;
  throw new InputException(`parallel and ${other} do not go together`, {
    field: other,
    advice: 'Give one of the two.',
  });
}
