import {
  ANY,
  asNumber,
  BOOL,
  dictOf,
  elementOf,
  isRead,
  INT,
  join,
  listOf,
  NONE,
  optional,
  present,
  setOf,
  STR,
  tupleListOf,
  tupleOf,
  type Type,
} from '../analysis/types';
import { type Facts, is, type LibraryEntry, named, type Table } from './entry';

const item = ({ receiver }: Facts): Type => elementOf(receiver);
const value = ({ receiver }: Facts): Type => {
  const held = present(receiver);
  if (held.kind === 'dict') return held.of;
  return isRead(held) ? held : ANY;
};
const itself = ({ receiver }: Facts): Type => present(receiver);
const adding = (adds: 'item' | 'items', entry: LibraryEntry): LibraryEntry => ({ ...entry, adds });

export const LIST_METHODS: Table = {
  append: adding('item', is(NONE, '$0.push($1)')),
  extend: adding('items', is(NONE, '$0.push(...$1)')),
  insert: is(NONE, '$0.splice($1, 0, $2)'),
  pop: is(item, '@popped($0)', '@popped($0, $1)'),
  popleft: is(item, '@popped($0, 0)'),
  appendleft: adding('item', is(NONE, '$0.unshift($1)')),
  remove: is(NONE, '$0.splice(@placeOf($1, $0), 1)'),
  index: is(INT, '@placeOf($1, $0)'),
  count: is(INT, '$0.filter((item) => @isEqual(item, $1)).length'),
  reverse: is(NONE, '$0.reverse()'),
  copy: is(itself, '[...$0]'),
  clear: is(NONE, '$0.length = 0'),
};

export const SET_METHODS: Table = {
  add: adding('item', is(NONE, '$0.add($1)')),
  discard: is(NONE, '$0.delete($1)'),
  remove: is(NONE, '$0.delete($1)'),
  clear: is(NONE, '$0.clear()'),
  copy: is(itself, 'new Set($0)'),
  update: adding('items', is(NONE, '@addAll($0, $1)')),
  union: is(itself, 'new Set([...$0, ...$1])'),
  intersection: is(itself, 'new Set([...$0].filter((item) => new Set($1).has(item)))'),
  difference: is(itself, 'new Set([...$0].filter((item) => !new Set($1).has(item)))'),
  issubset: is(BOOL, '[...$0].every((item) => new Set($1).has(item))'),
};

const entries = ({ receiver }: Facts): Type => listOf(tupleOf(STR, value({ receiver, args: [] })));
const keys = is(listOf(STR), 'Object.keys($0)');
const values = is((facts) => listOf(value(facts)), 'Object.values($0)');
const items = is(entries, 'Object.entries($0)');

export const DICT_METHODS: Table = {
  keys,
  iterkeys: keys,
  values,
  itervalues: values,
  items,
  iteritems: items,
  get: is(
    (facts) => (facts.args[1] === undefined || facts.args[1].kind === 'none' ? optional(value(facts)) : joined(facts)),
    '$0[$1] ?? null',
    '$0[$1] ?? $2',
  ),
  has_key: is(BOOL, 'Object.hasOwn($0, $1)'),
  update: is(NONE, 'Object.assign($0, $1)'),
  pop: is(
    (facts) =>
      facts.args[1] === undefined
        ? value(facts)
        : facts.args[1].kind === 'none'
          ? optional(value(facts))
          : joined(facts),
    '@takenOut($0, $1)',
    '@takenOut($0, $1, $2)',
  ),
  setdefault: is(value, '$0[$1] ??= $2'),
  copy: is(itself, '{ ...$0 }'),
  popitem: named(
    'last',
    is((facts) => tupleOf(STR, value(facts)), '@entryTakenOut($0)', '@entryTakenOut($0, $1)'),
  ),
  elements: is(listOf(STR), '@elementsOf($0)'),
  clear: is(NONE, '@emptied($0)'),
  most_common: is(listOf(tupleOf(STR, INT)), '@mostCommon($0)', '@mostCommon($0, $1)'),
};

function joined(facts: Facts): Type {
  const held = value(facts);
  const fallback = facts.args[1] ?? ANY;
  return held.kind === 'unknown' ? fallback : held;
}

