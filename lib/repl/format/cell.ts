import { inspect } from 'node:util';
import stringWidth from 'string-width';
import { integerText } from './counts';

/** A value as it stands in a table: on one line, without anything that would move the cursor. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'invalid date' : dateText(value);
  if (typeof value === 'number') return Number.isInteger(value) ? integerText(value) : String(value);
  if (typeof value === 'string') return onOneLine(value);
  return onOneLine(typeof value === 'object' ? JSON.stringify(value) : inspect(value));
}

/** `2026-01-02 03:04:05Z`: to the second, in UTC as the service has it. */
function dateText(date: Date): string {
  return date.toISOString().replace('T', ' ').replace(/\.\d+/, '');
}

function onOneLine(text: string): string {
  return text.replace(/\r\n|\r|\n/g, '↵').replace(CONTROL, '·');
}

// eslint-disable-next-line no-control-regex -- escape sequences in a record must not reach the terminal
const CONTROL = /[\u0000-\u001F\u007F-\u009F]/g;

/** As much of the text as fits, with a mark where it was cut. */
export function cutTo(width: number, text: string): string {
  if (stringWidth(text) <= width) return text;
  let kept = '';
  let used = 1;
  for (const { segment } of GRAPHEMES.segment(text)) {
    used += stringWidth(segment);
    if (used > width) break;
    kept += segment;
  }
  return `${kept}…`;
}

const GRAPHEMES = new Intl.Segmenter();

/** Lines no longer than the width, cut between words; those after the first are indented. */
export function wrapTo(width: number, text: string, indent = ''): string {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && stringWidth(line) + 1 + stringWidth(word) <= width) lines.push(`${lines.pop()} ${word}`);
    else lines.push(lines.length === 0 ? word : indent + word);
  }
  return lines.join('\n');
}

export function padTo(width: number, text: string, align: 'left' | 'right'): string {
  const padding = ' '.repeat(Math.max(0, width - stringWidth(text)));
  return align === 'left' ? text + padding : padding + text;
}
