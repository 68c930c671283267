/** The signed statement of the JWT bearer flow. */
import { verify } from 'node:crypto';
import { PRODUCTION_LOGIN_HOST, SANDBOX_LOGIN_HOST } from '../wire/login';
import { type OrgContext } from './context';
import { OAuthFault } from './oauth';

/** Longer-lived assertions are not accepted. */
const LONGEST_LIFE_SECONDS = 300;

const invalid = (description: string): OAuthFault => new OAuthFault('invalid_grant', description);

export const checkAssertion = ({ settings, clock }: OrgContext, assertion: string, origin: string): void => {
  const { clientId, publicKey } = settings.connectedApp;
  const [head = '', body = '', signature = ''] = assertion.split('.');
  const { iss, sub, aud, exp } = readPart(body);
  if (iss !== clientId) throw new OAuthFault('invalid_client_id', 'client identifier invalid');
  if (
    publicKey === undefined ||
    readPart(head).alg !== 'RS256' ||
    !isSigned(`${head}.${body}`, { signature, publicKey })
  ) {
    throw invalid('invalid assertion');
  }
  if (![PRODUCTION_LOGIN_HOST, SANDBOX_LOGIN_HOST, origin].includes(String(aud)))
    throw invalid('audience validation failed');
  const left = Number(exp) - clock.now() / 1000;
  if (!(left > 0 && left <= LONGEST_LIFE_SECONDS)) throw invalid('expired authorization code');
  if (sub !== settings.user.username) throw invalid("user hasn't approved this consumer");
};

const readPart = (part: string): Readonly<Record<string, unknown>> => {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Record<string, unknown>;
  } catch {
    throw invalid('invalid assertion');
  }
};

interface Seal {
  readonly signature: string;
  readonly publicKey: string;
}

const isSigned = (text: string, { signature, publicKey }: Seal): boolean =>
  verify('RSA-SHA256', Buffer.from(text), publicKey, Buffer.from(signature, 'base64url'));
