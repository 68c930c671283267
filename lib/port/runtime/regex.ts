export const REGEX_HELPERS: Readonly<Record<string, string>> = {
  regexOf: `
/** Python's regular expressions, as far as they are written alike. */
function regexOf(given: string | RegExp, flags = ''): RegExp {
  if (given instanceof RegExp) return given;
  const [, inline = '', rest = ''] = /^(?:\\(\\?([aimsux]+)\\))?([^]*)$/.exec(given) ?? [];
  const all = flags + inline;
  const bare = all.includes('x') ? rest.replace(/(\\\\.|\\[(?:\\\\.|[^\\]])*\\])|\\s+|#.*/g, '$1') : rest;
  const source = bare
    .replace(/\\(\\?P</g, '(?<')
    .replace(/\\(\\?P=(\\w+)\\)/g, '\\\\k<$1>')
    .replace(/\\\\A/g, '(?<![^])')
    .replace(/\\\\Z/g, '(?![^])');
  return new RegExp(source, [...new Set(all.replace(/[aux]/g, ''))].join(''));
}`,
  groupOf: `
/** A group that took no part is None. */
function groupOf(match: RegExpMatchArray, group: number | string): string {
  return ((typeof group === 'string' ? match.groups?.[group] : match[group]) ?? null)!;
}`,
  groupsOf: `
function groupsOf(match: RegExpMatchArray): string[] {
  return [...match].slice(1).map((group) => (group ?? null)!);
}`,
  matchStart: `
function matchStart(given: string | RegExp, text: string, own = ''): RegExpMatchArray | null {
  const { source, flags } = regexOf(given, own);
  return text.match(new RegExp(\`(?<![^])(?:\${source})\`, flags));
}`,
  matchWhole: `
function matchWhole(given: string | RegExp, text: string, own = ''): RegExpMatchArray | null {
  const { source, flags } = regexOf(given, own);
  return text.match(new RegExp(\`(?<![^])(?:\${source})(?![^])\`, flags));
}`,
  searched: `
function searched(given: string | RegExp, text: string, flags = ''): RegExpMatchArray | null {
  return text.match(regexOf(given, flags));
}`,
  everyMatch: `
function everyMatch(given: string | RegExp, text: string, own = ''): RegExpMatchArray[] {
  const { source, flags } = regexOf(given, own);
  return [...text.matchAll(new RegExp(source, \`g\${flags}\`))];
}`,
  Tuple: `
/** A list that is shown as a tuple, whoever holds it. */
class Tuple extends Array<any> {
  static get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  __repr__(): string {
    return repr([...this], { of: null, isTuple: true });
  }

  toString(): string {
    return this.__repr__();
  }
}`,
  findAll: `
/** Of several groups, a tuple for each match; of one, its text. */
function findAll(given: string | RegExp, text: string, flags = ''): any[] {
  const found = everyMatch(given, text, flags);
  return found.map((match) => {
    const groups = [...match].slice(1).map((group) => group ?? '');
    return groups.length > 1 ? Tuple.from(groups) : (groups[0] ?? match[0]);
  });
}`,
  substitute: `
function substitute(
  given: string | RegExp,
  replacement: string | ((match: RegExpMatchArray) => string),
  text: string,
  count = 0,
  flags = '',
): string {
  const matches = everyMatch(given, text, flags);
  let replaced = '';
  let end = 0;
  for (const match of count === 0 ? matches : matches.slice(0, count)) {
    const own = typeof replacement === 'string' ? expanded(replacement, match) : replacement(match);
    replaced += text.slice(end, match.index) + own;
    end = match.index! + match[0].length;
  }
  return replaced + text.slice(end);
}`,
  expanded: `
/** What a replacement says of groups: \\1, \\g<name>. */
function expanded(replacement: string, match: RegExpMatchArray): string {
  const marks: Record<string, string> = { n: '\\n', t: '\\t', r: '\\r', '\\\\': '\\\\' };
  return replacement.replace(/\\\\(?:g<(\\w+)>|(\\d{1,2})|([^]))/g, (whole, name, digits, mark) => {
    if (mark !== undefined) return marks[mark] ?? whole;
    const group = name ?? digits;
    return groupOf(match, /^\\d+$/.test(group) ? Number(group) : group) ?? '';
  });
}`,
  splitBy: `
function splitBy(given: string | RegExp, text: string, times = 0): string[] {
  const matches = everyMatch(given, text);
  const parts: string[] = [];
  let end = 0;
  for (const match of times === 0 ? matches : matches.slice(0, times)) {
    parts.push(text.slice(end, match.index), ...groupsOf(match));
    end = match.index! + match[0].length;
  }
  return [...parts, text.slice(end)];
}`,
};
