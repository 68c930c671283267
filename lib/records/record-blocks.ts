import { ConnectionException } from '../errors';
import { LONGEST_RECORD, recordTooLong } from './broken-result';
import { CsvScanner, type RecordEnds } from './csv-scanner';
import { ResultScanner } from './result-scanner';

/** Few enough that most of what is made of them is used up when the collector next looks what is to be kept. */
const RECORDS_PER_BLOCK = 250;

/** Regroups the bytes of CSV that was sent into blocks that end where a record ends, so that each can be parsed by itself. */
export function inputBlocks(source: AsyncIterable<Uint8Array>, delimiter: string): AsyncGenerator<Buffer> {
  return recordBlocks(source, new CsvScanner({ delimiter }));
}

async function* recordBlocks(source: AsyncIterable<Uint8Array>, scanner: CsvScanner): AsyncGenerator<Buffer> {
  let rest: Uint8Array[] = [];
  let held = 0;
  for await (const chunk of source) {
    let start = 0;
    for (const end of blockEnds(scanner.scan(chunk))) {
      yield joined([...rest, chunk.subarray(start, end)]);
      rest = [];
      held = 0;
      start = end;
    }
    rest.push(chunk.subarray(start));
    held += chunk.length - start;
    if (held > LONGEST_RECORD) throw recordTooLong();
  }
  if (scanner.isInsideQuotes) throw brokenOff();
  const tail = joined(rest);
  if (tail.length > 0) yield tail;
}

/** Every so many record ends one, and the last. */
function* blockEnds({ ends }: RecordEnds): Generator<number> {
  for (let before = 0; before < ends.length; before += RECORDS_PER_BLOCK) {
    const end = ends[Math.min(before + RECORDS_PER_BLOCK, ends.length) - 1] ?? 0;
    yield Math.max(end, ~end);
  }
}

/** One part is left where it is. */
function joined(parts: readonly Uint8Array[]): Buffer {
  const [first] = parts;
  if (parts.length !== 1 || first === undefined) return Buffer.concat(parts);
  return Buffer.from(first.buffer, first.byteOffset, first.byteLength);
}

/** The blocks of a 2.0 load's result, which gives rows back as they were sent: an empty value may be nothing at all. */
export function echoedBlocks(source: AsyncIterable<Uint8Array>, delimiter: string): AsyncGenerator<Buffer> {
  return recordBlocks(source, new ResultScanner({ delimiter }));
}

/**
 * The blocks of a result. The service writes an empty value as `""`, so one that ends right after a delimiter has lost
 * its last value, though it looks like a record.
 */
export async function* resultBlocks(source: AsyncIterable<Uint8Array>, delimiter = ','): AsyncGenerator<Buffer> {
  for await (const block of recordBlocks(source, new ResultScanner({ delimiter }))) {
    if (block.at(-1) === delimiter.charCodeAt(0)) throw brokenOff();
    yield block;
  }
}

function brokenOff(): ConnectionException {
  return new ConnectionException('The result breaks off in the middle of a record', {
    outcomeUnknown: false,
    advice: 'Ask for the result again; it is kept for 7 days.',
  });
}
