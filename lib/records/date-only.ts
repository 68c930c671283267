/**
 * A calendar date: a `Date` at midnight UTC that is written and sent without a time, since a date field of the service takes
 * none.
 */
export class DateOnly extends Date {
  override toISOString(): string {
    return super.toISOString().slice(0, 10);
  }

  override toJSON(): string {
    return this.toISOString();
  }
}

/**
 * A value for a date field.
 *
 * @param date `'1906-12-09'`, or a `Date`, of which the UTC day is taken
 */
export function dateOnly(date: string | Date): DateOnly {
  const time = typeof date === 'string' ? date : date.getTime();
  const day = new Date(time);
  return new DateOnly(Number.isNaN(day.getTime()) ? NaN : day.setUTCHours(0, 0, 0, 0));
}
