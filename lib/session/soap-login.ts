import { readReply } from '../codecs/text';
import { buildXml, childText, descend, parseXml, XmlSyntaxError, type XmlElement } from '../codecs/xml';
import { faultOfLogin, InputException } from '../errors';
import { mask } from '../errors/mask';
import { nameOf, unexpectedReply } from '../errors/unexpected';
import { type Transport, type TransportReply, type TransportRequest } from '../transport/transport';
import { LOGIN_REQUEST_BYTES } from '../wire/limits';
import { PARTNER_NAMESPACE, PARTNER_PATH, SOAP_ENVELOPE_NAMESPACE } from '../wire/login';
import { LAST_SOAP_LOGIN_VERSION } from '../wire/versions';
import { answeredOrigin } from './addresses';
import { type Grant, type LoginInfo, type SignIn } from './session';

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
  const text = await readReply(reply, request);
  const body = bodyOf(text);
  const fault = body && descend(body, 'Fault');
  if (fault !== undefined) throw loginFault(fault, { login, reply, request });
  const result = body && descend(body, 'loginResponse', 'result');
  const accessToken = result && childText(result, 'sessionId');
  if (!accessToken) throw unexpectedReply(reply, { text: mask(text, secretsOf(login)) }, request);
  if (childText(result, 'passwordExpired') === 'true') throw passwordExpired({ login, reply, request });
  return { accessToken, info: toInfo(result, { login, reply, request }), secrets: secretsOf(login) };
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
    // SOAP faults come as 500: sending a wrong password again and again would lock the user out.
    finalStatus: 500,
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

/** The body of the envelope; undefined for what is no envelope at all. */
function bodyOf(text: string): XmlElement | undefined {
  try {
    return descend(parseXml(text), 'Body');
  } catch (error) {
    if (!(error instanceof XmlSyntaxError)) throw error;
  }
  return undefined;
}

interface Answer {
  login: SoapLogin;
  reply: TransportReply;
  request: TransportRequest;
}

/** The code is taken from the detail, or from `faultstring` (`CODE: message`) where a server leaves the detail out. */
function loginFault(fault: XmlElement, { login, reply, request }: Answer): Error {
  const [, codeInText = '', textAfter] = /^([A-Z_]+): ([^]*)$/.exec(childText(fault, 'faultstring') ?? '') ?? [];
  const detail = Object.values(descend(fault, 'detail')?.children ?? {})[0]?.[0];
  const code = detail && childText(detail, 'exceptionCode');
  const message = detail && childText(detail, 'exceptionMessage');
  const bareCode = (childText(fault, 'faultcode') ?? '').replace(/^.*:/, '');
  return faultOfLogin({
    code: mask(code ?? (codeInText || bareCode), secretsOf(login)),
    message: withoutSecrets(message ?? textAfter ?? childText(fault, 'faultstring') ?? '', login),
    status: reply.status,
    request: nameOf(request),
  });
}

/** The text of every failed login. A password that is a word of it would show through its mask. */
const BAD_LOGIN = 'Invalid username, password, security token; or user locked out.';

function withoutSecrets(message: string, login: SoapLogin): string {
  return message === BAD_LOGIN ? message : mask(message, secretsOf(login));
}

/** The longest first. */
function secretsOf({ password, securityToken }: SoapLogin): string[] {
  return [password + securityToken, password, securityToken];
}

/** Such a session can do nothing but set a new password; better to say so than to fail at the first job. */
function passwordExpired({ reply, request }: Answer): Error {
  return faultOfLogin({
    code: 'INVALID_OPERATION_WITH_EXPIRED_PASSWORD',
    message: "The user's password has expired",
    status: reply.status,
    request: nameOf(request),
  });
}

function toInfo(result: XmlElement, answer: Answer): LoginInfo {
  const user = descend(result, 'userInfo');
  const sandbox = childText(result, 'sandbox');
  return {
    instanceUrl: answeredOrigin({
      ...answer,
      ...answer.login,
      name: 'serverUrl',
      address: childText(result, 'serverUrl'),
    }),
    userId: childText(result, 'userId') ?? null,
    organizationId: (user && childText(user, 'organizationId')) ?? null,
    userName: (user && childText(user, 'userName')) ?? answer.login.username,
    sandbox: sandbox === undefined ? null : sandbox === 'true',
  };
}
