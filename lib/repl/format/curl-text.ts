import { type Exchange, type ExchangeBody } from '../../index';
import { integerText } from './counts';

/**
 * The curl command that would send the same, for a POSIX shell. The session is the variable SESSION, which who pastes the
 * command has set; other secrets stay masked.
 */
export function curlText({ operation, request: { method, url, headers, body } }: Exchange): string {
  const { before, word } = bodyWords(body);
  const words = [
    `${before}curl${method === 'GET' ? '' : ` -X ${method}`} ${quoted(url)}`,
    ...Object.entries(headers).map(([name, value]) => `-H ${quotedHeader(name, value)}`),
    ...word,
  ];
  return [`# ${operation}${noteOn(body)}`, words.join(' \\\n  ')].join('\n');
}

/** Within apostrophes a shell leaves everything as it is, but the apostrophe. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

const SESSION_HEADERS: Readonly<Record<string, string>> = {
  'x-sfdc-session': 'X-SFDC-Session: $SESSION',
  authorization: 'Authorization: Bearer $SESSION',
};

function quotedHeader(name: string, value: string): string {
  const ofSession = SESSION_HEADERS[name.toLowerCase()];
  return ofSession === undefined ? quoted(`${name}: ${value}`) : `"${ofSession}"`;
}

interface BodyWords {
  /** What stands before the command. */
  readonly before: string;
  readonly word: readonly string[];
}

/** A file is named where the body is not at hand. */
function bodyWords(body: ExchangeBody | undefined): BodyWords {
  if (body === undefined) return { before: '', word: [] };
  const { beginning, isWhole } = body;
  if (!isWhole) return { before: '', word: ['--data-binary @body'] };
  if (!UNTYPABLE.test(beginning)) return { before: '', word: [`--data-raw ${quoted(beginning)}`] };
  return { before: `printf %b ${quoted(escaped(beginning))} | `, word: ['--data-binary @-'] };
}

// eslint-disable-next-line no-control-regex -- a terminal makes something else of these, such as line feeds of carriage returns
const UNTYPABLE = /[\u0000-\u0008\u000B-\u001F\u007F]/;

function escaped(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll('\r', '\\r')
    .replace(new RegExp(UNTYPABLE, 'g'), (sign) => `\\0${sign.charCodeAt(0).toString(8).padStart(3, '0')}`);
}

function noteOn(body: ExchangeBody | undefined): string {
  if (body === undefined) return '';
  if (!body.isWhole) return `; the file "body" has to hold the ${integerText(body.bytes ?? 0)} bytes that were sent`;
  return body.beginning.includes('***') ? '; put what is secret in the place of ***' : '';
}
