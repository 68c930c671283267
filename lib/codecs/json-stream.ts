/** Thrown for bytes that are not the JSON that is due. */
export class JsonSyntaxError extends Error {}

/** Reads the members of one large array as they come, so that the array is never held whole. */
export async function* readJsonArray(source: AsyncIterable<Uint8Array>): AsyncGenerator<unknown[]> {
  const { JSONParser } = await import('@streamparser/json');
  let members: unknown[] = [];
  const parser = new JSONParser({ paths: ['$.*'], keepStack: false });
  parser.onValue = ({ key, value }) => {
    if (typeof key !== 'number') throw new JsonSyntaxError('this is no array');
    members.push(value);
  };
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  for await (const chunk of source) {
    guard(() => {
      parser.write(escapeMarks(decoder.decode(chunk, { stream: true })));
    });
    if (members.length === 0) continue;
    yield members;
    members = [];
  }
  if (!parser.isEnded) throw new JsonSyntaxError('the array has no end');
}

/** The parser takes a U+FEFF at the beginning of a text for a byte order mark, and drops it. */
function escapeMarks(text: string): string {
  return text.replaceAll('\ufeff', '\\ufeff');
}

function guard(read: () => void): void {
  try {
    read();
  } catch (error) {
    throw new JsonSyntaxError((error as Error).message);
  }
}
