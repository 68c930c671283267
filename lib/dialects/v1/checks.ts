/** What Bulk API 1.0 cannot do, or not in every version; refused before anything is sent. */
import { OutOfOrderException } from '../../errors';
import { FEATURE_VERSIONS } from '../../wire/versions';
import { type JobRequest, type PageOptions } from '../dialect';
import { needsApi, needsVersion } from '../features';

export function checkV1Job({ operation, contentType, columnDelimiter }: JobRequest, apiVersion: string): void {
  if (contentType.endsWith('JSON')) needsVersion(`contentType ${contentType}`, FEATURE_VERSIONS.v1Json, apiVersion);
  if (operation === 'queryAll') needsVersion('queryAll', FEATURE_VERSIONS.v1QueryAll, apiVersion);
  if (columnDelimiter !== undefined && columnDelimiter !== 'COMMA') throw needsApi('columnDelimiter', '2.0');
}

export function refusePageOptions(options: PageOptions): void {
  const name = Object.keys(options)[0];
  if (name !== undefined) throw needsApi(name, '2.0');
}

export function cannotDelete(): OutOfOrderException {
  return new OutOfOrderException('Bulk API 1.0 cannot delete jobs: the service does it after 7 days', {
    advice: 'Call jobClose() or jobAbort(); nothing more is needed.',
  });
}
