import { inspect } from 'node:util';
import papaparse from 'papaparse';
import { type BatchInfo, type JobInfo, type ResultRow } from '../../index';
import { counted } from './cell';
import { factsText } from './facts';
import { type Frame } from './frame';
import { outcomesText, type NumberedOutcome } from './outcomes';
import { shapeOf, type FlatRecord, type Shape } from './shapes';
import { tableText } from './table';

export const MODES = ['table', 'json', 'csv'] as const;
export type Mode = (typeof MODES)[number];

export interface Presentation {
  readonly mode: Mode;
  readonly frame: Frame;
  /** The number of an outcome's row, where it is known; a list that was filtered has lost it. */
  readonly rowOf: (outcome: ResultRow) => number | undefined;
}

/** A value as the prompt shows it. */
export function present(value: unknown, presentation: Presentation): string {
  const { mode, frame } = presentation;
  const shape = shapeOf(value);
  const shown =
    mode === 'json' ? jsonText(value) : mode === 'csv' ? csvText(shape, presentation) : tablesText(shape, presentation);
  return shown ?? (typeof value === 'string' && value.includes('\n') ? value : inspected(value, frame));
}

function tablesText(shape: Shape, presentation: Presentation): string | undefined {
  const { frame } = presentation;
  switch (shape.kind) {
    case 'job':
      return tableText({ records: [jobRecord(shape.job)] }, frame);
    case 'batches':
      return tableText({ records: batchRecords(shape.batches) }, frame);
    case 'outcomes':
      return outcomesText(numbered(shape.outcomes, presentation), frame);
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

function batchRecords(batches: readonly BatchInfo[]): FlatRecord[] {
  const haveMessage = batches.some(({ stateMessage }) => stateMessage !== null);
  return batches.map((batch) => ({
    id: batch.id,
    state: batch.state,
    rows: batch.numberRecordsProcessed,
    failed: batch.numberRecordsFailed,
    ...(haveMessage ? { message: batch.stateMessage } : {}),
  }));
}

function rowsText(rows: readonly FlatRecord[], frame: Frame): string {
  if (rows.length === 0) return 'no rows';
  return `${tableText({ records: rows }, frame)}\n${frame.colors.dim(counted(rows.length, 'row'))}`;
}

function numbered(outcomes: readonly ResultRow[], { rowOf }: Presentation): NumberedOutcome[] {
  return outcomes.map((outcome, index) => ({ row: rowOf(outcome) ?? index + 1, outcome }));
}

function jsonText(value: unknown): string | undefined {
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? String(part) : part), 2);
}

function csvText(shape: Shape, presentation: Presentation): string | undefined {
  switch (shape.kind) {
    case 'job':
      return toCsv([shape.job]);
    case 'batches':
      return toCsv(shape.batches);
    case 'outcomes':
      return toCsv(numbered(shape.outcomes, presentation).map(csvOutcome));
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

function csvOutcome({ row, outcome }: NumberedOutcome): FlatRecord {
  const { errors, ...rest } = outcome;
  const texts = errors.map(({ statusCode, message, fields }) => `${statusCode}: ${message} [${fields.join(', ')}]`);
  return { row, ...rest, error: texts.join('; ') };
}

function toCsv(records: readonly object[]): string {
  const columns = [...new Set(records.flatMap((record) => Object.keys(record)))];
  return papaparse.unparse([...records], { columns, newline: '\n' });
}

function inspected(value: unknown, { colors, width }: Frame): string {
  return inspect(value, { colors: colors.isColorSupported, breakLength: width === Infinity ? 120 : width });
}
