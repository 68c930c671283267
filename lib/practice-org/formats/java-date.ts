/**
 * Dates by a Java pattern, as a transformation spec's hints have them. Read leniently: `MM` takes the name of a month
 * too, since the guide's own sample pairs the two.
 */

interface Token {
  readonly letter: string;
  readonly pattern: string;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const PATTERNS: Readonly<Record<string, string>> = {
  y: '(\\d+)',
  M: '(\\d+|[A-Za-z]+)',
  d: '(\\d+)',
  H: '(\\d+)',
  h: '(\\d+)',
  m: '(\\d+)',
  s: '(\\d+)',
  S: '(\\d+)',
  a: '([AaPp][Mm])',
  E: '([A-Za-z]+)',
  Z: '(Z|[+-]\\d\\d:?\\d\\d)',
  X: '(Z|[+-]\\d\\d:?\\d\\d)',
};

/** Runs of one letter, quoted text, and everything else as it stands. */
const tokensOf = (pattern: string): Token[] =>
  Array.from(pattern.matchAll(/'([^']*)'|([A-Za-z])\2*|[^A-Za-z']+/g), (match) => {
    const [whole, quoted, letter] = match;
    const known = letter === undefined ? undefined : PATTERNS[letter];
    if (known === undefined || letter === undefined) return { letter: '', pattern: literal(quoted ?? whole) };
    // With nothing between it and the next, as in `yyyyMMdd`, a number is as wide as its run.
    const isFollowed = /^[A-Za-z]/.test(pattern.slice(match.index + whole.length));
    return { letter, pattern: isFollowed ? known.replace('\\d+', `\\d{${whole.length}}`) : known };
  });

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

type Parts = Readonly<Partial<Record<string, string>>>;

/** Milliseconds since 1970 (UTC), or undefined if the text is not a date of that pattern. */
export const parseJavaDate = (text: string, pattern: string, now: number): number | undefined => {
  const tokens = tokensOf(pattern);
  const expression = new RegExp(`^${tokens.map((token) => token.pattern).join('')}$`);
  const values = expression.exec(text.trim())?.slice(1);
  if (values === undefined) return undefined;
  const letters = tokens.filter(({ letter }) => letter !== '');
  const parts: Parts = Object.fromEntries(letters.map(({ letter }, index) => [letter, values[index]]));
  const time = Date.UTC(year(parts.y, now), month(parts.M), Number(parts.d ?? 1), hours(parts), ...rest(parts));
  return Number.isNaN(time) ? undefined : time - offset(parts.Z ?? parts.X);
};

/** Two digits mean the year within 80 years before and 20 years after today. */
const year = (text: string | undefined, now: number): number => {
  const today = new Date(now).getUTCFullYear();
  if (text?.length !== 2) return Number(text ?? 1970);
  const earliest = today - 80;
  const candidate = Math.floor(earliest / 100) * 100 + Number(text);
  return candidate < earliest ? candidate + 100 : candidate;
};

const month = (text = '1'): number => {
  if (/^\d+$/.test(text)) return Number(text) - 1;
  const index = MONTHS.indexOf(text.slice(0, 3).toLowerCase());
  return index === -1 ? Number.NaN : index;
};

const hours = ({ H, h, a }: Parts): number => {
  if (H !== undefined) return Number(H);
  return (Number(h ?? 0) % 12) + (a?.toLowerCase() === 'pm' ? 12 : 0);
};

const rest = ({ m, s, S }: Parts): [number, number, number] => [Number(m ?? 0), Number(s ?? 0), Number(S ?? 0)];

const offset = (zone: string | undefined): number => {
  const [, sign, hour, minute] = /^([+-])(\d\d):?(\d\d)$/.exec(zone ?? '') ?? [];
  if (sign === undefined) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hour) * 60 + Number(minute)) * 60_000;
};
