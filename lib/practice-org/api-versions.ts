/** The versions that answer, and the releases that brought them. */
import { DATA_PATH } from '../wire/v2';
import { DEFAULT_API_VERSION, LAST_DEPRECATED_VERSION, LAST_RETIRED_VERSION } from '../wire/versions';

export interface ApiVersion {
  readonly label: string;
  readonly url: string;
  readonly version: string;
}

/** Three releases a year; 66.0 is Spring '26. */
const SEASONS = ['Spring', 'Summer', 'Winter'];
const SPRING_2026 = 66;

const label = (version: number): string => {
  const releases = version - SPRING_2026;
  const season = ((releases % 3) + 3) % 3;
  const year = 26 + Math.floor(releases / 3) + (season === 2 ? 1 : 0);
  return `${SEASONS[season]} '${year}`;
};

export const apiVersions = (): ApiVersion[] =>
  Array.from({ length: Number(DEFAULT_API_VERSION) - LAST_RETIRED_VERSION }, (_, index) => {
    const number = LAST_RETIRED_VERSION + 1 + index;
    return { label: label(number), url: `${DATA_PATH}/v${number}.0`, version: `${number}.0` };
  });

/** 66 for `66.0`; nothing else is a version, `066.0` as little as `66`. */
export const versionNumber = (text: string): number | undefined =>
  /^[1-9]\d{0,2}\.0$/.test(text) ? Number(text) : undefined;

const WARNING =
  '299 - "This API is deprecated and will be removed by Summer \'27. ' +
  'Please see https://help.salesforce.com/articleView?id=api_deprecation for details."';

/** Answers of a version that will be retired say so. */
export const deprecationWarning = (path: string): string | undefined => {
  const [, version = ''] = /^\/services\/(?:async\/|data\/v)([^/]+)/.exec(path) ?? [];
  const number = versionNumber(version) ?? 0;
  return number > LAST_RETIRED_VERSION && number <= LAST_DEPRECATED_VERSION ? WARNING : undefined;
};
