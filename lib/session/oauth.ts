import { readReply } from '../codecs/text';
import { faultOfLogin, LoginException } from '../errors';
import { mask } from '../errors/mask';
import { nameOf, unexpectedReply } from '../errors/unexpected';
import { secretsIn } from '../transport/secrets';
import { type Transport, type TransportReply, type TransportRequest } from '../transport/transport';
import { GRANT_TYPES, TOKEN_PATH } from '../wire/login';
import { answeredOrigin } from './addresses';
import { signAssertion } from './assertion';
import { type Grant, type LoginInfo, type SignIn } from './session';

/** What every OAuth flow needs. */
interface OAuthApp {
  /** The consumer key of the connected app or external client app. */
  clientId: string;
  /** The login host, as an origin. */
  loginOrigin: string;
  allowHttp: boolean;
}

export interface RefreshTokenLogin extends OAuthApp {
  refreshToken: string;
  clientSecret: string | undefined;
}

export interface ClientCredentialsLogin extends OAuthApp {
  clientSecret: string;
}

export interface JwtLogin extends OAuthApp {
  username: string;
  /** PEM, PKCS #8. */
  privateKey: string;
  /** Milliseconds since 1970. */
  now: () => number;
}

export interface OAuthPasswordLogin extends OAuthApp {
  clientSecret: string;
  username: string;
  password: string;
  securityToken: string;
}

/** The token that is refreshed may be replaced by the answer, where the app rotates them. */
export function refreshTokenSignIn(login: RefreshTokenLogin): SignIn {
  let refreshToken = login.refreshToken;
  return oauthSignIn('OAuth refresh token', login, () => ({
    form: Promise.resolve({
      grant_type: GRANT_TYPES.refreshToken,
      refresh_token: refreshToken,
      client_id: login.clientId,
      ...(login.clientSecret === undefined ? {} : { client_secret: login.clientSecret }),
    }),
    secrets: [refreshToken, login.clientSecret ?? ''],
    onAnswer: (answer) => {
      refreshToken = answer.refresh_token ?? refreshToken;
    },
  }));
}

export function clientCredentialsSignIn(login: ClientCredentialsLogin): SignIn {
  return oauthSignIn('OAuth client credentials', login, () => ({
    form: Promise.resolve({
      grant_type: GRANT_TYPES.clientCredentials,
      client_id: login.clientId,
      client_secret: login.clientSecret,
    }),
    secrets: [login.clientSecret],
  }));
}

export function jwtSignIn(login: JwtLogin): SignIn {
  return oauthSignIn('OAuth JWT bearer', login, () => ({
    form: signAssertion(login).then((assertion) => ({ grant_type: GRANT_TYPES.jwtBearer, assertion })),
    secrets: [],
  }));
}

export function oauthPasswordSignIn(login: OAuthPasswordLogin): SignIn {
  const password = login.password + login.securityToken;
  return oauthSignIn('OAuth user name and password', login, () => ({
    form: Promise.resolve({
      grant_type: GRANT_TYPES.password,
      client_id: login.clientId,
      client_secret: login.clientSecret,
      username: login.username,
      password,
    }),
    secrets: [password, login.password, login.securityToken, login.clientSecret],
  }));
}

type TokenAnswer = Partial<Record<string, string>>;

interface TokenAsking {
  readonly form: Promise<Record<string, string>>;
  /** What must not be repeated in a message, should the answer hold it. */
  readonly secrets: readonly string[];
  readonly onAnswer?: (answer: TokenAnswer) => void;
}

function oauthSignIn(name: string, app: OAuthApp, asking: () => TokenAsking): SignIn {
  return { name, renewable: true, grant: (send) => askToken(send, app, asking()) };
}

async function askToken(send: Transport, app: OAuthApp, { form, secrets, onAnswer }: TokenAsking): Promise<Grant> {
  const request = tokenRequest(app, await form);
  const reply = await send(request);
  const text = await readReply(reply, request);
  const answer = parseAnswer(text);
  // As they stand in the form, too: a proxy may show what it was sent.
  const hidden = [...secretsIn(request), ...secrets];
  if (answer?.error !== undefined) throw tokenFault(answer, { reply, request, secrets: hidden });
  if (answer?.access_token === undefined || reply.status >= 300) {
    throw unexpectedReply(reply, { text: mask(text, hidden) }, request);
  }
  onAnswer?.(answer);
  const info = toInfo(answer, { ...app, reply, request });
  return { accessToken: opaque(answer.access_token), info, secrets: [...hidden, answer.refresh_token ?? ''] };
}

function tokenRequest({ loginOrigin }: OAuthApp, form: Record<string, string>): TransportRequest {
  return {
    method: 'POST',
    url: `${loginOrigin}${TOKEN_PATH}`,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' },
    body: new URLSearchParams(form).toString(),
    operation: 'get token',
    repeatable: true,
  };
}

/** What in the answer is text: of anything else the flow knows nothing. */
function parseAnswer(text: string): TokenAnswer | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return undefined;
    return Object.fromEntries(Object.entries(value).filter((entry): entry is [string, string] => isText(entry[1])));
  } catch {
    return undefined;
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

interface Refusal {
  reply: TransportReply;
  request: TransportRequest;
  secrets: readonly string[];
}

function tokenFault(answer: TokenAnswer, { reply, request, secrets }: Refusal): Error {
  return faultOfLogin({
    code: mask(answer.error ?? '', secrets),
    message: mask(answer.error_description ?? '', secrets),
    status: reply.status,
    request: nameOf(request),
  });
}

/** The identity URL ends in the ids of org and user. */
function toInfo(
  answer: TokenAnswer,
  asked: OAuthApp & { reply: TransportReply; request: TransportRequest },
): LoginInfo {
  const [, organizationId = null, userId = null] = /\/id\/(00D\w+)\/(005\w+)$/.exec(answer.id ?? '') ?? [];
  const instanceUrl = answeredOrigin({ ...asked, name: 'instance_url', address: answer.instance_url });
  return { instanceUrl, organizationId, userId, userName: null, sandbox: null };
}

/** Bulk API 1.0 takes a token for a session id, which only an opaque one is. */
function opaque(accessToken: string): string {
  if (!/^ey[\w-]+\.[\w-]+\.[\w-]+$/.test(accessToken)) return accessToken;
  throw new LoginException('The app hands out access tokens in JWT format, which are no session ids', {
    advice: 'Switch JWT-based access tokens off in the app, or use an app without them.',
  });
}
