import { BOOL, INT, listOf, STR, tupleOf } from '../analysis/types';
import { is, named, type Table } from './entry';

const AS_IT_IS = 'text is Unicode in TypeScript: encoding and decoding it is left out';

export const TEXT_METHODS: Table = {
  strip: is(STR, '$0.trim()', '@stripped($0, $1)'),
  lstrip: is(STR, '$0.trimStart()', "@stripped($0, $1, 'start')"),
  rstrip: is(STR, '$0.trimEnd()', "@stripped($0, $1, 'end')"),
  upper: is(STR, '$0.toUpperCase()'),
  lower: is(STR, '$0.toLowerCase()'),
  casefold: is(STR, '$0.toLowerCase()'),
  title: is(STR, '@titled($0)'),
  capitalize: is(STR, '@capitalised($0)'),
  split: named(
    'sep maxsplit',
    is(listOf(STR), '$0.split(/\\s+/).filter(Boolean)', '$0.split($1)', '@splitTimes($0, $1, $2)'),
  ),
  rsplit: named(
    'sep maxsplit',
    is(listOf(STR), '$0.split(/\\s+/).filter(Boolean)', '$0.split($1)', '@splitTimesFromEnd($0, $1, $2)'),
  ),
  splitlines: named('keepends', is(listOf(STR), '@linesOf($0)', '@linesWithEnds($0)/*$1*/')),
  partition: is(tupleOf(STR, STR, STR), '@partitioned($0, $1)'),
  join: is(STR, '$1.join($0)'),
  replace: is(STR, '$0.replaceAll($1, $2)', '@replaceTimes($0, $1, $2, $3)'),
  startswith: is(BOOL, '$0.startsWith($1)'),
  endswith: is(BOOL, '$0.endsWith($1)'),
  find: is(INT, '$0.indexOf($1)', '$0.indexOf($1, $2)'),
  rfind: is(INT, '$0.lastIndexOf($1)'),
  index: is(INT, '@placeOf($1, $0)'),
  count: is(INT, '$0.split($1).length - 1'),
  isdigit: is(BOOL, '/^\\d+$/.test($0)'),
  isalpha: is(BOOL, '/^\\p{L}+$/u.test($0)'),
  isalnum: is(BOOL, '/^[\\p{L}\\p{N}]+$/u.test($0)'),
  isspace: is(BOOL, '/^\\s+$/.test($0)'),
  isupper: is(BOOL, '$0 !== $0.toLowerCase() && $0 === $0.toUpperCase()'),
  islower: is(BOOL, '$0 !== $0.toUpperCase() && $0 === $0.toLowerCase()'),
  zfill: is(STR, '@zeroFilled($0, $1)'),
  rpartition: is(tupleOf(STR, STR, STR), '@partitionedFromEnd($0, $1)'),
  ljust: is(STR, '$0.padEnd($1)', '$0.padEnd($1, $2)'),
  rjust: is(STR, '$0.padStart($1)', '$0.padStart($1, $2)'),
  center: is(STR, '@centred($0, $1)', '@centred($0, $1, $2)'),
  encode: { ...is(STR, '$0'), forms: ['$0', '$0 /*$1*/', '$0 /*$1$2*/'], note: AS_IT_IS },
  decode: { ...is(STR, '$0'), forms: ['$0', '$0 /*$1*/', '$0 /*$1$2*/'], note: AS_IT_IS },
};
