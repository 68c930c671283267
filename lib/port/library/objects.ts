/** The methods of objects that Python's library makes; in the output they are helpers of the same make. */
import { ANY, BOOL, dictOf, INT, listOf, NONE, optional, STR, tupleListOf } from '../analysis/types';
import { COMMAND_LINE_METHODS } from './command-line';
import { DICT_METHODS } from './collections';
import { DATE_ATTRIBUTES, DATE_METHODS, DAY_METHODS, OUTPUT_METHODS, SPAN_ATTRIBUTES, SPAN_METHODS } from './dates';
import { is, type LibraryEntry, type Table } from './entry';
import { BULK_METHODS } from './sfbulk';
import { MATCH_METHODS, PATTERN_METHODS } from './regex';

const at = (level: string): LibraryEntry => is(NONE, `$0.${level}($1)`);

export const LOGGER_METHODS: Table = {
  debug: at('debug'),
  info: at('info'),
  warning: at('warning'),
  warn: at('warning'),
  error: at('error'),
  critical: at('critical'),
  fatal: at('critical'),
  exception: at('exception'),
  setLevel: is(NONE, '$0.setLevel($1)'),
  addHandler: is(NONE, '$0.addHandler($1)'),
};

export const INSTANCE_METHODS: Readonly<Record<string, Table>> = {
  Bulk: BULK_METHODS,
  Logger: LOGGER_METHODS,
  Handler: {
    setLevel: is(NONE, '$0.setLevel($1)'),
    setFormatter: is(NONE, '$0.setFormatter($1)'),
    close: is(NONE, '$0.close()'),
  },
  Match: MATCH_METHODS,
  Output: OUTPUT_METHODS,
  datetime: DATE_METHODS,
  date: DAY_METHODS,
  timedelta: SPAN_METHODS,
  TextFile: {
    read: is(STR, '$0.read()', '$0.read($1)'),
    readline: is(STR, '$0.readline()'),
    readlines: is(listOf(STR), '[...$0]'),
    write: is(NONE, '$0.write($1)'),
    writelines: is(NONE, "$0.write([...$1].join(''))"),
    getvalue: is(STR, '$0.getvalue()'),
    seek: is(NONE, '$0.seek($1)', '$0.seek($1)/*$2*/'),
    flush: is(NONE, '$0.flush()'),
    close: is(NONE, '$0.close()'),
    next: is(STR, '@nextOf($0)'),
  },
  CsvReader: { next: is(listOf(STR), '@nextOf($0)') },
  CsvDictReader: { next: is(dictOf(STR), '@nextOf($0)') },
  CsvWriter: { writerow: is(NONE, '$0.writerow($1)'), writerows: is(NONE, '$0.writerows($1)') },
  CsvDictWriter: {
    writeheader: is(NONE, '$0.writeheader()'),
    writerow: is(NONE, '$0.writerow($1)'),
    writerows: is(NONE, '$0.writerows($1)'),
  },
  Environment: {
    get: is(({ args }) => (args.length === 1 ? optional(STR) : STR), '$0[$1] ?? null', '$0[$1] ?? $2'),
    copy: is(dictOf(STR), '{ ...($0 as Record<string, string>) }'),
    has_key: is(BOOL, '$1 in $0'),
  },
  ...COMMAND_LINE_METHODS,
  Pattern: PATTERN_METHODS,
  Error: DICT_METHODS,
};

export const INSTANCE_ATTRIBUTES: Readonly<Record<string, Table>> = {
  datetime: DATE_ATTRIBUTES,
  date: DATE_ATTRIBUTES,
  timedelta: SPAN_ATTRIBUTES,
  TextFile: { name: is(STR, '$0.name') },
  CsvDictReader: { fieldnames: is(listOf(STR), '$0.fieldnames'), line_num: is(INT, '$0.line_num') },
  CsvReader: { line_num: is(INT, '$0.line_num') },
  Error: {
    message: is(STR, '@messageOf($0)'),
    args: is(tupleListOf(ANY), '@argsOf($0)'),
    code: is(ANY, '($0 as any).code'),
    errno: is(ANY, '-($0 as any).errno'),
    strerror: is(STR, '@systemText($0)'),
    filename: is(STR, '($0 as any).path'),
  },
};
