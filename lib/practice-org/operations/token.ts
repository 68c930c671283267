/** OAuth: the token endpoint, and the four flows that need no browser. */
import { createHmac } from 'node:crypto';
import { GRANT_TYPES, TOKEN_PATH } from '../../wire/login';
import { XML_DECLARATION } from '../formats/control';
import { escapeXml } from '../formats/text';
import { header, type Reply } from '../http';
import { IDENTITY } from '../identity';
import { checkAssertion } from '../jwt-assertion';
import { checkClient, OAuthFault, readForm, required } from '../oauth';
import { type Call, type Operation } from '../operation';

export const token: Operation = {
  name: 'token',
  method: 'POST',
  path: TOKEN_PATH,
  async run(call) {
    const form = await readForm(call.request);
    const type = required(form, 'grant_type');
    const grant = Object.hasOwn(GRANTS, type) ? GRANTS[type] : undefined;
    if (grant === undefined) throw new OAuthFault('unsupported_grant_type', 'grant type not supported');
    return tokenReply(call, form, grant(call, form));
  },
};

export const tokenByGet: Operation = {
  name: 'token',
  method: 'GET',
  path: TOKEN_PATH,
  run() {
    throw new OAuthFault('invalid_request', 'must use HTTP POST');
  },
};

/** Checks the request; returns the scope that the answer tells, if it tells one. */
type Grant = (call: Call, form: URLSearchParams) => string | undefined;

const SCOPE = 'api refresh_token id';

const GRANTS: Readonly<Record<string, Grant>> = {
  [GRANT_TYPES.refreshToken]({ org, request }, form) {
    checkClient(org, { request, form, needsSecret: false });
    if (!org.sessions.isRefreshToken(required(form, 'refresh_token'))) {
      throw new OAuthFault('invalid_grant', 'expired access/refresh token');
    }
    return SCOPE;
  },
  [GRANT_TYPES.clientCredentials]({ org, request }, form) {
    checkClient(org, { request, form, needsSecret: true });
    return SCOPE;
  },
  [GRANT_TYPES.jwtBearer]({ org, request }, form) {
    checkAssertion(org, required(form, 'assertion'), request.origin);
    return SCOPE;
  },
  [GRANT_TYPES.password]({ org, request }, form) {
    checkClient(org, { request, form, needsSecret: true });
    const { username, password, securityToken } = org.settings.user;
    const sent = [required(form, 'username'), required(form, 'password')];
    const isKnown = sent[0] === username && sent[1] === password + securityToken;
    if (!isKnown || !org.settings.setup.isPasswordFlowEnabled) {
      throw new OAuthFault('invalid_grant', 'authentication failure');
    }
    return undefined;
  },
};

const tokenReply = ({ org, request }: Call, form: URLSearchParams, scope: string | undefined): Reply => {
  const id = `${request.origin}/id/${IDENTITY.organizationId}/${IDENTITY.userId}`;
  const issuedAt = String(org.clock.now());
  const fields = {
    access_token: org.sessions.open(IDENTITY.userId).id,
    ...(scope !== undefined && { scope }),
    instance_url: request.origin,
    id,
    token_type: 'Bearer',
    issued_at: issuedAt,
    signature: createHmac('sha256', org.settings.connectedApp.clientSecret)
      .update(id + issuedAt)
      .digest('base64'),
  };
  return inFormat(form.get('format') ?? acceptedFormat(header(request, 'accept')), fields);
};

const acceptedFormat = (accept = ''): string => {
  if (accept.startsWith('application/xml')) return 'xml';
  return accept.startsWith('application/x-www-form-urlencoded') ? 'urlencoded' : 'json';
};

const inFormat = (format: string, fields: Readonly<Record<string, string>>): Reply => {
  const reply = (type: string, body: string): Reply => ({
    status: 200,
    headers: { 'Content-Type': `${type};charset=UTF-8`, 'Cache-Control': 'no-cache, no-store' },
    body,
  });
  if (format === 'urlencoded') {
    return reply('application/x-www-form-urlencoded', new URLSearchParams(fields).toString());
  }
  if (format !== 'xml') return reply('application/json', JSON.stringify(fields));
  const elements = Object.entries(fields).map(([name, value]) => `<${name}>${escapeXml(value)}</${name}>`);
  return reply('application/xml', `${XML_DECLARATION}<OAuth>${elements.join('')}</OAuth>`);
};
