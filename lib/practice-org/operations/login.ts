/** SOAP API Developer Guide: "login()" and "logout()", at the partner and the enterprise endpoint. */
import { LOGIN_REQUEST_BYTES } from '../../wire/limits';
import { ENTERPRISE_PATH, PARTNER_PATH } from '../../wire/login';
import { LAST_RETIRED_VERSION, LAST_SOAP_LOGIN_VERSION } from '../../wire/versions';
import { versionNumber } from '../api-versions';
import { BodyTooLarge, header, type Reply } from '../http';
import { IDENTITY } from '../identity';
import { loginResult } from '../login-result';
import { type Call, type Operation } from '../operation';
import { type Session } from '../sessions';
import { ENTERPRISE, PARTNER, readSoapRequest, SoapClientFault, SoapFault, soapReply, type SoapRequest } from '../soap';
import { type Wsdl } from '../soap';

const soapOperation = (name: string, path: string, wsdl: Wsdl): Operation => ({
  name,
  method: 'POST',
  path,
  run: (call) => answer(new SoapCall(call, wsdl)),
});

/** `logout()` goes to the `serverUrl`, which ends in the organization's id. */
export const soapOperations: readonly Operation[] = [
  soapOperation('login', `${PARTNER_PATH}/:version`, PARTNER),
  soapOperation('login', `${ENTERPRISE_PATH}/:version`, ENTERPRISE),
  soapOperation('logout', `${PARTNER_PATH}/:version/:organizationId`, PARTNER),
  soapOperation('logout', `${ENTERPRISE_PATH}/:version/:organizationId`, ENTERPRISE),
];

class SoapCall {
  constructor(
    readonly call: Call,
    readonly wsdl: Wsdl,
  ) {}

  get version(): string {
    return this.call.params.version ?? '';
  }

  fault(code: string, message: string): SoapFault {
    return new SoapFault(this.wsdl, { code, message });
  }

  loginFault(code: string, message: string): SoapFault {
    return new SoapFault(this.wsdl, { code, message, type: 'LoginFault' });
  }
}

const answer = async (soap: SoapCall): Promise<Reply> => {
  if (header(soap.call.request, 'soapaction') === undefined) {
    throw new SoapClientFault('SOAPAction HTTP header missing');
  }
  if ((versionNumber(soap.version) ?? 0) <= LAST_RETIRED_VERSION) throw unsupportedVersion(soap);
  const request = readSoapRequest(soap.wsdl, await readEnvelope(soap));
  if (request.operation === 'login') return login(soap, request);
  const session = checkSession(soap, request);
  if (request.operation === 'logout') return logout(soap, session);
  const name = `{${soap.wsdl.namespace}}${request.operation}`;
  throw new SoapClientFault(`No operation available for request ${name}, please check the WSDL for the service.`);
};

const unsupportedVersion = (soap: SoapCall): SoapFault =>
  soap.fault('UNSUPPORTED_API_VERSION', `Unsupported API version: ${soap.version}`);

const readEnvelope = async (soap: SoapCall): Promise<string> => {
  try {
    return (await soap.call.request.read(LOGIN_REQUEST_BYTES)).toString('utf8');
  } catch (error) {
    if (!(error instanceof BodyTooLarge)) throw error;
    throw soap.fault('EXCEEDED_MAX_SIZE_REQUEST', `The request is longer than ${LOGIN_REQUEST_BYTES} bytes`);
  }
};

const DISABLED =
  'SOAP API login() is disabled by default in this org. Contact the org administrator to enable SOAP API login().';
const WRONG = 'Invalid username, password, security token; or user locked out.';
const NO_TOKEN = `${WRONG} Are you at a new location? Add your security token to the end of your password.`;

const login = (soap: SoapCall, { fields }: SoapRequest): Reply => {
  const { org, request } = soap.call;
  if (Number(soap.version) > LAST_SOAP_LOGIN_VERSION) throw unsupportedVersion(soap);
  if (!org.settings.setup.isSoapLoginEnabled) throw soap.loginFault('INVALID_OPERATION', DISABLED);
  checkPassword(soap, fields);
  if (org.quotas.apiRequests.isSpent) throw soap.fault('REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.');
  const { isPasswordExpired } = org.settings.user;
  const session = org.sessions.open(IDENTITY.userId, { isPasswordExpired });
  const { origin } = request;
  const result = loginResult({ org, session, origin, version: soap.version, isPartner: soap.wsdl === PARTNER });
  return soapReply(soap.wsdl, `<loginResponse><result>${result}</result></loginResponse>`);
};

const checkPassword = (soap: SoapCall, fields: SoapRequest['fields']): void => {
  const { username, password, securityToken } = soap.call.org.settings.user;
  const sent = fields.get('password');
  const isUser = fields.get('username')?.trim().toLowerCase() === username.toLowerCase();
  if (isUser && sent === password + securityToken) return;
  if (isUser && sent === password) throw soap.loginFault('LOGIN_MUST_USE_SECURITY_TOKEN', NO_TOKEN);
  throw soap.loginFault('INVALID_LOGIN', WRONG);
};

/** Asked of every call but the one that opens a session, also of those that the org hasn't. */
const checkSession = (soap: SoapCall, { headers }: SoapRequest): Session => {
  const session = soap.call.org.sessions.use(headers.get('sessionId') ?? '');
  if (session !== undefined) return session;
  throw soap.fault('INVALID_SESSION_ID', 'Invalid Session ID found in SessionHeader: Illegal Session');
};

const logout = (soap: SoapCall, { id }: Session): Reply => {
  soap.call.org.sessions.end(id);
  return soapReply(soap.wsdl, '<logoutResponse/>');
};
