/** A LIKE pattern as a test: `%` is any text, `_` one character, both literal behind a backslash; capitals don't count. */
export function likeTest(pattern: string): (text: string) => boolean {
  const source = pattern.replace(
    /\\([%_\\])|([%_])|([^\w\s])/gsu,
    (_match, escaped?: string, wildcard?: string, other?: string) => {
      if (wildcard !== undefined) return wildcard === '%' ? '.*' : '.';
      return `\\u{${(escaped ?? other ?? '').codePointAt(0)?.toString(16) ?? ''}}`;
    },
  );
  const expression = new RegExp(`^${source}$`, 'isu');
  return (text) => expression.test(text);
}