const first = ({ args }: Facts): Type => elementOf(args[0] ?? ANY);
const listOfFirst = (facts: Facts): Type => listOf(first(facts));

/** Python's built-in functions over collections, and those of `collections` and `itertools`. */
export const COLLECTION_FUNCTIONS: Table = {
  list: is(listOfFirst, '[]', '[...$1]'),
  tuple: is((facts) => tupleListOf(first(facts)), '[]', '[...$1]'),
  set: is((facts) => setOf(first(facts)), 'new Set()', 'new Set($1)'),
  frozenset: is((facts) => setOf(first(facts)), 'new Set()', 'new Set($1)'),
  reversed: is(listOfFirst, '[...$1].reverse()'),
  sorted: named('iterable key reverse', is(listOfFirst, '@sorted($1)', '@sorted($1, $2)', '@sorted($1, $2, $3)')),
  sum: is((facts) => asNumber(first(facts)), '@sum($1)', '@sum($1, $2)'),
  any: is(BOOL, '@any($1)'),
  all: is(BOOL, '@all($1)'),
  range: is(listOf(INT), '@range(0, $1)', '@range($1, $2)', '@range($1, $2, $3)'),
  xrange: is(listOf(INT), '@range(0, $1)', '@range($1, $2)', '@range($1, $2, $3)'),
  enumerate: named(
    'iterable start',
    is((facts) => listOf(tupleOf(INT, first(facts))), '@enumerate($1)', '@enumerate($1, $2)'),
  ),
  zip: is(({ args }) => listOf(tupleOf(...args.map(elementOf))), '@zip($1, $2)', '@zip3($1, $2, $3)'),
  map: is(({ args }) => listOf(args[0]?.kind === 'lambda' ? args[0].returns : returned(args[0])), '[...$2].map($1)'),
  filter: is(({ args }) => listOf(elementOf(args[1] ?? ANY)), '[...$2].filter($1)'),
  'itertools.ifilter': is(({ args }) => listOf(elementOf(args[1] ?? ANY)), '[...$2].filter($1)'),
  'itertools.groupby': named(
    'iterable key',
    is(({ args }) => listOf(tupleOf(ANY, listOf(elementOf(args[0] ?? ANY)))), '@groupedBy($1)', '@groupedBy($1, $2)'),
  ),
  'itertools.chain.from_iterable': is(
    ({ args }) => listOf(elementOf(elementOf(args[0] ?? ANY))),
    '[...$1].flatMap((items) => [...items])',
  ),
  'itertools.zip_longest': is(listOf(listOf(ANY)), '@zipAll([$*], { value: null })'),
  'itertools.izip_longest': is(listOf(listOf(ANY)), '@zipAll([$*], { value: null })'),
  next: is(
    (facts) =>
      facts.args[1] === undefined
        ? first(facts)
        : facts.args[1].kind === 'none'
          ? optional(first(facts))
          : join(first(facts), facts.args[1]),
    '@nextOf($1)',
    '@nextOf($1, $2)',
  ),
  iter: is(listOfFirst, '@iteratorOver($1)'),
  'itertools.izip': is(({ args }) => listOf(tupleOf(...args.map(elementOf))), '@zip($1, $2)'),
  'itertools.chain': is((facts) => listOf(first(facts)), '[...$1, ...$2]', '[...$1, ...$2, ...$3]'),
  'itertools.islice': is(listOfFirst, '@taking($1, 0, $2)', '@taking($1, $2, $3)', '@taking($1, $2, $3, $4)'),
  'collections.OrderedDict': is(
    ({ args }) => (args[0]?.kind === 'dict' ? args[0] : dictOf(ANY)),
    '{}',
    'Object.fromEntries($1)',
  ),
  'collections.Counter': is(dictOf(INT, '0'), '{}', '@countEach($1)'),
  'collections.deque': is(listOfFirst, '[]', '[...$1]'),
  'operator.itemgetter': is({ kind: 'lambda', returns: ANY }, '(item: any) => item[$1]'),
};

function returned(type: Type | undefined): Type {
  if (type?.kind !== 'path') return ANY;
  return { str: STR, int: INT, float: { kind: 'float' } as const }[type.path] ?? ANY;
}
