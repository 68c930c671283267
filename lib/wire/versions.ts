/** API versions: which are spoken, which are gone. Source: API end-of-life policy and the Bulk guides. */

/** The version that is spoken unless another is asked for (Spring '26). */
export const DEFAULT_API_VERSION = '66.0';

/** Versions up to this one no longer answer (since Summer '25). */
export const LAST_RETIRED_VERSION = 30;

/** Versions up to this one are deprecated from Summer '27 and retired in Summer '28. */
export const LAST_DEPRECATED_VERSION = 40;

/** The newest version that has SOAP `login()`; the call itself retires in Summer '27. */
export const LAST_SOAP_LOGIN_VERSION = 64;
export const SOAP_LOGIN_RETIREMENT = "Summer '27";

/** The first version that has each feature. */
export const FEATURE_VERSIONS = {
  v1Json: 36,
  v1QueryAll: 39,
  v2Ingest: 41,
  v2Query: 47,
  v2AssignmentRule: 49,
  v2ResultPages: 58,
} as const;
