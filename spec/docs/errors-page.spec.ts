import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { EXCEPTION_CODES } from '../../lib/wire/v1';
import { errorsPage, ERRORS_PAGE } from './errors-page';
import { ROOT } from './markdown';

/** The faults of signing in that Salesforce documents, or that are on record. */
const LOGIN_FAULTS = [
  'INVALID_LOGIN',
  'LOGIN_MUST_USE_SECURITY_TOKEN',
  'LOGIN_DURING_RESTRICTED_DOMAIN',
  'LOGIN_DURING_RESTRICTED_TIME',
  'PASSWORD_LOCKOUT',
  'LOGIN_CHALLENGE_ISSUED',
  'LOGIN_CHALLENGE_PENDING',
  'INVALID_OPERATION',
  'INVALID_OPERATION_WITH_EXPIRED_PASSWORD',
  'INSUFFICIENT_ACCESS',
  'API_DISABLED_FOR_ORG',
  'API_CURRENTLY_DISABLED',
  'REQUEST_LIMIT_EXCEEDED',
  'UNSUPPORTED_API_VERSION',
  'INVALID_SSO_GATEWAY_URL',
  'SSO_SERVICE_DOWN',
  'ORG_LOCKED',
  'ORG_IN_MAINTENANCE',
  'SERVER_UNAVAILABLE',
  'UNKNOWN_EXCEPTION',
  'INVALID_SESSION_ID',
  'invalid_grant',
  'invalid_client_id',
  'invalid_client',
  'unsupported_grant_type',
  'invalid_request',
  'inactive_org',
  'rate_limit_exceeded',
  'invalid_app_access',
  'unsupported_response_type',
];

describe(ERRORS_PAGE, () => {
  const page = readFileSync(join(ROOT, ERRORS_PAGE), 'utf8');

  it('is what the code says now ("npm run docs:errors" makes it so)', () => {
    expect(page).to.equal(errorsPage());
  });

  for (const code of [...EXCEPTION_CODES, ...LOGIN_FAULTS]) {
    it(`has the class of ${code}, and what to do about it`, () => {
      expect(page).to.match(new RegExp(`^\\| \`${code}\` \\| \`\\w+Exception\` \\| .{10,}\\. \\|$`, 'm'));
    });
  }
});
