import { InputException } from '../errors';
import { toApiVersion, type Settings } from '../options';
import { refuseUnknown } from '../options/checks';
import { accessTokenSignIn, type AccessTokenCredentials } from '../session/access-token';
import { loginOrigin } from '../session/addresses';
import { clientCredentialsSignIn, jwtSignIn, oauthPasswordSignIn, refreshTokenSignIn } from '../session/oauth';
import { type SignIn } from '../session/session';
import { sfAliasSignIn } from '../session/sf-alias';
import { soapSignIn } from '../session/soap-login';
import { SOAP_LOGIN_RETIREMENT } from '../wire/versions';

/** Where to sign in. */
export interface LoginHost {
  /** The login host. Default: `https://login.salesforce.com`, or `https://test.salesforce.com` for a sandbox. */
  loginUrl?: string;
  /** Default: false. */
  sandbox?: boolean;
}

/** User name and password, for SOAP `login()`. */
export interface PasswordCredentials extends LoginHost {
  /** It looks like an e-mail address. */
  username: string;
  /** Without the security token. */
  password: string;
  /** What Salesforce mailed when the password was set; leave it out where the address is trusted. */
  securityToken?: string;
}

/** OAuth 2.0 with user name and password; orgs made since 2023 have it switched off. */
export interface OAuthPasswordCredentials extends PasswordCredentials {
  /** The consumer key of the app. */
  clientId: string;
  /** The consumer secret of the app. */
  clientSecret: string;
}

/** OAuth 2.0 with a refresh token, which a sign-in in the browser has given. */
export interface RefreshTokenCredentials extends LoginHost {
  /** It is as good as a password: keep it like one. */
  refreshToken: string;
  /** The consumer key of the app that asked for it. */
  clientId: string;
  /** Its consumer secret, where the app asks for it. */
  clientSecret?: string;
}

/** OAuth 2.0 client credentials: the app itself signs in, as the user whom its settings name. */
export interface ClientCredentials extends LoginHost {
  /** The consumer key of the app. */
  clientId: string;
  /** The consumer secret of the app. */
  clientSecret: string;
  /** The My Domain host: `https://example.my.salesforce.com`. */
  loginUrl: string;
}

/** OAuth 2.0 JWT bearer: a key signs in for a user who has allowed the app. */
export interface JwtCredentials extends LoginHost {
  /** The consumer key of the app. */
  clientId: string;
  /** The user for whom it signs in. */
  username: string;
  /** The private key that belongs to the app's certificate: PEM, PKCS #8. */
  privateKey: string;
}

/** The session of an org that the `sf` command is signed in to. */
export interface SfAliasCredentials {
  /** Alias or user name, as `sf org list` shows it. */
  sfAlias: string;
}

/** Every way to sign in. */
export type Credentials =
  | AccessTokenCredentials
  | ClientCredentials
  | JwtCredentials
  | OAuthPasswordCredentials
  | PasswordCredentials
  | RefreshTokenCredentials
  | SfAliasCredentials;

type Names = readonly string[];

/** A way to sign in: what must be given, what may, and what is made of it. */
interface Way {
  readonly required: Names;
  readonly optional: Names;
  readonly signIn: (given: Texts, host: string, settings: Settings) => SignIn;
}

/** Credentials after they have been checked: required texts are there. */
type Texts = Readonly<Record<string, string>>;

const HOST = ['loginUrl', 'sandbox'] as const;

/** The first way of which all required names were given is taken, so the more particular stands above the more general. */
const WAYS: readonly Way[] = [
  {
    required: ['accessToken', 'instanceUrl'],
    optional: [],
    signIn: ({ accessToken = '', instanceUrl = '' }, _host, { allowHttp }) =>
      accessTokenSignIn({ accessToken, instanceUrl }, allowHttp),
  },
  {
    required: ['sfAlias'],
    optional: [],
    signIn: ({ sfAlias = '' }, _host, { allowHttp }) => sfAliasSignIn(sfAlias, { allowHttp }),
  },
  {
    required: ['refreshToken', 'clientId'],
    optional: ['clientSecret', ...HOST],
    signIn: ({ refreshToken = '', clientId = '', clientSecret }, host, { allowHttp }) =>
      refreshTokenSignIn({ refreshToken, clientId, clientSecret, loginOrigin: host, allowHttp }),
  },
  {
    required: ['privateKey', 'clientId', 'username'],
    optional: HOST,
    signIn: ({ privateKey = '', clientId = '', username = '' }, host, { allowHttp, clock }) =>
      jwtSignIn({ privateKey, clientId, username, loginOrigin: host, allowHttp, now: () => clock.now() }),
  },
  {
    required: ['username', 'password', 'clientId', 'clientSecret'],
    optional: ['securityToken', ...HOST],
    signIn: (
      { username = '', password = '', securityToken = '', clientId = '', clientSecret = '' },
      host,
      { allowHttp },
    ) =>
      oauthPasswordSignIn({ username, password, securityToken, clientId, clientSecret, loginOrigin: host, allowHttp }),
  },
  {
    required: ['clientId', 'clientSecret', 'loginUrl'],
    optional: ['sandbox'],
    signIn: ({ clientId = '', clientSecret = '' }, host, { allowHttp }) =>
      clientCredentialsSignIn({ clientId, clientSecret, loginOrigin: host, allowHttp }),
  },
  {
    required: ['username', 'password'],
    optional: ['securityToken', ...HOST],
    signIn: ({ username = '', password = '', securityToken = '' }, host, settings) => {
      settings.onWarning(
        `login() with a password uses SOAP login(), which Salesforce retires in ${SOAP_LOGIN_RETIREMENT} ` +
          'and new orgs have switched off. Sign in with { accessToken, instanceUrl } instead.',
      );
      const { apiVersion, client, allowHttp } = settings;
      return soapSignIn({ username, password, securityToken, loginOrigin: host, apiVersion, client, allowHttp });
    },
  },
];

/** From what the user gave to the way of signing in; a wrong shape is refused here, before anything is sent. */
export function signInWith(credentials: Credentials, settings: Settings): SignIn {
  const given: Readonly<Record<string, unknown>> = { ...credentials };
  const way = WAYS.find(({ required }) => required.every((name) => given[name] !== undefined)) ?? nearestTo(given);
  const known = Object.fromEntries([...way.required, ...way.optional].map((name) => [name, true as const]));
  refuseUnknown(given, { kind: 'credential', known });
  requireTexts(given, way.required);
  requireTypes(given);
  const { loginUrl, sandbox } = credentials as LoginHost;
  return way.signIn(given as Texts, loginOrigin(loginUrl, sandbox, settings.allowHttp), settings);
}

/** The way of which most was given, so that the error names what is missing of it. */
function nearestTo(given: Readonly<Record<string, unknown>>): Way {
  const share = ({ required }: Way): number => required.filter((name) => name in given).length / required.length;
  return WAYS.reduce((best, way) => (share(way) >= share(best) ? way : best));
}

/** What else may be given must not find its way into the password as `null`, or pass for another host. */
function requireTypes(given: Readonly<Record<string, unknown>>): void {
  const types = { securityToken: 'string', clientSecret: 'string', loginUrl: 'string', sandbox: 'boolean' } as const;
  for (const [name, type] of Object.entries(types)) {
    const value = given[name];
    if (value === undefined || typeof value === type) continue;
    throw new InputException(`"${name}" of login() is not a ${type}`, { field: name, advice: 'Leave it out.' });
  }
}

function requireTexts(given: Readonly<Record<string, unknown>>, names: Names): void {
  for (const name of names) {
    const value = given[name];
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
