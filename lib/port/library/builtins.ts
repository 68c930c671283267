import {
  ANY,
  BOOL,
  dictOf,
  FLOAT,
  INT,
  isNumber,
  join,
  NONE,
  STR,
  tupleOf,
  type Type,
  UNKNOWN,
  elementOf,
  instanceOf,
} from '../analysis/types';
import { type Facts, is, named, type Table, waits } from './entry';

const greatest = ({ args }: Facts): Type => {
  if (args.length === 1) return elementOf(args[0] ?? ANY);
  return args.reduce(join, UNKNOWN);
};
const number = ({ args }: Facts): Type => (args[0] !== undefined && isNumber(args[0]) ? args[0] : FLOAT);
const ask = waits(named('prompt', is(STR, "await @ask('')", 'await @ask($1)')));

export const BUILTINS: Table = {
  len: is(INT, '@lengthOf($1)'),
  str: is(STR, "''", '@str($1)', '@str($1)/*$2*/'),
  unicode: is(STR, "''", '@str($1)', '@str($1)/*$2*/'),
  bytes: is(STR, "''", '@str($1)', '@str($1)/*$2*/'),
  repr: is(STR, '@repr($1)'),
  cmp: is(INT, 'Math.sign(@compareValues($1, $2))'),
  int: is(INT, '0', '@int($1)', '@int($1, $2)'),
  long: is(INT, '0', '@int($1)'),
  float: is(FLOAT, '0', '@float($1)'),
  bool: is(BOOL, 'false', '@isTrue($1)'),
  abs: is(number, 'Math.abs($1)'),
  round: is(({ args }) => (args.length === 1 ? INT : FLOAT), '@round($1, 0)', '@round($1, $2)'),
  min: named('a b c', is(greatest, '@least($1)', '@least([$1, $2])', '@least([$1, $2, $3])')),
  max: named('a b c', is(greatest, '@greatest($1)', '@greatest([$1, $2])', '@greatest([$1, $2, $3])')),
  divmod: is(
    ({ args }) => tupleOf(number({ receiver: UNKNOWN, args }), number({ receiver: UNKNOWN, args })),
    '[@floorDivided($1, $2), @modulo($1, $2)]',
  ),
  pow: is(number, '$1 ** $2'),
  chr: is(STR, 'String.fromCodePoint($1)'),
  unichr: is(STR, 'String.fromCodePoint($1)'),
  ord: is(INT, '$1.charCodeAt(0)'),
  hex: is(STR, "@formatted($1, '#x')"),
  bin: is(STR, "@formatted($1, '#b')"),
  input: ask,
  raw_input: ask,
  getattr: is(ANY, '($1 as any)[$2]', '($1 as any)[$2] ?? $3'),
  hasattr: is(BOOL, '$2 in $1'),
  vars: is(dictOf(ANY), '($1 as Record<string, any>)'),
  callable: is(BOOL, "typeof $1 === 'function'"),
  exit: is(NONE, '@exit()', '@exit($1)'),
  quit: is(NONE, '@exit()', '@exit($1)'),
  open: named(
    'file mode buffering encoding errors newline',
    is(
      instanceOf('TextFile'),
      '@openFile($1)',
      '@openFile($1, $2)',
      '@openFile($1, $2)/*$3*/',
      '@openFile($1, $2)/*$3$4*/',
      '@openFile($1, $2)/*$3$4$5*/',
      '@openFile($1, $2)/*$3$4$5$6*/',
    ),
  ),
};
