import { type Exchange, type ExchangeBody } from '../../index';
import { cellText, cutTo } from './cell';
import { integerText } from './counts';
import { type Frame } from './frame';

/** An exchange in a few lines: the request, and what came of it. */
export function wireText({ operation, request, reply, error, milliseconds }: Exchange, frame: Frame): string {
  const { colors } = frame;
  const { host, pathname, search } = new URL(request.url);
  const time = `${integerText(Math.round(milliseconds))} ms`;
  return [
    `${colors.cyan('→')} ${request.method} ${pathname}${search}  ${colors.dim(`${operation}, at ${host}`)}`,
    ...headerLines(request.headers, frame),
    ...bodyLines(request.body, frame),
    ...(reply === undefined ? [] : [`${colors.cyan('←')} ${paintedStatus(reply.status, frame)} after ${time}`]),
    ...headerLines(telling(reply?.headers), frame),
    ...bodyLines(reply?.body, frame),
    ...(error === undefined ? [] : [`${colors.red('✗')} after ${time}: ${error}`]),
  ].join('\n');
}

function paintedStatus(status: number, { colors }: Frame): string {
  return status < 300 ? colors.green(status) : colors.red(status);
}

type Headers = Readonly<Record<string, string>>;

/** Headers of an answer that say something about the job, the data or the org. */
const TELLING = /^(?:content-type|location|retry-after|sforce-[\w-]+|warning)$/;

function telling(headers: Headers = {}): Headers {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => TELLING.test(name)));
}

function headerLines(headers: Headers, { colors, width }: Frame): string[] {
  return Object.entries(headers).map(([name, value]) => colors.dim(cutTo(width, `  ${name}: ${cellText(value)}`)));
}

/** Characters of a body that are shown; a job's state is among them. */
const SHOWN = 300;

function bodyLines(body: ExchangeBody | undefined, { width }: Frame): string[] {
  if (body === undefined || body.bytes === 0) return [];
  const text = cellText(withoutNoise(body.beginning));
  const isWhole = body.isWhole && text.length <= SHOWN;
  const shown = isWhole ? text : `${text.slice(0, SHOWN)}… ${lengthOf(body)}`;
  return inLines(shown, width - 2).map((line) => `  ${line}`);
}

/** What every body of XML begins with. */
function withoutNoise(text: string): string {
  return text
    .replace(/^<\?xml[^>]*\?>\s*/, '')
    .replace(/\s+xmlns(?::\w+)?="[^"]*"/g, '')
    .replace(/>\s+</g, '><')
    .trimEnd();
}

function lengthOf({ bytes }: ExchangeBody): string {
  return bytes === undefined ? '(cut here)' : `(${integerText(bytes)} bytes in all)`;
}

function inLines(text: string, width: number): string[] {
  if (width === Infinity) return [text];
  return text.match(new RegExp(`.{1,${Math.max(1, width)}}`, 'gu')) ?? [];
}
