/** What the operations of the REST API share: version, bearer token, the count of calls. */
import { DATA_PATH, LIMIT_INFO_HEADER } from '../wire/v2';
import { DEFAULT_API_VERSION, LAST_RETIRED_VERSION } from '../wire/versions';
import { versionNumber } from './api-versions';
import { type OrgContext } from './context';
import { header, type HttpRequest, type Reply, WireFault } from './http';
import { type Call, type Operation } from './operation';
import { NoSuchResource, RestFault } from './rest-fault';
import { type Session } from './sessions';

export interface RestCall extends Call {
  /** Without the `v`. */
  readonly version: string;
  readonly session: Session;
}

export interface RestOperation {
  readonly name: string;
  readonly method: string;
  /** After `/services/data/v{version}`. */
  readonly path: string;
  readonly ignoresCase?: boolean;
  readonly run: (call: RestCall) => Reply | Promise<Reply>;
}

export const restOperation = ({ path, run, ...operation }: RestOperation): Operation => ({
  ...operation,
  path: `${DATA_PATH}/:version${path}`,
  run: (call) => restReply(call, run),
});

export const restReply = (call: Call, run: RestOperation['run']): Promise<Reply> =>
  refusalsAsReplies(call.request, () => answer(call, run));

/** In the format that the request accepts. */
export const refusalsAsReplies = async (request: HttpRequest, run: () => Reply | Promise<Reply>): Promise<Reply> => {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof WireFault)) throw error;
    if (error instanceof RestFault) error.isXml = /\bapplication\/xml\b/.test(header(request, 'accept') ?? '');
    return error.toReply();
  }
};

/** Once it is known whose org it is, every answer tells how many calls there have been, a refusal too. */
const answer = async (call: Call, run: RestOperation['run']): Promise<Reply> => {
  const { org, request, params } = call;
  const version = checkVersion(params.version ?? '');
  const session = checkSession(org, request);
  const { apiRequests } = org.quotas;
  const reply = await refusalsAsReplies(request, () => {
    if (apiRequests.isSpent) throw requestLimitExceeded();
    apiRequests.count();
    return run({ ...call, version, session });
  });
  const usage = `api-usage=${apiRequests.used}/${apiRequests.max}`;
  return { ...reply, headers: { ...reply.headers, [LIMIT_INFO_HEADER]: usage } };
};

export const requestLimitExceeded = (): RestFault =>
  new RestFault({ status: 403, errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'TotalRequests Limit exceeded.' });

const checkVersion = (segment: string): string => {
  const version = segment.slice(1);
  const number = segment.startsWith('v') ? versionNumber(version) : undefined;
  if (number === undefined || number > Number(DEFAULT_API_VERSION)) throw new NoSuchResource();
  if (number <= LAST_RETIRED_VERSION) {
    throw new RestFault({ status: 410, errorCode: 'GONE', message: `API version ${version} is no longer available` });
  }
  return version;
};

const checkSession = (org: OrgContext, request: HttpRequest): Session => {
  const session = org.sessions.use(bearerToken(request) ?? '');
  if (session === undefined) {
    const message = 'Session expired or invalid';
    throw new RestFault({
      status: 401,
      errorCode: 'INVALID_SESSION_ID',
      message,
      headers: { 'WWW-Authenticate': 'Token' },
    });
  }
  if (session.isPasswordExpired) {
    const errorCode = 'INVALID_OPERATION_WITH_EXPIRED_PASSWORD';
    throw new RestFault({ status: 403, errorCode, message: 'The password of this user has expired' });
  }
  return session;
};

/** The scheme `OAuth` is an old name for the same. */
export const bearerToken = (request: HttpRequest): string | undefined =>
  /^(?:Bearer|OAuth)\s+(\S+)$/i.exec(header(request, 'authorization') ?? '')?.[1];

export const json = (body: unknown, headers: Readonly<Record<string, string>> = {}): Reply => ({
  status: 200,
  headers: { 'Content-Type': 'application/json;charset=UTF-8', ...headers },
  body: JSON.stringify(body),
});
