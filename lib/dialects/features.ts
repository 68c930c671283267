import { InputException } from '../errors';

/** The error for what only the other API can do. */
export function needsApi(feature: string, api: '1.0' | '2.0'): InputException {
  return new InputException(`${feature} needs Bulk API ${api}`, {
    field: feature,
    advice: `Leave it out, or make the object with new Bulk({ api: '${api}' }).`,
  });
}

/** Throws for what came with a later API version than the one that is spoken. */
export function needsVersion(feature: string, since: number, apiVersion: string): void {
  if (Number(apiVersion) >= since) return;
  throw new InputException(`${feature} needs API version ${since}.0 or newer, and this is ${apiVersion}`, {
    field: 'apiVersion',
    advice: 'Leave apiVersion out, or give a newer one.',
  });
}
