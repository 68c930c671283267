/** Moments from `from` up to, but without, `until`; milliseconds since 1970. */
export interface Period {
  readonly from: number;
  readonly until: number;
}

interface Unit {
  /** The start of the unit that lies `offset` units from the one with `now` in it. */
  readonly startOf: (now: Date, offset: number) => number;
}

/** The org's time zone is UTC, its weeks start on Sunday, and its fiscal year is the calendar's. */
const DAY: Unit = { startOf: (now, offset) => utc(now, 0, now.getUTCDate() + offset) };
const WEEK: Unit = { startOf: (now, offset) => utc(now, 0, now.getUTCDate() - now.getUTCDay() + 7 * offset) };
const MONTH: Unit = { startOf: (now, offset) => utc(now, offset, 1) };
const QUARTER: Unit = { startOf: (now, offset) => utc(now, 3 * offset - (now.getUTCMonth() % 3), 1) };
const YEAR: Unit = { startOf: (now, offset) => utc(now, 12 * offset - now.getUTCMonth(), 1) };

const UNITS: Readonly<Record<string, Unit>> = { DAY, WEEK, MONTH, QUARTER, YEAR };

/** What a date literal means at a moment; undefined for words that SOQL doesn't know. */
export function periodOf(literal: string, nowMs: number): Period | undefined {
  const now = new Date(nowMs);
  const [name = '', count] = literal.toUpperCase().replace('FISCAL_', '').split(':');
  return count === undefined ? namedPeriod(name, now) : countedPeriod(name, Number(count), now);
}

function namedPeriod(name: string, now: Date): Period | undefined {
  const day = { YESTERDAY: -1, TODAY: 0, TOMORROW: 1 }[name];
  if (day !== undefined) return units(DAY, now, { first: day, last: day });
  if (name === 'LAST_90_DAYS') return units(DAY, now, { first: -90, last: 0 });
  if (name === 'NEXT_90_DAYS') return units(DAY, now, { first: 1, last: 90 });
  const [, which = '', unitName = ''] = /^(LAST|THIS|NEXT)_(WEEK|MONTH|QUARTER|YEAR)$/.exec(name) ?? [];
  const offset = { LAST: -1, THIS: 0, NEXT: 1 }[which];
  const unit = UNITS[unitName];
  return unit === undefined || offset === undefined ? undefined : units(unit, now, { first: offset, last: offset });
}

/** The last n days end with today; the last n weeks, months, quarters, years end before the one that runs. */
function countedPeriod(name: string, count: number, now: Date): Period | undefined {
  const match = /^(?:(LAST|NEXT)_N_(\w+?)S|N_(\w+?)S_AGO)$/.exec(name);
  const unitName = match?.[2] ?? match?.[3] ?? '';
  const unit = UNITS[unitName];
  if (match === null || unit === undefined) return undefined;
  if (match[3] !== undefined) return units(unit, now, { first: -count, last: -count });
  if (match[1] === 'NEXT') return units(unit, now, { first: 1, last: count });
  return units(unit, now, { first: -count, last: unit === DAY ? 0 : -1 });
}

function units(unit: Unit, now: Date, { first, last }: { first: number; last: number }): Period {
  return { from: unit.startOf(now, first), until: unit.startOf(now, last + 1) };
}

function utc(now: Date, months: number, day: number): number {
  return Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, day);
}
