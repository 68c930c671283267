/** Deeper than any answer that is read whole. */
const DEEPEST = 32;

/** The list of 60,000 batches, which an org makes in four days. */
const MOST_VALUES = 1_000_000;

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

/**
 * Reads JSON that is held whole. `JSON.parse` takes many times the length of brackets and commas in memory.
 *
 * @throws {SyntaxError} for what is no JSON, or has more in it than any answer
 */
export function parseJson(text: string): unknown {
  refuseOversize(text);
  return JSON.parse(text);
}

function refuseOversize(text: string): void {
  let depth = 0;
  let values = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character === QUOTE) at = endOfText(text, at);
    else if (character === COMMA) values++;
    else if (OPENING.has(character)) depth++;
    else if (CLOSING.has(character)) depth--;
    if (depth > DEEPEST) throw new SyntaxError(`its values nest deeper than ${DEEPEST}`);
    if (values > MOST_VALUES) throw new SyntaxError('it has more values than any list');
  }
}

/** Where the quote is that closes what this one opens; the end of all, when nothing does. */
function endOfText(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character === QUOTE) return at;
    if (character === BACKSLASH) at++;
  }
  return text.length;
}
