/** `re`: what it is called with is a text or what `re.compile` made, and each helper takes both. */
import {
  ANY,
  dictOf,
  INT,
  instanceOf,
  listOf,
  optional,
  STR,
  tupleListOf,
  tupleOf,
  type Type,
} from '../analysis/types';
import { type Facts, is, type LibraryEntry, named, type Table } from './entry';

const MATCH = instanceOf('Match');

/** Of the module, behind the pattern and the text, there may be flags. */
function withFlags(type: Type, helper: string): LibraryEntry {
  return named('pattern string flags', is(type, `@${helper}($1, $2)`, `@${helper}($1, $2, $3)`));
}

export const REGEX_FUNCTIONS: Table = {
  're.compile': named('pattern flags', is(instanceOf('Pattern'), '@regexOf($1)', '@regexOf($1, $2)')),
  're.match': withFlags(optional(MATCH), 'matchStart'),
  're.fullmatch': withFlags(optional(MATCH), 'matchWhole'),
  're.search': withFlags(optional(MATCH), 'searched'),
  're.findall': withFlags(listOf(ANY), 'findAll'),
  're.finditer': withFlags(listOf(MATCH), 'everyMatch'),
  're.sub': named(
    'pattern repl string count flags',
    is(STR, '@substitute($1, $2, $3)', '@substitute($1, $2, $3, $4)', '@substitute($1, $2, $3, $4, $5)'),
  ),
  're.subn': is(tupleOf(STR, INT), '[@substitute($1, $2, $3), @everyMatch($1, $3).length]'),
  're.split': named('pattern string maxsplit', is(listOf(STR), '@splitBy($1, $2)', '@splitBy($1, $2, $3)')),
  're.escape': is(STR, "$1.replace(/[.*+?^${}()|[\\]\\\\-]/g, '\\\\$&')"),
};

const flag = (letter: string): LibraryEntry => is(STR, `'${letter}'`);

/** Flags are letters here, and `|` puts them together. */
export const REGEX_FLAGS: Table = {
  're.I': flag('i'),
  're.IGNORECASE': flag('i'),
  're.M': flag('m'),
  're.MULTILINE': flag('m'),
  're.S': flag('s'),
  're.DOTALL': flag('s'),
  're.X': flag('x'),
  're.VERBOSE': flag('x'),
  're.U': flag(''),
  're.UNICODE': flag(''),
};

export const PATTERN_METHODS: Table = {
  match: is(optional(MATCH), '@matchStart($0, $1)'),
  fullmatch: is(optional(MATCH), '@matchWhole($0, $1)'),
  search: is(optional(MATCH), '@searched($0, $1)'),
  findall: is(listOf(ANY), '@findAll($0, $1)'),
  finditer: is(listOf(MATCH), '@everyMatch($0, $1)'),
  sub: named('repl string count', is(STR, '@substitute($0, $1, $2)', '@substitute($0, $1, $2, $3)')),
  split: named('string maxsplit', is(listOf(STR), '@splitBy($0, $1)', '@splitBy($0, $1, $2)')),
};

const groups = ({ args }: Facts): Type => {
  if (args.length < 2) return args.length === 0 ? STR : optional(STR);
  return tupleOf(...args.map(() => STR));
};

export const MATCH_METHODS: Table = {
  group: is(groups, '$0[0]', '@groupOf($0, $1)', '[@groupOf($0, $1), @groupOf($0, $2)]'),
  groups: is(tupleListOf(STR), '@groupsOf($0)'),
  groupdict: is(dictOf(STR), '({ ...$0.groups } as Record<string, string>)'),
  start: is(INT, '$0.index!'),
  end: is(INT, '($0.index! + $0[0].length)'),
  span: is(tupleOf(INT, INT), '[$0.index!, $0.index! + $0[0].length]'),
};
