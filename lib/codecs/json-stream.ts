/** Thrown for bytes that are not the JSON that is due. */
export class JsonSyntaxError extends Error {}

/** Characters: longer than any record may be, though each character be escaped. */
const LONGEST_MEMBER = 16_000_000;

/** Few records are as long as this; one that is may be no record at all. */
const SUSPICIOUS = 1 << 18;

/** Each level takes many times its one character in memory. */
const DEEPEST = 100_000;

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
  const unended = new UnendedMember();
  for await (const chunk of source) {
    const text = guard(() => {
      const decoded = escapeMarks(decoder.decode(chunk, { stream: true }));
      parser.write(decoded);
      return decoded;
    });
    unended.add(text, members.length > 0);
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

/** A member that goes on and on is not waited for. */
class UnendedMember {
  #length = 0;
  #depth = 0;

  add(text: string, hasEnded: boolean): void {
    if (hasEnded) this.#length = this.#depth = 0;
    else this.#length += text.length;
    if (this.#length > LONGEST_MEMBER) throw new JsonSyntaxError('a member of the array is longer than any record');
    if (this.#length < SUSPICIOUS) return;
    // Brackets in texts count, too: no text has so many that are not closed.
    this.#depth += countOf(/[[{]/g, text) - countOf(/[\]}]/g, text);
    if (this.#depth > DEEPEST) throw new JsonSyntaxError(`its values nest deeper than ${DEEPEST}`);
  }
}

function countOf(pattern: RegExp, text: string): number {
  return text.match(pattern)?.length ?? 0;
}

function guard<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw new JsonSyntaxError((error as Error).message);
  }
}
