import { type RecordError, type ResultRow } from '../../index';
import { counted } from './cell';
import { type Frame } from './frame';
import { tableText } from './table';

/** An outcome beside the number of its row, counted from 1 over all batches of the job. */
export interface NumberedOutcome {
  readonly row: number;
  readonly outcome: ResultRow;
}

/** The rows, then the failures grouped by what the service said, then the sums. */
export function outcomesText(outcomes: readonly NumberedOutcome[], frame: Frame): string {
  const failures = failuresText(outcomes, frame);
  return [
    tableText({ records: outcomes.map(outcomeRecord), columns: ['row', 'id', 'success', 'created', 'error'] }, frame),
    ...(failures === undefined ? [] : ['', failures]),
    '',
    sums(outcomes, frame),
  ].join('\n');
}

function outcomeRecord({ row, outcome }: NumberedOutcome): Record<string, unknown> {
  const { id, success, created, errors } = outcome;
  return { row, id, success, created, error: errors.map(({ statusCode }) => statusCode).join(', ') };
}

function sums(outcomes: readonly NumberedOutcome[], { colors }: Frame): string {
  const succeeded = outcomes.filter(({ outcome }) => outcome.success);
  const created = succeeded.filter(({ outcome }) => outcome.created).length;
  const failed = outcomes.length - succeeded.length;
  const parts = [
    colors.green(`${succeeded.length.toLocaleString('en-US')} succeeded`) +
      (created > 0 ? ` (${created} created)` : ''),
    failed === 0 ? '0 failed' : colors.red(`${failed.toLocaleString('en-US')} failed`),
  ];
  return `${counted(outcomes.length, 'row')}: ${parts.join(', ')}`;
}

interface Group {
  readonly error: RecordError;
  readonly rows: number[];
}

function failuresText(outcomes: readonly NumberedOutcome[], frame: Frame): string | undefined {
  const groups = groupsOf(outcomes);
  if (groups.length === 0) return undefined;
  const records = groups.map(({ error, rows }) => ({
    failed: rows.length,
    rows: rangesOf(rows),
    error: error.statusCode,
    message: error.message,
    fields: error.fields.join(', '),
  }));
  return tableText({ records }, frame);
}

/** Most frequent first. Record ids in a message do not make another error. */
function groupsOf(outcomes: readonly NumberedOutcome[]): Group[] {
  const groups = new Map<string, Group>();
  for (const { row, outcome } of outcomes) {
    for (const error of outcome.errors) {
      const key = JSON.stringify([error.statusCode, error.fields, error.message.replace(RECORD_ID, 'id')]);
      const group = groups.get(key) ?? { error, rows: [] };
      groups.set(key, group);
      group.rows.push(row);
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
