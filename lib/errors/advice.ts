/** For each code of the service: which kind of error it is, and one line on what to do. Data, read by `errors.ts`. */

export type FaultKind = 'input' | 'login' | 'session' | 'permission' | 'quota' | 'refused' | 'service';

export interface CodeAdvice {
  readonly kind: FaultKind;
  readonly advice: string;
}

const entry = (kind: FaultKind, advice: string): CodeAdvice => ({ kind, advice });

/** exceptionCodes of Bulk API 1.0. 2.0 writes some of the same in capitals without separators. */
export const BULK_ADVICE: Readonly<Record<string, CodeAdvice>> = {
  ClientInputError: entry('refused', 'Look at the request: its data or a header does not fit the job.'),
  ExceededQuota: entry('quota', 'Wait until the 24-hour window has moved on; bulk.limits() shows what is left.'),
  FeatureNotEnabled: entry(
    'permission',
    'Ask the administrator to enable the Bulk API for this user, or leave out binary fields.',
  ),
  Gone: entry('refused', 'Use a newer apiVersion.'),
  HttpsRequired: entry('refused', 'Use https in instanceUrl or loginUrl.'),
  InternalServerError: entry('service', 'Try again later; if it stays, give Salesforce support the job id.'),
  InvalidBatch: entry('refused', 'Look at the batch: its columns, its quoting, its size, and its id.'),
  InvalidEntity: entry('refused', 'This object can be queried by REST only; pick another, or use REST.'),
  InvalidJob: entry('refused', 'Look at the job: its id, its operation (upper and lower case count) and its object.'),
  InvalidJobState: entry('refused', 'The job is closed or aborted; create another with jobCreate().'),
  InvalidOperation: entry('refused', 'Look at the address: a word in it is not one of the service.'),
  InvalidSessionId: entry('session', 'The session has ended; call login() again.'),
  InvalidUrl: entry('refused', 'Look at the address: instanceUrl must be the host of the org and nothing more.'),
  InvalidUser: entry(
    'permission',
    'Use the user who made the job, or ask for the permission "Manage Data Integrations".',
  ),
  InvalidVersion: entry('refused', 'Use an apiVersion of 31.0 or newer, and the same one for the whole job.'),
  InvalidXML: entry('refused', 'The service could not read the XML; report this with the request.'),
  MethodNotAllowed: entry('refused', 'The service does not take this HTTP method here; report this with the request.'),
  NotFound: entry('refused', 'Nothing stands at this address: the job may be deleted or older than 7 days.'),
  Timeout: entry('service', 'Make the batches smaller, or switch on PK chunking for a query.'),
  TooManyLockFailure: entry('service', 'Load with concurrencyMode Serial, or keep rows of one parent in one batch.'),
  TransactionSecurityBlock: entry('permission', 'A security policy of the org forbids this; ask the administrator.'),
  TransactionSecurityDeveloperError: entry(
    'permission',
    'A security policy of the org has an error; ask the administrator.',
  ),
  TransactionSecurityInternalError: entry('service', 'The security policy could not be checked; try again later.'),
  Unknown: entry('service', 'The service does not say what went wrong; try again later.'),
  UnsupportedContentType: entry('refused', 'The batch must be in the contentType of its job.'),
};

