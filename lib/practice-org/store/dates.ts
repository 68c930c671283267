const DATE = /^(\d{4})-(\d{2})-(\d{2})Z?$/;
const DATE_TIME = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,3})\d*)?(?:Z|([+-])(\d{2}):?(\d{2}))$/;
const TIME = /^(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,3}))?Z?$/;

const MS_PER_MINUTE = 60_000;

/** `yyyy-MM-dd`, with or without a trailing Z; undefined for days that no calendar has. */
export function parseDate(text: string): string | undefined {
  const day = DATE.exec(text)?.[0].slice(0, 10);
  if (day === undefined) return undefined;
  const ms = Date.parse(`${day}T00:00:00Z`);
  // The 30th of February parses as the 2nd of March.
  return Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== day ? undefined : day;
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
