import { UnexpectedReplyException } from '../../errors';
import { CsvScanner } from '../../records/csv-scanner';
import { dataFormat, FORMATS } from '../../records/formats';
import { type RawRow, type ResultRow } from '../../records/types';
import { type Api, type ApiRequest } from '../../transport/transport';
import { NO_RECORDS_LINE, QUERY_OPERATIONS } from '../../wire/v1';
import { type KnownJob } from '../dialect';
import { askData, askValues } from './control';
import { type V1Requests } from './requests';

/** Reads what became of batches. Every result set of a query is read, in the order of the list. */
export function v1Results(api: Api, requests: V1Requests) {
  const data = async function* (request: ApiRequest): AsyncGenerator<Uint8Array> {
    yield* (await askData(api, request)).body;
  };
  const resultSets = async (job: KnownJob, batchId: string): Promise<AsyncIterable<Uint8Array>[]> => {
    const ids = await askValues(api, requests.batchResult(job, batchId), 'result');
    return ids.map((resultId) => data(requests.resultSet(job, batchId, resultId)));
  };

  return {
    batchRequest: (job: KnownJob, batchId: string): AsyncIterable<Uint8Array> =>
      data(requests.batchRequest(job, batchId)),

    resultRows: (job: KnownJob, batchId: string): AsyncIterable<ResultRow[]> =>
      FORMATS[dataFormat(job.info.contentType)].readResultRows(data(requests.batchResult(job, batchId))),

    async *queryRows(job: KnownJob, batchId: string): AsyncGenerator<RawRow[]> {
      const { readQueryRows } = FORMATS[dataFormat(job.info.contentType)];
      for (const set of await resultSets(job, batchId)) yield* readQueryRows(set);
    },

    async *resultText(job: KnownJob, batchId: string): AsyncGenerator<Uint8Array> {
      if (!isQuery(job)) yield* data(requests.batchResult(job, batchId));
      else if (dataFormat(job.info.contentType) === 'CSV') yield* joinSets(await resultSets(job, batchId));
      else for (const set of await resultSets(job, batchId)) yield* withLineEnd(set);
    },
  };
}

const LF = 0x0a;

function isQuery({ info }: KnownJob): boolean {
  return (QUERY_OPERATIONS as readonly string[]).includes(info.operation);
}

/** One text of several result sets: the header of the first, which every other must repeat. Empty sets have none. */
async function* joinSets(sets: readonly AsyncIterable<Uint8Array>[]): AsyncGenerator<Uint8Array> {
  let header: Buffer | undefined;
  for (const set of sets) {
    const parts = cutHeader(set);
    const first = await parts.next();
    if (first.done === true || first.value.toString('utf8').startsWith(NO_RECORDS_LINE)) continue;
    if (header === undefined) yield first.value;
    else if (!header.equals(first.value)) throw otherHeader();
    header ??= first.value;
    yield* withLineEnd(parts);
  }
  if (header === undefined && sets.length > 0) yield Buffer.from(NO_RECORDS_LINE, 'utf8');
}

/** The last record of a set may lack the line end that parts it from the first of the next set. */
async function* withLineEnd(parts: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let last = LF;
  for await (const part of parts) {
    yield part;
    last = part.at(-1) ?? last;
  }
  if (last !== LF) yield Buffer.of(LF);
}

/** Gives the first record out first, and then the rest as it comes. */
async function* cutHeader(set: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const scanner = new CsvScanner();
  let head: Buffer | undefined = Buffer.alloc(0);
  for await (const chunk of set) {
    if (head === undefined) {
      yield asBuffer(chunk);
      continue;
    }
    const { ends, count } = scanner.scan(chunk);
    const end = count === 0 ? undefined : ends[0];
    head = Buffer.concat([head, chunk.subarray(0, end)]);
    if (end === undefined) continue;
    yield head;
    head = undefined;
    if (end < chunk.length) yield asBuffer(chunk.subarray(end));
  }
  if (head !== undefined && head.length > 0) yield head;
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

function otherHeader(): UnexpectedReplyException {
  return new UnexpectedReplyException('The result sets of one batch have different columns', {
    advice: 'Ask for the results again; if it stays so, report it.',
  });
}
