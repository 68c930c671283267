import { ConnectionException } from '../errors';
import { CsvScanner } from './csv-scanner';

/** Regroups bytes into blocks that end where a record ends, so that each can be parsed by itself. */
export async function* recordBlocks(source: AsyncIterable<Uint8Array>, delimiter = ','): AsyncGenerator<Buffer> {
  const scanner = new CsvScanner({ delimiter });
  let rest: Uint8Array[] = [];
  for await (const chunk of source) {
    const { ends, count } = scanner.scan(chunk);
    const last = count === 0 ? undefined : ends[count - 1];
    if (last === undefined) {
      rest.push(chunk);
      continue;
    }
    const end = last < 0 ? ~last : last;
    yield Buffer.concat([...rest, chunk.subarray(0, end)]);
    rest = [chunk.subarray(end)];
  }
  if (scanner.isInsideQuotes) throw brokenOff();
  const tail = Buffer.concat(rest);
  // The service writes an empty value as "", and never ends a record without its last value.
  if (tail.at(-1) === delimiter.charCodeAt(0)) throw brokenOff();
  if (tail.length > 0) yield tail;
}

function brokenOff(): ConnectionException {
  return new ConnectionException('The result breaks off in the middle of a record', {
    outcomeUnknown: false,
    advice: 'Ask for the result again; it is kept for 7 days.',
  });
}
