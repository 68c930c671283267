import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { AccountingException, OutOfOrderException } from '../errors';
import { CsvScanner } from '../records/csv-scanner';
import { joinSets } from '../records/join-sets';
import { NO_RECORDS_LINE } from '../wire/v1';
import { COLUMN_DELIMITERS } from '../wire/v2';
import { endedBatches, isQueryJob, type EndedBatch } from './batches';
import { batchFailed } from './results';
import { type Work } from './work';

/** Bytes that may wait for the disk while the next ones are read. */
const WRITTEN_AHEAD = 1 << 20;

/** Writes a query's rows into a file, bytes as they come. */
export async function download(work: Work, path: string): Promise<number> {
  const job = work.state.known('jobDownload');
  if (!isQueryJob(job) || job.info.contentType !== 'CSV') {
    throw new OutOfOrderException('jobDownload() needs a query job in CSV', {
      jobId: job.info.id,
      advice: 'Use jobRecords() for queries in other formats, and jobOutcomes() for loads.',
    });
  }
  const batches = await endedBatches(work, 'jobDownload');
  let rows = 0;
  const texts = (function* () {
    for (const batch of batches) yield counted(work, batch, (found) => (rows += found));
  })();
  await pipeline(joinSets(texts), createWriteStream(path, { highWaterMark: WRITTEN_AHEAD }));
  return rows;
}

/** The text of a batch, its records counted on the way against what the service says it found. */
async function* counted(work: Work, batch: EndedBatch, add: (rows: number) => void): AsyncGenerator<Uint8Array> {
  const { job, info } = batch;
  if (info.state !== 'Completed') throw batchFailed(info);
  const scanner = new CsvScanner({ delimiter: COLUMN_DELIMITERS[job.info.columnDelimiter] });
  let isEmpty = true;
  for await (const chunk of work.dialect.resultText(job, { info, input: undefined })) {
    if (isEmpty && Buffer.from(chunk).toString('utf8', 0, NO_RECORDS_LINE.length) === NO_RECORDS_LINE) {
      yield chunk;
      return;
    }
    isEmpty = false;
    scanner.scan(chunk);
    yield chunk;
  }
  scanner.end();
  const found = Math.max(0, scanner.records - 1);
  const told = info.numberRecordsProcessed;
  if (told > 0 && found !== told) throw rowsDiffer(batch, found);
  add(found);
}

function rowsDiffer({ info }: EndedBatch, found: number): AccountingException {
  return new AccountingException(`Batch ${info.id} should have ${info.numberRecordsProcessed} rows, and has ${found}`, {
    jobId: info.jobId,
    batchId: info.id,
    advice: 'The file is not whole: call jobDownload() again.',
  });
}
