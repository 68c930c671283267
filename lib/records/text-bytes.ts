import { InputException } from '../errors';

const startsWith = (bytes: Uint8Array, ...mark: number[]): boolean => mark.every((byte, at) => bytes[at] === byte);

/**
 * Drops the byte order mark that some programs put before UTF-8, and refuses the marks of other encodings.
 *
 * @param name what messages call the source
 * @param onDropped is told how many bytes were dropped, before the first chunk comes
 */
export async function* withoutBom(
  source: AsyncIterable<Uint8Array>,
  { name, onDropped = () => undefined }: { name: string; onDropped?: (bytes: number) => void },
): AsyncGenerator<Uint8Array> {
  let head: Uint8Array | undefined = new Uint8Array(0);
  for await (const chunk of source) {
    if (head === undefined) {
      yield chunk;
      continue;
    }
    head = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
    if (head.length < 3) continue;
    const text = afterMark(head, name);
    onDropped(head.length - text.length);
    yield text;
    head = undefined;
  }
  if (head !== undefined && head.length > 0) yield afterMark(head, name);
}

function afterMark(head: Uint8Array, name: string): Uint8Array {
  if (startsWith(head, 0xff, 0xfe) || startsWith(head, 0xfe, 0xff)) {
    throw new InputException(`There is UTF-16 in ${name}; the service reads UTF-8 only`, {
      advice: 'Save the file as UTF-8 (in a spreadsheet: "CSV UTF-8") and load it again.',
    });
  }
  return startsWith(head, 0xef, 0xbb, 0xbf) ? head.subarray(3) : head;
}
