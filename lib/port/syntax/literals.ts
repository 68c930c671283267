/** What a Python string literal says. */

const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|(\r?\n)|([^]))/g;

const ESCAPED: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
};

export function readStringLiteral(literal: string): string {
  const [, prefix = '', quotes = ''] = /^([a-zA-Z]*)("""|'''|"|')/.exec(literal) ?? [];
  const content = literal.slice(prefix.length + quotes.length, literal.length - quotes.length);
  return isRaw(literal) ? content : unescape(content);
}

export function isRaw(literal: string): boolean {
  return /^[a-zA-Z]*[rR]/.test(literal);
}

export function unescape(content: string): string {
  return content.replace(ESCAPE, (whole, ...[x, u, wide, octal, newline, other]: (string | undefined)[]) => {
    const code = x ?? u ?? wide;
    if (code !== undefined) return String.fromCodePoint(Number.parseInt(code, 16));
    if (octal !== undefined) return String.fromCodePoint(Number.parseInt(octal, 8));
    return newline !== undefined ? '' : (ESCAPED[other ?? ''] ?? whole);
  });
}
