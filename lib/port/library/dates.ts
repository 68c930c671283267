import { BOOL, FLOAT, INT, instanceOf, NONE, STR } from '../analysis/types';
import { is, named, type Table } from './entry';

const date = instanceOf('date');
const moment = instanceOf('datetime');
const span = instanceOf('timedelta');

export const DATE_FUNCTIONS: Table = {
  'datetime.datetime': is(
    moment,
    'new Date($1, $2 - 1, $3)',
    'new Date($1, $2 - 1, $3, $4, $5)',
    'new Date($1, $2 - 1, $3, $4, $5, $6)',
  ),
  'datetime.date': is(date, 'new Date($1, $2 - 1, $3)'),
  'datetime.datetime.now': is(moment, 'new Date()'),
  'datetime.datetime.today': is(moment, 'new Date()'),
  'datetime.datetime.utcnow': is(moment, '@utcNow()'),
  'datetime.date.today': is(date, '@todaysDate()'),
  'datetime.datetime.fromtimestamp': is(moment, 'new Date($1 * 1000)'),
  'datetime.datetime.strptime': is(moment, '@strptime($1, $2)'),
  'datetime.timedelta': named(
    'days seconds microseconds milliseconds minutes hours weeks',
    is(
      span,
      '0',
      '@timedelta($1)',
      '@timedelta($1, $2)',
      '@timedelta($1, $2, $3, $4, $5)',
      '@timedelta($1, $2, $3, $4, $5, $6)',
      '@timedelta($1, $2, $3, $4, $5, $6, $7)',
    ),
  ),
};

export const DATE_METHODS: Table = {
  strftime: is(STR, '@strftime($0, $1)'),
  isoformat: is(STR, '@isoFormat($0)'),
  date: is(date, '@dayOf($0)'),
  replace: named(
    'year month day hour minute second microsecond',
    is(({ receiver }) => receiver, '@replacedDate($0, $*)'),
  ),
  weekday: is(INT, '($0.getDay() + 6) % 7'),
  timestamp: is(FLOAT, '$0.getTime() / 1000'),
};

/** Of a date without a time. */
export const DAY_METHODS: Table = { ...DATE_METHODS, isoformat: is(STR, "@strftime($0, '%Y-%m-%d')") };

export const DATE_ATTRIBUTES: Table = {
  year: is(INT, '$0.getFullYear()'),
  month: is(INT, '$0.getMonth() + 1'),
  day: is(INT, '$0.getDate()'),
  hour: is(INT, '$0.getHours()'),
  minute: is(INT, '$0.getMinutes()'),
  second: is(INT, '$0.getSeconds()'),
};

export const SPAN_ATTRIBUTES: Table = {
  days: is(INT, 'Math.floor($0 / 86_400_000)'),
  seconds: is(INT, 'Math.floor($0 / 1000) % 86_400'),
};

export const SPAN_METHODS: Table = { total_seconds: is(FLOAT, '$0 / 1000') };

export const OUTPUT_METHODS: Table = {
  write: is(NONE, '$0.write($1)'),
  flush: is(NONE, 'void 0'),
  isatty: is(BOOL, '$0.isTTY'),
};
