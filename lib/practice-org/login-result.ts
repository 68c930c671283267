/** The result of `login()`, its elements in the order of the WSDL. */
import { type OrgContext } from './context';
import { escapeXml } from './formats/text';
import { IDENTITY, SHORT_ORGANIZATION_ID } from './identity';
import { type Session } from './sessions';

export interface Login {
  readonly org: OrgContext;
  readonly session: Session;
  /** Where the client reached the org: the address that it is given back. */
  readonly origin: string;
  readonly version: string;
  readonly isPartner: boolean;
}

type Elements = readonly (readonly [name: string, value: string | number | boolean | null])[];

export const loginResult = (login: Login): string => {
  const { session, origin, version, isPartner } = login;
  const address = (endpoint: string): string =>
    `${origin}/services/Soap/${endpoint}/${version}/${SHORT_ORGANIZATION_ID}`;
  const result = elements([
    ['metadataServerUrl', address('m')],
    ['passwordExpired', session.isPasswordExpired],
    ['sandbox', false],
    ['serverUrl', address(isPartner ? 'u' : 'c')],
    ['sessionId', session.id],
    ['userId', session.userId],
  ]);
  return `${result}<userInfo>${elements(userInfo(login))}</userInfo>`;
};

const userInfo = ({ org: { settings }, session }: Login): Elements => [
  ['accessibilityMode', false],
  ['chatterExternal', false],
  ['currencySymbol', '€'],
  ['orgAttachmentFileSizeLimit', 5_242_880],
  ['orgDefaultCurrencyIsoCode', 'EUR'],
  ['orgDefaultCurrencyLocale', 'de_DE_EURO'],
  ['orgDisallowHtmlAttachments', false],
  ['orgHasPersonAccounts', false],
  ['organizationId', IDENTITY.organizationId],
  ['organizationMultiCurrency', false],
  ['organizationName', IDENTITY.organizationName],
  ['profileId', IDENTITY.profileId],
  ['roleId', null],
  ['sessionSecondsValid', Math.floor(settings.sessionTimeout / 1000)],
  ['userDefaultCurrencyIsoCode', null],
  ['userEmail', IDENTITY.email],
  ['userFullName', `${IDENTITY.firstName} ${IDENTITY.lastName}`],
  ['userId', session.userId],
  ['userLanguage', 'en_US'],
  ['userLocale', 'en_US'],
  ['userName', settings.user.username],
  ['userTimeZone', 'Europe/Berlin'],
  ['userType', 'Standard'],
  ['userUiSkin', 'Theme3'],
];

const elements = (values: Elements): string =>
  values
    .map(([name, value]) =>
      value === null ? `<${name} xsi:nil="true"/>` : `<${name}>${escapeXml(String(value))}</${name}>`,
    )
    .join('');
