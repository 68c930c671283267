/** Escaping and dates, as the service writes them. */

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Characters that no XML 1.0 document may hold, even escaped: control characters, halves of surrogate pairs. */
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** A CR that is not escaped would be read back as LF. */
export const escapeXml = (text: string): string =>
  text
    .replace(FORBIDDEN, '')
    .replace(/[&<>]/g, (character) => ENTITIES[character] ?? character)
    .replace(/\r/g, '&#xD;');

/** SOAP faults escape the quotes too. */
export const escapeSoap = (text: string): string =>
  text.replace(FORBIDDEN, '').replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);

export const quoteCsv = (value: string): string =>
  value.includes('"') ? `"${value.replaceAll('"', '""')}"` : `"${value}"`;

export const csvLine = (values: readonly string[]): string => values.map(quoteCsv).join(',') + '\n';

/** `2026-01-02T03:04:05.000Z` */
export const xmlDateTime = (milliseconds: number): string => new Date(milliseconds).toISOString();

/** `2026-01-02T03:04:05.000+0000` */
export const jsonDateTime = (milliseconds: number): string => xmlDateTime(milliseconds).replace('Z', '+0000');

/** Jobs and batches know no milliseconds: every recorded answer ends in `.000`. */
export const wholeSecond = (milliseconds: number): number => Math.floor(milliseconds / 1000) * 1000;

/** Java's `Double.toString`: `23456.0`, `0.001`, `4.5012345E7`, `1.0E-4`. */
export const javaDouble = (value: number): string => {
  const size = Math.abs(value);
  if (size === 0 || (size >= 1e-3 && size < 1e7)) return withPoint(String(value));
  const [mantissa = '', exponent = ''] = value.toExponential().split('e');
  return `${withPoint(mantissa)}E${Number(exponent)}`;
};

const withPoint = (digits: string): string => (digits.includes('.') ? digits : `${digits}.0`);
