import { MASK } from './mask';

/** Fields of sign-ins and of their answers, as the protocols spell them, and as others do. */
const NAMES = [
  'password',
  'session_?id',
  'sid',
  'access_?token',
  'refresh_?token',
  'id_?token',
  'security_?token',
  'token',
  'client_?secret',
  'client_?assertion',
  'assertion',
  'signature',
  'authorization',
  'x-sfdc-session',
  '(?:set-)?cookie',
].join('|');

/** An element; what it holds ends with it, whether that is text, CDATA or other elements. */
const ELEMENT = `(?<before><(?:[\\w.-]+:)?(?<name>${NAMES})(?:\\s[^>]*)?(?<!/)>)(?<secret>[^]*?)(?=</(?:[\\w.-]+:)?\\k<name>\\s*>|$)`;

const KEY = `(?<mark>["'])(?:${NAMES})\\k<mark>\\s*[:=]\\s*`;
const LIST = `(?<before>${KEY}[[{])(?<secret>[^\\]}]*)`;
const VALUE = `(?<before>${KEY}(?<quote>["']))(?<secret>(?:\\\\[^]|(?!\\k<quote>)[^\\\\])*)`;

/** The same inside a string, or in a page. */
const ESCAPED_MARK = `(?<mark>\\\\+["']|&quot;|&#3[49];)`;
const ESCAPED_VALUE = `(?<before>${ESCAPED_MARK}(?:${NAMES})\\k<mark>\\s*:\\s*\\[?\\s*\\k<mark>)(?<secret>(?:(?!\\k<mark>)[^])*)`;

const FORM = `(?<before>(?:^|[&?;])(?:${NAMES})=)(?<secret>[^&\\s]*)`;

/** Each may break off with the text. */
const FIELDS = [ELEMENT, LIST, VALUE, ESCAPED_VALUE, FORM].map((field) => new RegExp(field, 'gi'));

const A_NAME = new RegExp(`^(?:${NAMES})$`, 'i');

/** Whether a secret is spelt like a field: without that name the field would no longer be known for one. */
export function isFieldName(text: string): boolean {
  return A_NAME.test(text);
}

/** What such fields of a text hold. */
export function secretsInFields(text: string): string[] {
  return FIELDS.flatMap((field) => [...text.matchAll(field)].map(({ groups }) => groups?.secret ?? ''));
}

/** Takes out what they hold, whether or not it is known. */
export function maskFields(text: string): string {
  return FIELDS.reduce((masked, field) => masked.replace(field, `$<before>${MASK}`), text);
}
