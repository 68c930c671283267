import { MASK, mask } from '../errors/mask';
import { type TransportRequest } from './transport';

const SECRET_HEADERS = new Set(['authorization', 'cookie', 'proxy-authorization', 'set-cookie', 'x-sfdc-session']);

/** Fields of sign-ins and of their answers: elements in SOAP, keys in JSON and in forms. */
const NAMES =
  'password|sessionId|access_token|refresh_token|id_token|client_secret|client_assertion|assertion|signature|token';

/** Each has the name in its first group and the secret in its second, which may break off with the text. */
const FIELDS: readonly RegExp[] = [
  new RegExp(`(<(?:[\\w-]+:)?(?:${NAMES})(?:\\s[^>]*)?>)([^<]*)`, 'g'),
  new RegExp(`("(?:${NAMES})"\\s*:\\s*")((?:[^"\\\\]|\\\\[^])*)`, 'g'),
  new RegExp(`((?:^|[&?])(?:${NAMES})=)([^&\\s]*)`, 'g'),
];

/** What may show neither in a request nor in its answer, which may repeat it; the longest first. */
export function secretsIn({ headers, body }: TransportRequest): string[] {
  const inHeaders = Object.entries(headers)
    .filter(([name]) => SECRET_HEADERS.has(name.toLowerCase()))
    .map(([, value]) => withoutScheme(value));
  const inBody = typeof body === 'string' ? FIELDS.flatMap((field) => [...body.matchAll(field)]) : [];
  const found = [...inHeaders, ...inBody.flatMap(([, , secret = '']) => [secret, unescaped(secret)])];
  return found.filter((secret) => secret !== '').sort((a, b) => b.length - a.length);
}

export function maskedHeaders(
  headers: Readonly<Record<string, string>>,
  secrets: readonly string[],
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      SECRET_HEADERS.has(name.toLowerCase()) ? value.replace(withoutScheme(value), MASK) : maskedText(value, secrets),
    ]),
  );
}

export function maskedText(text: string, secrets: readonly string[]): string {
  return mask(
    FIELDS.reduce((masked, field) => masked.replace(field, `$1${MASK}`), text),
    secrets,
  );
}

function withoutScheme(value: string): string {
  return value.replace(/^(?:Bearer|Basic)\s+/i, '');
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

/** As the secret reads when XML or a form no longer holds it. */
function unescaped(secret: string): string {
  const plain = secret.replace(/&(lt|gt|quot|apos|amp);/g, (_entity, name: string) => ENTITIES[name] ?? '');
  return plain === secret && /%[\dA-F]{2}|\+/i.test(secret) ? fromForm(secret) : plain;
}

function fromForm(secret: string): string {
  return new URLSearchParams(`secret=${secret}`).get('secret') ?? secret;
}
