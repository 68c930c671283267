/** The words of signing in: SOAP `login()` and the OAuth 2.0 token endpoint. */

export const SOAP_ENVELOPE_NAMESPACE = 'http://schemas.xmlsoap.org/soap/envelope/';
export const PARTNER_NAMESPACE = 'urn:partner.soap.sforce.com';
export const PARTNER_FAULT_NAMESPACE = 'urn:fault.partner.soap.sforce.com';
export const ENTERPRISE_NAMESPACE = 'urn:enterprise.soap.sforce.com';
export const ENTERPRISE_FAULT_NAMESPACE = 'urn:fault.enterprise.soap.sforce.com';

/** SOAP endpoints: `{path}/{version}`. */
export const PARTNER_PATH = '/services/Soap/u';
export const ENTERPRISE_PATH = '/services/Soap/c';

export const TOKEN_PATH = '/services/oauth2/token';
export const USERINFO_PATH = '/services/oauth2/userinfo';

export const PRODUCTION_LOGIN_HOST = 'https://login.salesforce.com';
export const SANDBOX_LOGIN_HOST = 'https://test.salesforce.com';

/** The grant types of the token endpoint that this client speaks. */
export const GRANT_TYPES = {
  refreshToken: 'refresh_token',
  clientCredentials: 'client_credentials',
  jwtBearer: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
  password: 'password',
} as const;
