/** Calls from web pages: only from the origins that the org allows. */
import { ASYNC_PATH } from '../wire/v1';
import { DATA_PATH, LIMIT_INFO_HEADER, LOCATOR_HEADER, NUMBER_OF_RECORDS_HEADER } from '../wire/v2';
import { USERINFO_PATH } from '../wire/login';
import { header, type HttpRequest, type Reply } from './http';
import { type OrgSettings } from './options';

const METHODS = 'HEAD, GET, POST, PUT, PATCH, DELETE';
const EXPOSED = [LOCATOR_HEADER, NUMBER_OF_RECORDS_HEADER, LIMIT_INFO_HEADER, 'Warning'].join(', ');

export type CorsVerdict =
  /** Not a call from another origin, or one to a path where origins are not looked at. */
  | { readonly kind: 'not asked' }
  | { readonly kind: 'refused'; readonly reply: Reply }
  | { readonly kind: 'preflight'; readonly reply: Reply }
  | { readonly kind: 'allowed'; readonly headers: Readonly<Record<string, string>> };

export const judgeOrigin = (settings: OrgSettings, request: HttpRequest): CorsVerdict => {
  const origin = header(request, 'origin');
  if (origin === undefined || origin === request.origin || !isCovered(settings, request.path))
    return { kind: 'not asked' };
  if (!settings.allowOrigins.some((pattern) => matches(origin, pattern))) {
    return { kind: 'refused', reply: { status: 403 } };
  }
  const headers = {
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Allow-Credentials': 'false',
    'Access-Control-Expose-Headers': EXPOSED,
    Vary: 'Origin',
  };
  return request.method === 'OPTIONS'
    ? { kind: 'preflight', reply: preflight(request, headers) }
    : { kind: 'allowed', headers };
};

/** SOAP knows no origins; the other OAuth endpoints have a switch of their own. */
const isCovered = ({ setup }: OrgSettings, path: string): boolean => {
  if (path.startsWith(ASYNC_PATH) || path.startsWith(DATA_PATH) || path === USERINFO_PATH) return true;
  return setup.isOAuthCorsEnabled && path.startsWith('/services/oauth2/');
};

const preflight = (request: HttpRequest, headers: Readonly<Record<string, string>>): Reply => {
  const asked = header(request, 'access-control-request-headers');
  const allowed = { ...headers, 'Access-Control-Allow-Methods': METHODS };
  return {
    status: 200,
    headers: asked === undefined ? allowed : { ...allowed, 'Access-Control-Allow-Headers': asked },
  };
};

/** `https://*.example.com` takes any subdomain; everything else is taken by the letter. */
const matches = (origin: string, pattern: string): boolean => {
  const [before, after] = pattern.split('*', 2);
  if (after === undefined) return origin === pattern;
  const middle = origin.slice(before?.length, origin.length - after.length);
  return origin.startsWith(before ?? '') && origin.endsWith(after) && /^[\w.-]+$/.test(middle);
};
