const DATE = /^(\d{4})-(\d{2})-(\d{2})Z?$/;
const DATE_TIME = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,3})\d*)?(?:Z|([+-])(\d{2}):?(\d{2}))$/;
const TIME = /^(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,3}))?Z?$/;

const DAYS_IN_MONTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const MS_PER_MINUTE = 60_000;

/** `yyyy-MM-dd`, with or without a trailing Z; undefined for days that no calendar has. */
export function parseDate(text: string): string | undefined {
  const match = DATE.exec(text);
  if (match === null) return undefined;
  const day = Number(match[3]);
  const isPossible = day >= 1 && day <= daysIn(Number(match[1]), Number(match[2]));
  return isPossible ? text.slice(0, 10) : undefined;
}

/** Worked out by hand: a `Date` for each of a million birthdays takes longer than all the rest of an insert. */
function daysIn(year: number, month: number): number {
  if (month !== 2) return DAYS_IN_MONTHS[month - 1] ?? 0;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return isLeap ? 29 : 28;
}

/** Milliseconds since 1970; the milliseconds in the text may be missing, the offset may not. */
export function parseDateTime(text: string): number | undefined {
  const match = DATE_TIME.exec(text);
  if (match === null) return undefined;
  const [, day = '', hours, minutes, seconds, fraction = '0', sign, offsetHours = '0', offsetMinutes = '0'] = match;
  if (parseDate(day) === undefined) return undefined;
  const utc = Date.parse(`${day}T${hours}:${minutes}:${seconds}.${fraction.padEnd(3, '0')}Z`);
  const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * MS_PER_MINUTE;
  return Number.isNaN(utc) ? undefined : utc - (sign === '-' ? -offset : offset);
}

/** `HH:mm:ss.SSSZ`, as the service writes it. */
export function parseTime(text: string): string | undefined {
  const match = TIME.exec(text);
  if (match === null) return undefined;
  const [, hours = '', minutes = '', seconds = '', fraction = ''] = match;
  const isPossible = Number(hours) < 24 && Number(minutes) < 60 && Number(seconds) < 60;
  return isPossible ? `${hours}:${minutes}:${seconds}.${fraction.padEnd(3, '0')}Z` : undefined;
}
