import { InputException } from '../errors';
import { originOf } from './addresses';
import { type SignIn } from './session';

export interface AccessTokenCredentials {
  /** A session id or an opaque OAuth access token. */
  accessToken: string;
  /** The host of the org: `https://example.my.salesforce.com`. */
  instanceUrl: string;
}

/** Takes over a session that exists. Nothing is sent; the first request will show whether the token is good. */
export function accessTokenSignIn(credentials: AccessTokenCredentials, allowHttp: boolean): SignIn {
  const instanceUrl = originOf(credentials.instanceUrl, { name: 'instanceUrl', allowHttp });
  const accessToken = credentials.accessToken.trim();
  if (!/^[\x21-\x7e]+$/.test(accessToken)) {
    throw new InputException('accessToken is empty, or holds characters that no token has', {
      field: 'accessToken',
      advice: 'Give the token alone: no quotes, spaces or line breaks.',
    });
  }
  const info = {
    instanceUrl,
    userId: null,
    organizationId: /^(00D\w{12,15})!/.exec(accessToken)?.[1] ?? null,
    userName: null,
    sandbox: null,
  };
  return { name: 'access token', renewable: false, grant: () => Promise.resolve({ accessToken, info }) };
}
