import { ConnectionException } from '../errors';
import { LONGEST_RECORD, recordTooLong } from './broken-result';
import { CsvScanner } from './csv-scanner';

/** Regroups bytes into blocks that end where a record ends, so that each can be parsed by itself. */
export async function* recordBlocks(source: AsyncIterable<Uint8Array>, delimiter = ','): AsyncGenerator<Buffer> {
  const scanner = new CsvScanner({ delimiter });
  let rest: Uint8Array[] = [];
  let held = 0;
  for await (const chunk of source) {
    const last = scanner.scan(chunk).ends.at(-1);
    if (last === undefined) {
      rest.push(chunk);
      held += chunk.length;
      if (held > LONGEST_RECORD) throw recordTooLong();
      continue;
    }
    const end = last < 0 ? ~last : last;
    yield Buffer.concat([...rest, chunk.subarray(0, end)]);
    rest = [chunk.subarray(end)];
    held = chunk.length - end;
  }
  if (scanner.isInsideQuotes) throw brokenOff();
  const tail = Buffer.concat(rest);
  if (tail.length > 0) yield tail;
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
