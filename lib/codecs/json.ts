/** Deeper than any answer that is read whole. */
const DEEPEST = 32;

const [QUOTE, BACKSLASH] = [0x22, 0x5c];
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

/**
 * Reads JSON that is held whole. `JSON.parse` takes some seventy bytes of memory for each bracket that is open.
 *
 * @throws {SyntaxError} for what is no JSON, or nests without sense
 */
export function parseJson(text: string): unknown {
  refuseDeepNesting(text);
  return JSON.parse(text);
}

function refuseDeepNesting(text: string): void {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character === QUOTE) at = endOfText(text, at);
    else if (OPENING.has(character)) depth++;
    else if (CLOSING.has(character)) depth--;
    if (depth > DEEPEST) throw new SyntaxError(`its values nest deeper than ${DEEPEST}`);
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