/** Codes of SOAP `login()` and of the OAuth token endpoint. */
export const LOGIN_ADVICE: Readonly<Record<string, CodeAdvice>> = {
  INVALID_LOGIN: entry(
    'login',
    'Check user name, password and security token, and whether the user belongs to a sandbox.',
  ),
  LOGIN_MUST_USE_SECURITY_TOKEN: entry(
    'login',
    'Give the security token as well: this address is not on the trusted list.',
  ),
  LOGIN_DURING_RESTRICTED_DOMAIN: entry('login', 'The profile does not allow this IP address; ask the administrator.'),
  LOGIN_DURING_RESTRICTED_TIME: entry(
    'login',
    'The profile does not allow signing in at this hour; ask the administrator.',
  ),
  PASSWORD_LOCKOUT: entry('login', 'Too many failures: wait, or ask the administrator to unlock the user.'),
  LOGIN_CHALLENGE_ISSUED: entry('login', 'Sign in once in a browser and confirm the identity check.'),
  LOGIN_CHALLENGE_PENDING: entry('login', 'Finish the identity check that is waiting in a browser.'),
  INVALID_OPERATION: entry('login', 'This org has SOAP login() switched off; sign in with OAuth or an access token.'),
  INVALID_OPERATION_WITH_EXPIRED_PASSWORD: entry('login', 'The password has expired; set a new one in a browser.'),
  INSUFFICIENT_ACCESS: entry(
    'permission',
    'The user lacks a permission (for login: "Use Any API Auth"); ask the administrator.',
  ),
  API_DISABLED_FOR_ORG: entry('permission', 'This edition or profile has no API access; ask the administrator.'),
  API_CURRENTLY_DISABLED: entry('permission', 'The API is switched off at the moment; ask the administrator.'),
  UNSUPPORTED_API_VERSION: entry('login', 'SOAP login() exists up to API version 64.0; leave the version out.'),
  INVALID_SSO_GATEWAY_URL: entry('login', 'Single sign-on of the org is set up wrongly; ask the administrator.'),
  SSO_SERVICE_DOWN: entry('service', 'Single sign-on does not answer; try again later.'),
  ORG_LOCKED: entry('service', 'The org is locked; ask the administrator.'),
  ORG_IN_MAINTENANCE: entry('service', 'The org is in maintenance; try again later.'),
  SERVER_UNAVAILABLE: entry('service', 'The service is not available; try again later.'),
  UNKNOWN_EXCEPTION: entry('service', 'The service does not say what went wrong; try again later.'),
  invalid_grant: entry('login', 'The credentials were not accepted for this way of signing in; the text says which.'),
  invalid_client_id: entry('login', 'Check clientId; a new app takes about 10 minutes to be known.'),
  invalid_client: entry('login', 'Check clientId and clientSecret.'),
  unsupported_grant_type: entry('login', 'This host does not know the way of signing in; use the My Domain host.'),
  invalid_request: entry('login', 'The sign-in request is not complete; the text says what is missing.'),
  inactive_org: entry('login', 'The org is not active.'),
  rate_limit_exceeded: entry('quota', 'Too many sign-ins; wait a while.'),
  invalid_app_access: entry('login', 'The user may not use this app; ask the administrator.'),
  unsupported_response_type: entry('login', 'The app does not allow this way of signing in.'),
};

/** errorCodes of Bulk API 2.0 and REST that 1.0 does not have. */
export const REST_ADVICE: Readonly<Record<string, CodeAdvice>> = {
  INVALID_SESSION_ID: entry('session', 'The session has ended; call login() again.'),
  REQUEST_LIMIT_EXCEEDED: entry('quota', 'The API calls of the last 24 hours are used up; wait, or poll less often.'),
  FUNCTIONALITY_NOT_ENABLED: entry('refused', 'The Bulk API does not do this; the text says what.'),
  MALFORMED_QUERY: entry('refused', 'Mend the SOQL; the text shows the place.'),
  INVALID_FIELD: entry('refused', 'Mend the field name; describe() lists the fields.'),
  INVALID_TYPE: entry('refused', 'Mend the object name; custom ones end in __c.'),
  JSON_PARSER_ERROR: entry('refused', 'The service could not read the JSON; report this with the request.'),
  API_ERROR: entry('refused', 'Wait until the job has ended, or abort it first.'),
  NOT_FOUND: entry('refused', 'Nothing stands at this address: the job may be deleted or older than 7 days.'),
  METHOD_NOT_ALLOWED: entry(
    'refused',
    'The service does not take this HTTP method here; report this with the request.',
  ),
  GONE: entry('refused', 'Use an apiVersion of 31.0 or newer.'),
  UNSUPPORTED_MEDIA_TYPE: entry(
    'refused',
    'The service does not take this content type here; report this with the request.',
  ),
  SERVER_ERROR: entry('service', 'Try again later.'),
};

/** The two APIs, and versions of them, differ in case, underscores and spaces: `InvalidXml`, `InvalidXML`, `INVALIDXML`. */
export const normal = (code: string): string => code.replace(/[\s_]/g, '').toLowerCase();

const byNormalCode = (...tables: Readonly<Record<string, CodeAdvice>>[]): ReadonlyMap<string, CodeAdvice> =>
  new Map(tables.flatMap((table) => Object.entries(table)).map(([code, known]) => [normal(code), known]));

/** Of two tables that hold the same code, the later one speaks: `INVALID_OPERATION` means another thing at login. */
const LADDERS = {
  bulk: byNormalCode(LOGIN_ADVICE, REST_ADVICE, BULK_ADVICE),
  login: byNormalCode(BULK_ADVICE, REST_ADVICE, LOGIN_ADVICE),
};

export type Ladder = keyof typeof LADDERS;

export function adviceOn(ladder: Ladder, code: string): CodeAdvice | undefined {
  return LADDERS[ladder].get(normal(code));
}
