/** A string of JavaScript that is open at the end of a line. */
export interface OpenString {
  readonly quote: string;
  /** What stands in it so far, its escapes resolved; `${…}` of a template stands as a name. */
  readonly text: string;
}

/** Each string of a line; the last one may have no end. */
const STRING = /'(?:\\.|[^'\\])*(?:'|$)|"(?:\\.|[^"\\])*(?:"|$)|`(?:\\.|[^`\\])*(?:`|$)/g;

export function openString(line: string): OpenString | undefined {
  const last = line.match(STRING)?.at(-1);
  if (last === undefined || !line.endsWith(last)) return undefined;
  const [quote = ''] = last;
  if (last.length > 1 && last.replace(/\\./g, '').endsWith(quote)) return undefined;
  const inside = last.slice(1);
  const text = quote === '`' ? inside.replace(/\$\{[^}]*\}/g, 'inserted') : inside;
  return { quote, text: text.replace(/\\(.)/g, '$1') };
}
