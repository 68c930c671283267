import { MASK } from '../errors/mask';
import { maskedText } from '../errors/masked-text';
import { secretsInFields } from '../errors/secret-fields';
import { type TransportRequest } from './transport';

const SECRET_HEADERS = new Set(['authorization', 'cookie', 'proxy-authorization', 'set-cookie', 'x-sfdc-session']);

/** What may show neither in a request nor in its answer, which may repeat it; the longest first. */
export function secretsIn({ headers, body }: TransportRequest): string[] {
  const inBody = typeof body === 'string' ? secretsInFields(body) : [];
  return longestFirst([...secretsInHeaders(headers), ...inBody.flatMap((secret) => [secret, unescaped(secret)])]);
}

/** The same of the headers alone: bodies of data may be long, and hold none. */
export function secretsInHeaders(headers: TransportRequest['headers']): string[] {
  return Object.entries(headers)
    .filter(([name]) => SECRET_HEADERS.has(name.toLowerCase()))
    .map(([, value]) => withoutScheme(value));
}

/** So that what is the beginning of another does not show the rest of it. */
export function longestFirst(secrets: readonly string[]): string[] {
  return [...new Set(secrets)].filter((secret) => secret !== '').sort((a, b) => b.length - a.length);
}

/** Characters: what is shorter is part of many a word, and no session or password of Salesforce is. */
const SHORTEST = 6;

/** What is taken out of any answer of a session, whatever it is the answer to. The id of the org, which is no secret, stays. */
export function secretsToHide(secrets: readonly string[]): string[] {
  const bare = secrets.map((secret) => secret.replace(/^00D\w{9,15}!/, ''));
  return longestFirst(bare.filter((secret) => secret.length >= SHORTEST));
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
