import { ConnectionException } from '../errors';
import { LONGEST_RECORD, recordTooLong } from './broken-result';
import { CsvScanner, type RecordEnds } from './csv-scanner';

/** Few enough that most of what is made of them is used up when the collector next looks what is to be kept. */
const RECORDS_PER_BLOCK = 250;

/** Regroups bytes into blocks that end where a record ends, so that each can be parsed by itself. */
export async function* recordBlocks(source: AsyncIterable<Uint8Array>, delimiter = ','): AsyncGenerator<Buffer> {
  const scanner = new CsvScanner({ delimiter });
  let rest: Uint8Array[] = [];
  /** Bytes since a record has ended; blank lines are none. */
  let unended = 0;
  for await (const chunk of source) {
    let start = 0;
    const before = scanner.records;
    const found = scanner.scan(chunk);
    unended = scanner.records > before ? 0 : unended + chunk.length;
    if (unended > LONGEST_RECORD) throw recordTooLong();
    for (const end of blockEnds(found)) {
      yield joined([...rest, chunk.subarray(start, end)]);
      rest = [];
      start = end;
    }
    rest.push(chunk.subarray(start));
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

/**
 * The blocks of a result. The service writes an empty value as `""`, so one that ends right after a delimiter has lost
 * its last value, though it looks like a record.
 */
export async function* resultBlocks(source: AsyncIterable<Uint8Array>, delimiter = ','): AsyncGenerator<Buffer> {
  for await (const block of recordBlocks(source, delimiter)) {
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
