/** What was sent in a batch, where it is to be had once more. */
import { type KnownJob } from '../../dialects/dialect';
import { CHECKS } from '../../records/checks';
import { csvEncoder } from '../../records/encoders';
import { flatten } from '../../records/flat-rows';
import { dataFormat } from '../../records/formats';
import { given } from '../../records/given';
import { rowsOfText } from '../../records/rows-of-text';
import { type InputRow } from '../../records/types';
import { COLUMN_DELIMITERS } from '../../wire/v2';
import { type BatchInput } from '../sending/batch-input';
import { type EndedBatch } from '../job/batches';
import { type KnownBatch } from '../job/job-state';
import { type Work } from '../work';

/** The body of a batch, in the job's format. Rows that were sent again are picked from where they were sent first. */
export function inputOf({ dialect, state }: Work, { job, sent }: EndedBatch): BatchInput | undefined {
  if (sent?.input !== undefined || sent?.attempt === undefined || dialect.givesBackRequests) return sent?.input;
  const wanted = sent.rowNumbers ?? [];
  const sources = state.batches.filter((batch) => batch.attempt === undefined && hasAny(batch, wanted));
  if (sources.some(({ input }) => input === undefined)) return undefined;
  return { open: () => picked(job, { sources, wanted }) };
}

/** The rows as they were sent: from where they came from, or from the service. */
export function inputRows(work: Work, batch: EndedBatch): AsyncGenerator<InputRow[]> | undefined {
  const { job, info } = batch;
  if (job.info.contentType.startsWith('ZIP')) return undefined;
  const { dialect } = work;
  const chunks =
    inputOf(work, batch)?.open() ?? (dialect.givesBackRequests ? dialect.batchRequest(job, info.id) : undefined);
  return chunks && parsed(job, { chunks, name: `batch ${info.id}` });
}

interface BatchText {
  readonly chunks: AsyncIterable<Uint8Array>;
  /** What messages call it. */
  readonly name: string;
}

function parsed({ info }: KnownJob, { chunks, name }: BatchText): AsyncGenerator<InputRow[]> {
  const delimiter = COLUMN_DELIMITERS[info.columnDelimiter];
  return rowsOfText(chunks, { format: dataFormat(info.contentType), name, checks: CHECKS, delimiter });
}

interface Picking {
  readonly sources: readonly KnownBatch[];
  /** The numbers of the rows, in the order in which they were sent again. */
  readonly wanted: readonly number[];
}

async function* picked(job: KnownJob, { sources, wanted }: Picking): AsyncGenerator<Uint8Array> {
  const found = new Map<number, InputRow | undefined>(wanted.map((row) => [row, undefined]));
  for (const { id, input, firstRow, rowNumbers } of sources) {
    let index = 0;
    for await (const block of parsed(job, { chunks: input?.open() ?? given(), name: `batch ${id}` })) {
      for (const row of block) {
        const number = rowNumbers?.[index] ?? firstRow + index;
        if (found.has(number)) found.set(number, row);
        index++;
      }
    }
  }
  const rows = [...found].map(([number, row]) => flatten(row ?? {}, number));
  yield csvEncoder({ delimiter: COLUMN_DELIMITERS[job.info.columnDelimiter] })({ rows, firstRow: 1 });
}

function hasAny({ firstRow, rows = 0, rowNumbers }: KnownBatch, wanted: readonly number[]): boolean {
  if (rowNumbers === undefined) return wanted.some((row) => row >= firstRow && row < firstRow + rows);
  const own = new Set(rowNumbers);
  return wanted.some((row) => own.has(row));
}
