import { InputException } from '../errors';
import { refuseUnknown, toApiVersion, type Settings } from '../options';
import { accessTokenSignIn, type AccessTokenCredentials } from '../session/access-token';
import { loginOrigin } from '../session/addresses';
import { type SignIn } from '../session/session';
import { soapSignIn } from '../session/soap-login';
import { SOAP_LOGIN_RETIREMENT } from '../wire/versions';

/** User name and password, for SOAP `login()`. */
export interface PasswordCredentials {
  username: string;
  password: string;
  /** What Salesforce mailed when the password was set; leave it out where the address is trusted. */
  securityToken?: string;
  /** The login host. Default: `https://login.salesforce.com`, or `https://test.salesforce.com` for a sandbox. */
  loginUrl?: string;
  sandbox?: boolean;
}

/** Every way to sign in. */
export type Credentials = PasswordCredentials | AccessTokenCredentials;

/** From what the user gave to the way of signing in; a wrong shape is refused here, before anything is sent. */
export function signInWith(credentials: Credentials, settings: Settings): SignIn {
  if ('accessToken' in credentials) {
    refuseUnknown(credentials, { kind: 'credential', known: TOKEN_CREDENTIALS });
    requireTexts(credentials, ['accessToken', 'instanceUrl']);
    return accessTokenSignIn(credentials, settings.allowHttp);
  }
  refuseUnknown(credentials, { kind: 'credential', known: PASSWORD_CREDENTIALS });
  requireTexts(credentials, ['username', 'password']);
  requireTypes(credentials);
  settings.onWarning(
    `login() with a password uses SOAP login(), which Salesforce retires in ${SOAP_LOGIN_RETIREMENT} ` +
      'and new orgs have switched off. Sign in with { accessToken, instanceUrl } instead.',
  );
  const { username, password, securityToken = '', loginUrl, sandbox } = credentials;
  const { apiVersion, client, allowHttp } = settings;
  const origin = loginOrigin(loginUrl, sandbox, allowHttp);
  return soapSignIn({ username, password, securityToken, loginOrigin: origin, apiVersion, client, allowHttp });
}

const TOKEN_CREDENTIALS: Record<keyof AccessTokenCredentials, true> = { accessToken: true, instanceUrl: true };

const PASSWORD_CREDENTIALS: Record<keyof PasswordCredentials, true> = {
  username: true,
  password: true,
  securityToken: true,
  loginUrl: true,
  sandbox: true,
};

/** What else may be given must not find its way into the password as `null`, or pass for another host. */
function requireTypes(credentials: PasswordCredentials): void {
  const types = { securityToken: 'string', loginUrl: 'string', sandbox: 'boolean' } as const;
  for (const [name, type] of Object.entries(types)) {
    const value: unknown = credentials[name as keyof typeof types];
    if (value === undefined || typeof value === type) continue;
    throw new InputException(`"${name}" of login() is not a ${type}`, { field: name, advice: 'Leave it out.' });
  }
}

function requireTexts(credentials: object, names: readonly string[]): void {
  for (const name of names) {
    const value: unknown = (credentials as Record<string, unknown>)[name];
    if (typeof value === 'string' && value !== '') continue;
    throw new InputException(`login() needs "${name}"`, {
      field: name,
      advice: 'Give login(username, password, securityToken), or login({ accessToken, instanceUrl }).',
    });
  }
}

/** The arguments of `login` in sfbulk's order, as credentials. */
export type LoginArguments =
  | [credentials: Credentials]
  | [username: string, password: string, securityToken?: string, apiVersion?: string | number, sandbox?: boolean];

export function readLoginArguments(given: LoginArguments): { credentials: Credentials; apiVersion?: string } {
  const [first, password = '', securityToken, apiVersion, sandbox] = given;
  // Who writes JavaScript may give null, which is an object, too.
  if (typeof first === 'object' && (first as unknown) !== null) return { credentials: first };
  return {
    credentials: {
      username: first as string,
      password,
      ...(securityToken === undefined ? {} : { securityToken }),
      ...(sandbox === undefined ? {} : { sandbox }),
    },
    ...(apiVersion === undefined ? {} : { apiVersion: toApiVersion(apiVersion) }),
  };
}
