import { type Writable } from 'node:stream';
import { readText } from '../../codecs/text';
import { type KnownJob } from '../../dialects/dialect';
import { OutOfOrderException } from '../../errors';
import { hasMethod } from '../../options/checks';
import { joinSets } from '../../records/join-sets';
import { ResultScanner } from '../../records/result-scanner';
import { NO_RECORDS_LINE } from '../../wire/v1';
import { COLUMN_DELIMITERS } from '../../wire/v2';
import { endedBatches, isQueryJob, type EndedBatch } from '../job/batches';
import { requireKind } from '../job/job-kind';
import { ResultCount, toldRows } from './result-count';
import { batchFailed } from './results';
import { selectedColumns } from './selected-columns';
import { workUntil, type Work } from '../work';
import { needsTarget, writeFile, writeInto } from './write-text';

/** Writes a query's rows into a file or a stream, which stays open; bytes as they come. */
export async function download(
  work: Work,
  target: string | Writable,
  signal: AbortSignal | undefined,
): Promise<number> {
  if (typeof target !== 'string' && !hasMethod(target, 'write')) {
    throw needsTarget('jobDownload', { field: 'target', example: 'contacts.csv', or: ', or a stream' });
  }
  const job = work.state.known('jobDownload');
  requireKind(job, 'query', 'jobDownload');
  requireCsv(job);
  const text = async function* (stopped: AbortSignal): AsyncGenerator<Uint8Array | string> {
    const reading = workUntil(work, stopped);
    const batches = await completedBatches(reading);
    const texts = (function* () {
      for (const batch of batches) yield counted(reading, batch);
    })();
    yield* withHeader(joinSets(texts), () => headerOf(reading, batches));
  };
  await (typeof target === 'string' ? writeFile(target, text, signal) : writeInto(target, text, signal));
  return work.reading.rowsRead;
}

function requireCsv({ info: { id, contentType } }: KnownJob): void {
  if (contentType === 'CSV') return;
  throw new OutOfOrderException(`jobDownload() needs a query job in CSV, and job ${id} is in ${contentType}`, {
    jobId: id,
    advice: 'Use jobRecords() for queries in other formats.',
  });
}

/** @throws {RefusedException} when one of them has failed: what the others have found is not the whole */
async function completedBatches(work: Work): Promise<EndedBatch[]> {
  const batches = await endedBatches(work, 'jobDownload');
  for (const { info } of batches) if (info.state !== 'Completed') throw batchFailed(info);
  return batches;
}

/** The result of a batch as the service writes it; a query's records are counted on the way. */
export function resultText(work: Work, batch: EndedBatch): AsyncIterable<Uint8Array> {
  const { job, info, sent } = batch;
  if (isQueryJob(job) && job.info.contentType === 'CSV') return counted(work, batch);
  return work.dialect.resultText(job, { info, input: sent?.input?.open });
}

/** Where no row is found, 1.0 answers with a sentence, which is no CSV, and 2.0 with the header. */
async function* withHeader(
  text: AsyncIterable<Uint8Array>,
  header: () => Promise<string>,
): AsyncGenerator<Uint8Array | string> {
  let isFirst = true;
  for await (const chunk of text) {
    yield isFirst && isNoRecords(chunk) ? await header() : chunk;
    isFirst = false;
  }
}

/** The columns of the SELECT, written as the service writes a header; empty where it does not name them. */
async function headerOf(work: Work, [batch]: readonly EndedBatch[]): Promise<string> {
  if (batch === undefined) return '';
  const { job, info } = batch;
  const soql = work.state.soqlOf(info.id) ?? (await readText(work.dialect.batchRequest(job, info.id)));
  const columns = selectedColumns(soql);
  const { columnDelimiter } = job.info;
  const header = columns.map((column) => `"${column}"`).join(COLUMN_DELIMITERS[columnDelimiter]);
  return columns.length === 0 ? '' : `${header}\n`;
}

function isNoRecords(chunk: Uint8Array): boolean {
  return Buffer.from(chunk).toString('utf8', 0, NO_RECORDS_LINE.length) === NO_RECORDS_LINE;
}

/** The text of a batch, its records counted on the way against what the service says it found. */
async function* counted(work: Work, batch: EndedBatch): AsyncGenerator<Uint8Array> {
  const { job, info } = batch;
  if (info.state !== 'Completed') throw batchFailed(info);
  const scanner = new ResultScanner({ delimiter: COLUMN_DELIMITERS[job.info.columnDelimiter] });
  // A count that is there must be met, by an empty result as well.
  const count = new ResultCount(info, [toldRows(info)]);
  const tell = (): void => {
    const rows = Math.max(0, scanner.records - 1) - count.found;
    work.reading.took(rows);
    count.add(rows);
  };
  let isFirst = true;
  for await (const chunk of work.dialect.resultText(job, { info, input: undefined })) {
    if (isFirst && isNoRecords(chunk)) {
      count.end();
      yield chunk;
      break;
    }
    isFirst = false;
    scanner.scan(chunk);
    tell();
    yield chunk;
  }
  scanner.end();
  tell();
  count.end();
  work.reading.batchEnded();
}
