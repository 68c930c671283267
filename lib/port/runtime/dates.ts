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
    j: () => String(Math.round((Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) - Date.UTC(date.getFullYear(), 0, 0)) / 86_400_000)).padStart(3, '0'),
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
  const shapes: Record<string, string> = { Y: '\\\\d{4}', b: '[A-Za-z]{3}', B: '[A-Za-z]+', a: '[A-Za-z]{3}', A: '[A-Za-z]+', p: '[AaPp][Mm]' };
  Object.assign(shapes, { f: '\\\\d{1,6}', j: '\\\\d{1,3}', z: 'Z|[+-]\\\\d{2}:?\\\\d{2}', Z: '[A-Z]*', '%': '%' });
  const source = format
    .replace(/[.*+?^\${}()|[\\]\\\\]/g, '\\\\$&')
    .replace(/%([a-zA-Z%])/g, (_whole, letter: string) => {
      letters.push(letter);
      return \`(\${shapes[letter] ?? '\\\\d{1,2}'})\`;
    })
    .replace(/\\s+/g, '\\\\s+');
  const match = new RegExp(\`^\${source}$\`).exec(text);
  if (match === null) throw new ValueError(\`time data \${repr(text)} does not match format \${repr(format)}\`);
  const given = (letter: string): string | undefined => match[letters.indexOf(letter) + 1];
  const part = (letter: string, otherwise: number): number =>
    letters.includes(letter) ? Number(given(letter)) : otherwise;
  const name = letters.includes('b') ? given('b') : letters.includes('B') ? given('B') : undefined;
  const month = name === undefined ? part('m', 1) - 1 : monthNamed(name);
  const short = part('y', 0);
  const year = letters.includes('y') ? short + (short < 69 ? 2000 : 1900) : part('Y', 1900);
  const isLate = letters.includes('p') && given('p')?.toLowerCase() === 'pm';
  const hour = letters.includes('I') ? (part('I', 0) % 12) + (isLate ? 12 : 0) : part('H', 0);
  const milliseconds = letters.includes('f') ? Math.floor(Number(\`0.\${given('f')}\`) * 1000) : 0;
  return new Date(year, month, part('d', 1), hour, part('M', 0), part('S', 0), milliseconds);
}`,
  monthNamed: `
function monthNamed(name: string): number {
  const names = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
  return names.indexOf(name.slice(0, 3).toLowerCase());
}`,
  replacedDate: `
function replacedDate(date: Date, year?: number, month?: number, day?: number, ...time: (number | undefined)[]): Date {
  const [hour, minute, second, microsecond] = time;
  return new Date(
    year ?? date.getFullYear(),
    (month ?? date.getMonth() + 1) - 1,
    day ?? date.getDate(),
    hour ?? date.getHours(),
    minute ?? date.getMinutes(),
    second ?? date.getSeconds(),
    microsecond === undefined ? date.getMilliseconds() : Math.floor(microsecond / 1000),
  );
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
