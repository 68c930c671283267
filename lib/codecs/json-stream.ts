import { TextDecoder } from 'node:util';

/** Thrown for bytes that are not the JSON that is due. */
export class JsonSyntaxError extends Error {}

/** Characters: longer than any record may be, though each character be escaped. */
const LONGEST_MEMBER = 16_000_000;

/** Deeper than any record of five parents. */
const DEEPEST = 32;

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const [OPEN_BRACKET, CLOSE_BRACKET, OPEN_BRACE, CLOSE_BRACE] = [0x5b, 0x5d, 0x7b, 0x7d];

/**
 * Reads the members of one large array as they come, so that the array is never held whole. Here is only found where
 * each of them ends; what it says is left to `JSON.parse`.
 */
export async function* readJsonArray(source: AsyncIterable<Uint8Array>): AsyncGenerator<unknown[]> {
  // What a decoder may take for a byte order mark is the first character of a text.
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const reader = new ArrayReader();
  for await (const chunk of source) {
    reader.write(decode(decoder, chunk));
    const members = reader.take();
    if (members.length > 0) yield members;
  }
  reader.write(decode(decoder));
  reader.close();
}

class ArrayReader {
  #members: unknown[] = [];
  #count = 0;
  /** What was read since the last place where something ended. */
  #unended = '';
  #hasBegun = false;
  /** How many brackets are open: none around the array, 1 between its members. */
  #depth = 0;
  #isInText = false;
  #isEscaped = false;

  write(piece: string): void {
    let start = 0;
    for (let at = 0; at < piece.length; at++) {
      const character = piece.charCodeAt(at);
      if (this.#isInText) this.#passText(character);
      else if (character === QUOTE) this.#isInText = true;
      else if (this.#isEnd(character)) {
        this.#end(this.#unended + piece.slice(start, at), character);
        this.#unended = '';
        start = at + 1;
      }
    }
    this.#unended += piece.slice(start);
    if (this.#unended.length > LONGEST_MEMBER) {
      throw new JsonSyntaxError('a member of the array is longer than any record');
    }
  }

  /** The members that have ended since the last call. */
  take(): unknown[] {
    const members = this.#members;
    if (members.length > 0) this.#members = [];
    return members;
  }

  close(): void {
    if (!this.#hasBegun) throw new JsonSyntaxError('this is no array');
    if (this.#depth > 0) throw new JsonSyntaxError('the array has no end');
    if (!isBlank(this.#unended)) throw new JsonSyntaxError('something follows the array');
  }

  #passText(character: number): void {
    if (this.#isEscaped) this.#isEscaped = false;
    else if (character === BACKSLASH) this.#isEscaped = true;
    else if (character === QUOTE) this.#isInText = false;
  }

  /** Whether this ends a member, or what is before or behind the array. */
  #isEnd(character: number): boolean {
    switch (character) {
      case COMMA:
        return this.#depth === 1;
      case OPEN_BRACKET:
      case OPEN_BRACE:
        if (this.#depth === DEEPEST) throw new JsonSyntaxError(`its values nest deeper than ${DEEPEST}`);
        return this.#depth++ === 0;
      case CLOSE_BRACKET:
      case CLOSE_BRACE:
        return --this.#depth === 0;
      default:
        return false;
    }
  }

  #end(text: string, character: number): void {
    if (character === OPEN_BRACKET || character === OPEN_BRACE) this.#begin(text, character);
    else if (character === CLOSE_BRACE) throw new JsonSyntaxError('the array ends with a brace');
    else if (character === COMMA || this.#count > 0 || !isBlank(text)) this.#addMember(text);
  }

  #begin(text: string, bracket: number): void {
    if (bracket !== OPEN_BRACKET || this.#hasBegun || !isBlank(text)) throw new JsonSyntaxError('this is no array');
    this.#hasBegun = true;
  }

  #addMember(text: string): void {
    this.#count += 1;
    try {
      this.#members.push(JSON.parse(text));
    } catch (error) {
      throw new JsonSyntaxError(`member ${this.#count}: ${(error as Error).message}`);
    }
  }
}

/** A byte order mark counts as blank. */
function isBlank(text: string): boolean {
  return text.trim() === '';
}

/** The text of the next bytes; without any, that of the last ones, which must not break off within a character. */
function decode(decoder: TextDecoder, chunk?: Uint8Array): string {
  try {
    return decoder.decode(chunk, { stream: chunk !== undefined });
  } catch {
    throw new JsonSyntaxError('it is not UTF-8');
  }
}
