import { buildXml, childText, descend, parseXml, XmlSyntaxError, type XmlElement } from '../codecs/xml';
import { faultOfLogin, InputException } from '../errors';
import { readText } from '../transport/body';
import { mask } from '../transport/mask';
import { nameOf, type Transport, type TransportReply, type TransportRequest } from '../transport/transport';
import { unexpectedReply } from '../transport/unexpected';
import { LOGIN_REQUEST_BYTES } from '../wire/limits';
import { PARTNER_NAMESPACE, PARTNER_PATH, SOAP_ENVELOPE_NAMESPACE } from '../wire/login';
import { LAST_SOAP_LOGIN_VERSION } from '../wire/versions';
import { originOf } from './addresses';
import { type Grant, type SignIn } from './session';

export interface SoapLogin {
  username: string;
  /** Without the security token. */
  password: string;
  /** Follows the password on the wire; empty where the address is trusted. */
  securityToken: string;
  /** The login host, as an origin. */
  loginOrigin: string;
  /** The version that the job will speak; login() itself goes to 64.0 at most. */
  apiVersion: string;
  client: string;
  allowHttp: boolean;
}

/** Signs in by SOAP `login()` of the Partner API, which exists up to version 64.0. */
export function soapSignIn(login: SoapLogin): SignIn {
  return { name: 'SOAP login()', renewable: true, grant: (send) => soapLogin(send, login) };
}

async function soapLogin(send: Transport, login: SoapLogin): Promise<Grant> {
  const request = loginRequest(login);
  const reply = await send(request);
  const text = await readText(reply, request);
  const envelope = envelopeOf(reply, text, request);
  const fault = descend(envelope, 'Body', 'Fault');
  if (fault !== undefined) throw loginFault(fault, { login, reply, request });
  const result = descend(envelope, 'Body', 'loginResponse', 'result');
  if (result === undefined) throw unexpectedReply(reply, text, request);
  return toGrant(result, login);
}

function loginRequest(login: SoapLogin): TransportRequest {
  const body = loginEnvelope(login);
  if (Buffer.byteLength(body) > LOGIN_REQUEST_BYTES) {
    throw new InputException(`User name and password make a login of more than ${LOGIN_REQUEST_BYTES} bytes`, {
      advice: 'Check that the password is a password.',
    });
  }
  return {
    method: 'POST',
    url: `${login.loginOrigin}${PARTNER_PATH}/${loginVersion(login.apiVersion)}`,
    headers: { 'Content-Type': 'text/xml; charset=UTF-8', SOAPAction: 'login' },
    body,
    operation: 'login',
    repeatable: true,
  };
}

function loginVersion(apiVersion: string): string {
  return Math.min(Number(apiVersion), LAST_SOAP_LOGIN_VERSION).toFixed(1);
}

function loginEnvelope(login: SoapLogin): string {
  return buildXml('env:Envelope', {
    $: { 'xmlns:env': SOAP_ENVELOPE_NAMESPACE, 'xmlns:urn': PARTNER_NAMESPACE },
    'env:Header': { 'urn:CallOptions': { 'urn:client': login.client } },
    'env:Body': {
      'urn:login': { 'urn:username': login.username, 'urn:password': login.password + login.securityToken },
    },
  });
}

function envelopeOf(reply: TransportReply, text: string, request: TransportRequest): XmlElement {
  try {
    const envelope = parseXml(text);
    if (envelope.name === 'Envelope') return envelope;
  } catch (error) {
    if (!(error instanceof XmlSyntaxError)) throw error;
  }
  throw unexpectedReply(reply, text, request);
}

interface Refusal {
  login: SoapLogin;
  reply: TransportReply;
  request: TransportRequest;
}

/** The code is taken from the detail, or from `faultstring` (`CODE: message`) where a server leaves the detail out. */
function loginFault(fault: XmlElement, { login, reply, request }: Refusal): Error {
  const [, codeInText = '', textAfter] = /^([A-Z_]+): ([^]*)$/.exec(childText(fault, 'faultstring') ?? '') ?? [];
  const detail = Object.values(descend(fault, 'detail')?.children ?? {})[0]?.[0];
  const code = detail && childText(detail, 'exceptionCode');
  const message = detail && childText(detail, 'exceptionMessage');
  const bareCode = (childText(fault, 'faultcode') ?? '').replace(/^.*:/, '');
  return faultOfLogin({
    code: code ?? (codeInText || bareCode),
    message: mask(message ?? textAfter ?? childText(fault, 'faultstring') ?? '', [
      login.password + login.securityToken,
      login.password,
    ]),
    status: reply.status,
    request: nameOf(request),
  });
}

function toGrant(result: XmlElement, login: SoapLogin): Grant {
  const user = descend(result, 'userInfo');
  const sandbox = childText(result, 'sandbox');
  return {
    accessToken: childText(result, 'sessionId') ?? '',
    info: {
      instanceUrl: originOf(childText(result, 'serverUrl') ?? '', { name: 'serverUrl', allowHttp: login.allowHttp }),
      userId: childText(result, 'userId') ?? null,
      organizationId: (user && childText(user, 'organizationId')) ?? null,
      userName: (user && childText(user, 'userName')) ?? login.username,
      sandbox: sandbox === undefined ? null : sandbox === 'true',
    },
  };
}
