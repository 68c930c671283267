import { InputException, UnexpectedReplyException } from '../errors';
import { MASK, mask } from '../errors/mask';
import { nameOf, type Answered, type Asked } from '../errors/unexpected';
import { isLoopback, isLoopbackHost } from '../transport/loopback';
import { PRODUCTION_LOGIN_HOST, SANDBOX_LOGIN_HOST } from '../wire/login';

/** The login host that is meant: a given one, or Salesforce's own for production or for sandboxes. */
export function loginOrigin(loginUrl: string | undefined, sandbox: boolean | undefined, allowHttp: boolean): string {
  const standard = sandbox === true ? SANDBOX_LOGIN_HOST : PRODUCTION_LOGIN_HOST;
  return originOf(loginUrl ?? standard, { name: 'loginUrl', allowHttp });
}

/**
 * The origin of an address to which a session may be sent: https, or loopback, and the API's host rather than the user
 * interface's. A missing scheme is taken as https.
 */
export function originOf(address: string, { name, allowHttp }: { name: string; allowHttp: boolean }): string {
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `https://${address}`;
  if (address.trim() === '' || !URL.canParse(withScheme)) throw refused(name, 'it is not an address', address);
  const url = new URL(withScheme);
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw refused(name, 'it must begin with https://', address);
  if (url.protocol === 'http:' && !allowHttp && !isLoopback(withScheme)) {
    throw refused(
      name,
      'http would show the session to everybody on the way; use https, or the option allowHttp',
      address,
    );
  }
  if (url.username !== '' || url.password !== '') throw refused(name, 'it must not hold a user or password', address);
  if (url.hostname.endsWith('.lightning.force.com')) {
    throw refused(name, 'this is the host of the user interface; the API is at …my.salesforce.com', address);
  }
  return url.origin;
}

/** An address that a sign-in answered with. */
export interface AnsweredAddress {
  /** What the answer calls it: `serverUrl`, `instance_url`. */
  readonly name: string;
  readonly address: string | undefined;
  readonly loginOrigin: string;
  readonly allowHttp: boolean;
  readonly reply: Answered;
  readonly request: Asked;
}

/**
 * The origin to which the session will go. It is looked at like one that a user gives, and it must be the login host
 * itself or a host of Salesforce: a session is not carried to a stranger because an answer said so.
 */
export function answeredOrigin({ name, address, loginOrigin, allowHttp, reply, request }: AnsweredAddress): string {
  const refuse = (reason: string, cause?: unknown): UnexpectedReplyException =>
    new UnexpectedReplyException(
      `"${request.operation}" was answered with an address that the session is not sent to: ${reason}`,
      {
        status: reply.status,
        request: nameOf(request),
        advice: 'Check that loginUrl is the login host of Salesforce or of your org.',
        cause,
      },
    );
  let origin: string;
  try {
    origin = originOf(address ?? '', { name, allowHttp });
  } catch (cause) {
    throw refuse((cause as Error).message, cause);
  }
  if (isExpected(new URL(origin).hostname, new URL(loginOrigin).hostname)) return origin;
  throw refuse(`${name} "${origin}" is no host of Salesforce, and not the login host`);
}

const SALESFORCE_DOMAINS = ['salesforce.com', 'force.com', 'salesforce.mil', 'sfcrmproducts.cn', 'sfcrmapps.cn'];

function isExpected(host: string, loginHost: string): boolean {
  if (host === loginHost || (isLoopbackHost(host) && isLoopbackHost(loginHost))) return true;
  return SALESFORCE_DOMAINS.some((domain) => host === domain || host.endsWith(`.${domain}`));
}

function refused(name: string, reason: string, address: string): InputException {
  const shown = mask(address.replace(/^(.*\/\/)?.*@/s, `$1${MASK}@`));
  return new InputException(`${name} "${shown}" cannot be used: ${reason}`, {
    field: name,
    advice: `Give ${name} as https://….my.salesforce.com.`,
  });
}
