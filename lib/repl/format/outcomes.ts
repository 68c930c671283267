import { type RecordError, type ResultRow } from '../../index';
import { cellText, cutTo, wrapTo } from './cell';
import { counted, integerText } from './counts';
import { type Frame } from './frame';
import { shapeOf } from './shapes';
import { tableText } from './table';

/** The rows, then the failures grouped by what the service said, then the sums. */
export function outcomesText(outcomes: readonly ResultRow[], frame: Frame): string {
  // Rows that succeeded may have been left out: then a place in the list is not the number of a row.
  const place = outcomes.some(({ success }) => success) ? 'row' : '#';
  const records = outcomes.map(({ id, success, created, errors }, index) => ({
    [place]: index + 1,
    id,
    success,
    created,
    error: errors.map(({ statusCode }) => statusCode).join(', '),
  }));
  return [tableText({ records }, frame), ...failuresText(outcomes, frame), '', sums(outcomes, frame)].join('\n');
}

function sums(outcomes: readonly ResultRow[], { colors }: Frame): string {
  const succeeded = outcomes.filter(({ success }) => success);
  const created = succeeded.filter((outcome) => outcome.created).length;
  const failed = outcomes.length - succeeded.length;
  const parts = [
    colors.green(`${integerText(succeeded.length)} succeeded`) +
      (created > 0 ? ` (${integerText(created)} created)` : ''),
    failed === 0 ? '0 failed' : colors.red(`${integerText(failed)} failed`),
  ];
  return `${counted(outcomes.length, 'row')}: ${parts.join(', ')}`;
}

/** The codes with which rows failed, where the value is about rows; most frequent first. */
export function failedCodes(value: unknown): string[] {
  const shape = shapeOf(value);
  if (shape.kind !== 'outcomes') return [];
  return [...new Set(groupsOf(shape.outcomes).map(({ error }) => error.statusCode))];
}

interface Group {
  readonly error: RecordError;
  readonly rows: number[];
}

function failuresText(outcomes: readonly ResultRow[], frame: Frame): string[] {
  return groupsOf(outcomes).flatMap((group) => ['', groupText(group, frame)]);
}

function groupText({ error, rows }: Group, { colors, width }: Frame): string {
  const fields = error.fields.length === 0 ? '' : ` (${error.fields.join(', ')})`;
  return [
    `${colors.red(error.statusCode)}${fields}`,
    `  ${wrapTo(width - 2, cellText(error.message), '  ')}`,
    `  ${counted(rows.length, 'row')}: ${cutTo(width - 12, rangesOf(rows))}`,
  ].join('\n');
}

/** Most frequent first. Record ids in a message do not make another error. */
function groupsOf(outcomes: readonly ResultRow[]): Group[] {
  const groups = new Map<string, Group>();
  for (const [index, { errors }] of outcomes.entries()) {
    for (const error of errors) {
      const key = JSON.stringify([error.statusCode, error.fields, error.message.replace(RECORD_ID, 'id')]);
      const group = groups.get(key) ?? { error, rows: [] };
      groups.set(key, group);
      group.rows.push(index + 1);
    }
  }
  return [...groups.values()].sort((a, b) => b.rows.length - a.rows.length);
}

const RECORD_ID = /\b(?=\w*\d)\w{15}(?:\w{3})?\b/g;

/** `3, 7–12, 40` */
export function rangesOf(rows: readonly number[]): string {
  const ranges: { first: number; last: number }[] = [];
  for (const row of rows) {
    const range = ranges.at(-1);
    if (range !== undefined && row === range.last + 1) range.last = row;
    else ranges.push({ first: row, last: row });
  }
  return ranges.map(({ first, last }) => (first === last ? String(first) : `${first}–${last}`)).join(', ');
}
