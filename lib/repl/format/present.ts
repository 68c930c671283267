import { inspect } from 'node:util';
import papaparse from 'papaparse';
import { Receipt, type BatchInfo, type JobInfo, type ResultRow } from '../../index';
import { cellText, wrapTo } from './cell';
import { counted } from './counts';
import { factsText } from './facts';
import { type Frame } from './frame';
import { outcomesText } from './outcomes';
import { shapeOf, type FlatRecord, type Shape } from './shapes';
import { tableText } from './table';

export const MODES = ['table', 'json', 'csv'] as const;
export type Mode = (typeof MODES)[number];

/** A value as the prompt shows it. */
export function present(value: unknown, mode: Mode, frame: Frame): string {
  return SHOWN_IN[mode](value, frame) ?? otherText(value, frame);
}

const SHOWN_IN: Record<Mode, (value: unknown, frame: Frame) => string | undefined> = {
  table: (value, frame) => tablesText(shapeOf(value), frame),
  csv: (value) => csvText(shapeOf(value)),
  json: jsonText,
};

function tablesText(shape: Shape, frame: Frame): string | undefined {
  switch (shape.kind) {
    case 'job':
      return tableText({ records: [jobRecord(shape.job)] }, frame);
    case 'batches':
      return batchesText(shape.batches, frame);
    case 'outcomes':
      return outcomesText(shape.outcomes, frame);
    case 'rows':
      return rowsText(shape.rows, frame);
    case 'texts':
      return shape.texts.join('\n');
    case 'facts':
      return factsText(shape.facts, frame);
    case 'other':
      return undefined;
  }
}

function jobRecord(job: JobInfo): FlatRecord {
  return {
    id: job.id,
    operation: job.operation,
    object: job.object,
    state: job.state,
    ...(job.externalIdFieldName === null ? {} : { 'external id': job.externalIdFieldName }),
    batches: job.numberBatchesTotal,
    rows: job.numberRecordsProcessed,
    failed: job.numberRecordsFailed,
  };
}

/** Messages stand below, since they are what a cut column would hide. */
function batchesText(batches: readonly BatchInfo[], frame: Frame): string {
  const records = batches.map((batch) => ({
    id: batch.id,
    state: batch.state,
    rows: batch.numberRecordsProcessed,
    failed: batch.numberRecordsFailed,
  }));
  const messages = batches.flatMap(({ id, state, stateMessage }) =>
    stateMessage === null ? [] : [wrapTo(frame.width, `${id} ${state}: ${cellText(stateMessage)}`, '  ')],
  );
  return [tableText({ records }, frame), ...messages.slice(0, frame.rows)].join('\n');
}

function rowsText(rows: readonly FlatRecord[], frame: Frame): string {
  if (rows.length === 0) return 'no rows';
  return `${tableText({ records: rows }, frame)}\n${frame.colors.dim(counted(rows.length, 'row'))}`;
}

function jsonText(value: unknown): string | undefined {
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? String(part) : part), 2);
}

function csvText(shape: Shape): string | undefined {
  switch (shape.kind) {
    case 'job':
      return toCsv([shape.job]);
    case 'batches':
      return toCsv(shape.batches);
    case 'outcomes':
      return toCsv(shape.outcomes.map(csvOutcome));
    case 'rows':
      return toCsv(shape.rows);
    case 'texts':
      return shape.texts.join('\n');
    case 'facts':
      return toCsv([shape.facts]);
    case 'other':
      return undefined;
  }
}

function csvOutcome({ errors, ...rest }: ResultRow): FlatRecord {
  const texts = errors.map(({ statusCode, message, fields }) => `${statusCode}: ${message} [${fields.join(', ')}]`);
  return { ...rest, error: texts.join('; ') };
}

function toCsv(records: readonly object[]): string {
  const columns = [...new Set(records.flatMap((record) => Object.keys(record)))];
  return papaparse.unparse([...records], { columns, newline: '\n' });
}

/** As node shows it; but text of several lines as lines, and what is made to be read as it reads. */
function otherText(value: unknown, { colors, width }: Frame): string {
  if (typeof value === 'string' && value.includes('\n')) return value;
  if (value instanceof Receipt) return String(value);
  const text = inspect(value, { colors: colors.isColorSupported, breakLength: width === Infinity ? 120 : width });
  return isRowStream(value) ? `${text}\n${colors.dim('for await (const row of _) console.log(row)')}` : text;
}

function isRowStream(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}
