import { UnexpectedReplyException } from '../errors';
import { NO_RECORDS_LINE } from '../wire/v1';
import { LONGEST_RECORD, recordTooLong } from './broken-result';
import { CsvScanner } from './csv-scanner';

const LF = 0x0a;

/** One text of several result sets: the header of the first, which every other must repeat. Empty sets have none. */
export async function* joinSets(
  sets: AsyncIterable<AsyncIterable<Uint8Array>> | Iterable<AsyncIterable<Uint8Array>>,
): AsyncGenerator<Uint8Array> {
  let header: Buffer | undefined;
  let hasSets = false;
  for await (const set of sets) {
    hasSets = true;
    const parts = cutHeader(set);
    const first = await parts.next();
    if (first.done === true || first.value.toString('utf8').startsWith(NO_RECORDS_LINE)) continue;
    if (header === undefined) yield first.value;
    else if (!header.equals(first.value)) throw otherHeader();
    header ??= first.value;
    yield* withLineEnd(parts);
  }
  if (header === undefined && hasSets) yield Buffer.from(NO_RECORDS_LINE, 'utf8');
}

/** The last record of a set may lack the line end that parts it from the first of the next set. */
export async function* withLineEnd(parts: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
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
  let head: Uint8Array[] | undefined = [];
  let length = 0;
  for await (const chunk of set) {
    if (head === undefined) {
      yield asBuffer(chunk);
      continue;
    }
    const [mark] = scanner.scan(chunk).ends;
    const end = mark !== undefined && mark < 0 ? ~mark : mark;
    head.push(chunk.subarray(0, end));
    length += chunk.length;
    if (end === undefined) {
      if (length > LONGEST_RECORD) throw recordTooLong();
      continue;
    }
    yield Buffer.concat(head);
    head = undefined;
    if (end < chunk.length) yield asBuffer(chunk.subarray(end));
  }
  if (length > 0 && head !== undefined) yield Buffer.concat(head);
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

function otherHeader(): UnexpectedReplyException {
  return new UnexpectedReplyException('The result sets of one batch have different columns', {
    advice: 'Ask for the results again; if it stays so, report it.',
  });
}
