export const DATE_HELPERS: Readonly<Record<string, string>> = {
  strftime: `
function strftime(date: Date, format: string): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  const name = (options: Intl.DateTimeFormatOptions): string => date.toLocaleString('en-US', options);
  const parts: Record<string, () => string> = {
    Y: () => String(date.getFullYear()),
    y: () => two(date.getFullYear() % 100),
    m: () => two(date.getMonth() + 1),
    d: () => two(date.getDate()),
    H: () => two(date.getHours()),
    I: () => two(date.getHours() % 12 || 12),
    M: () => two(date.getMinutes()),
    S: () => two(date.getSeconds()),
    f: () => String(date.getMilliseconds() * 1000).padStart(6, '0'),
    p: () => (date.getHours() < 12 ? 'AM' : 'PM'),
    b: () => name({ month: 'short' }),
    B: () => name({ month: 'long' }),
    a: () => name({ weekday: 'short' }),
    A: () => name({ weekday: 'long' }),
    '%': () => '%',
  };
  return format.replace(
    /%([a-zA-Z%])/g,
    (whole, letter: string) => parts[letter]?.() ?? (letter === 'Z' || letter === 'z' ? '' : whole),
  );
}`,
  strptime: `
function strptime(text: string, format: string): Date {
  const letters: string[] = [];
  const source = format.replace(/[.*+?^\${}()|[\\]\\\\]/g, '\\\\$&').replace(/%([a-zA-Z])/g, (_whole, letter: string) => {
    letters.push(letter);
    return '(\\\\d+)';
  });
  const match = new RegExp(\`^\${source}$\`).exec(text);
  if (match === null) throw new ValueError(\`time data '\${text}' does not match format '\${format}'\`);
  const part = (letter: string, otherwise: number): number => {
    const index = letters.indexOf(letter);
    return index === -1 ? otherwise : Number(match[index + 1]);
  };
  return new Date(part('Y', 1900), part('m', 1) - 1, part('d', 1), part('H', 0), part('M', 0), part('S', 0));
}`,
  isoFormat: `
function isoFormat(date: Date, between = 'T'): string {
  const text = strftime(date, \`%Y-%m-%d\${between}%H:%M:%S\`);
  return date.getMilliseconds() === 0 ? text : text + strftime(date, '.%f');
}`,
  dayOf: `
function dayOf(date: Date): Date {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate());
}`,
  todaysDate: `
function todaysDate(): Date {
  return dayOf(new Date());
}`,
  utcNow: `
/** The time in UTC, told by a date that knows no time zone. */
function utcNow(): Date {
  const now = new Date();
  return new Date(now.getTime() + now.getTimezoneOffset() * 60_000);
}`,
  timedelta: `
/** A span of time in milliseconds. */
function timedelta(
  span: Partial<Record<'weeks' | 'days' | 'hours' | 'minutes' | 'seconds' | 'milliseconds', number>>,
): number {
  const { weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0, milliseconds = 0 } = span;
  return (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60_000 + seconds * 1000 + milliseconds;
}`,
  timedeltaText: `
function timedeltaText(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const two = (number: number): string => String(number).padStart(2, '0');
  const days = Math.floor(seconds / 86_400);
  const clock = \`\${Math.floor(seconds / 3600) % 24}:\${two(Math.floor(seconds / 60) % 60)}:\${two(seconds % 60)}\`;
  return days === 0 ? clock : \`\${days} day\${days === 1 ? '' : 's'}, \${clock}\`;
}`,
};
