/** OAuth: who the bearer of a token is, and the end of a token. */
import { USERINFO_PATH } from '../../wire/login';
import { jsonDateTime } from '../formats/text';
import { type Reply } from '../http';
import { IDENTITY, SHORT_ORGANIZATION_ID } from '../identity';
import { shortId } from '../ids';
import { OAuthFault, readForm } from '../oauth';
import { type Call, type Operation } from '../operation';
import { bearerToken, json } from '../rest-call';

const REVOKE_PATH = '/services/oauth2/revoke';

/** Not the REST API's refusal: another status, and plain text. */
const refusal = (text: string, status = 403): Reply => ({
  status,
  headers: { 'Content-Type': 'text/html;charset=UTF-8' },
  body: text,
});

export const userinfo: Operation = {
  name: 'userinfo',
  method: 'GET',
  path: USERINFO_PATH,
  run(call) {
    const token = bearerToken(call.request);
    if (token === undefined) return refusal('Missing_OAuth_Token');
    return call.org.sessions.use(token) === undefined ? refusal('Bad_OAuth_Token') : json(profile(call));
  },
};

const profile = ({ org, request: { origin } }: Call): Record<string, unknown> => {
  const { organizationId, userId, email, firstName, lastName } = IDENTITY;
  const photos = { picture: `${origin}/profilephoto/005/F`, thumbnail: `${origin}/profilephoto/005/T` };
  return {
    sub: `${origin}/id/${organizationId}/${userId}`,
    user_id: userId,
    organization_id: organizationId,
    preferred_username: org.settings.user.username,
    nickname: firstName.toLowerCase(),
    name: `${firstName} ${lastName}`,
    email,
    email_verified: true,
    given_name: firstName,
    family_name: lastName,
    zoneinfo: 'Europe/Berlin',
    photos,
    profile: `${origin}/${userId}`,
    picture: photos.picture,
    address: { country: 'DE' },
    is_salesforce_integration_user: false,
    urls: urls(origin, userId),
    active: true,
    user_type: 'STANDARD',
    language: 'en_US',
    locale: 'en_US',
    utcOffset: 3_600_000,
    updated_at: new Date(org.startedAt).toISOString(),
    is_app_installed: true,
  };
};

/** The address that sign-in hands out as `id`: the same facts under older names. */
export const identity: Operation = {
  name: 'identity',
  method: 'GET',
  path: '/id/:organizationId/:userId',
  run(call) {
    const token = bearerToken(call.request) ?? call.request.query.get('oauth_token');
    if (token === null || token === '') return refusal('Missing_OAuth_Token');
    if (call.org.sessions.use(token) === undefined) return refusal('Bad_OAuth_Token');
    const { organizationId = '', userId = '' } = call.params;
    if (shortId(organizationId) !== SHORT_ORGANIZATION_ID) return refusal('Wrong_Org');
    return shortId(userId) === shortId(IDENTITY.userId) ? json(identityOf(call)) : refusal('Bad_Id', 404);
  },
};

const identityOf = ({ org, request: { origin } }: Call): Record<string, unknown> => {
  const { organizationId, userId, email, firstName, lastName } = IDENTITY;
  const id = `${origin}/id/${organizationId}/${userId}`;
  return {
    id,
    asserted_user: true,
    user_id: userId,
    organization_id: organizationId,
    username: org.settings.user.username,
    nick_name: firstName.toLowerCase(),
    display_name: `${firstName} ${lastName}`,
    email,
    email_verified: true,
    first_name: firstName,
    last_name: lastName,
    timezone: 'Europe/Berlin',
    urls: urls(origin, userId),
    active: true,
    user_type: 'STANDARD',
    language: 'en_US',
    locale: 'en_US',
    utcOffset: 3_600_000,
    last_modified_date: jsonDateTime(org.startedAt),
  };
};

/** `{version}` stands there as it is, for the client to fill in. */
const urls = (origin: string, userId: string): Record<string, string> => {
  const soap = (endpoint: string): string => `${origin}/services/Soap/${endpoint}/{version}/${SHORT_ORGANIZATION_ID}`;
  const rest = `${origin}/services/data/v{version}/`;
  return {
    enterprise: soap('c'),
    metadata: soap('m'),
    partner: soap('u'),
    rest,
    sobjects: `${rest}sobjects/`,
    search: `${rest}search/`,
    query: `${rest}query/`,
    recent: `${rest}recent/`,
    profile: `${origin}/${userId}`,
    custom_domain: origin,
  };
};

export const revoke: Operation = {
  name: 'revoke',
  method: 'POST',
  path: REVOKE_PATH,
  async run({ org, request }) {
    const isRevoked = org.sessions.revoke((await readForm(request)).get('token') ?? '');
    if (!isRevoked) throw new OAuthFault('unsupported_token_type', 'this token is not supported');
    return { status: 200 };
  },
};
