import { type Type } from '../analysis/types';
import { BUILTINS } from './builtins';
import { COLLECTION_FUNCTIONS, DICT_METHODS, LIST_METHODS, SET_METHODS } from './collections';
import { DATE_FUNCTIONS } from './dates';
import { type LibraryEntry, type Table } from './entry';
import { ERROR_CLASSES } from './errors';
import { MODULE_FUNCTIONS, MODULE_VALUES, SILENT_MODULES } from './modules';
import { INSTANCE_ATTRIBUTES, INSTANCE_METHODS, LOGGER_METHODS } from './objects';
import { SFBULK } from './sfbulk';
import { TEXT_METHODS } from './text';

const FUNCTIONS: Table = {
  ...BUILTINS,
  ...COLLECTION_FUNCTIONS,
  ...SFBULK,
  ...MODULE_FUNCTIONS,
  ...DATE_FUNCTIONS,
};

/** Beside the tables: what needs more than a form, see `emit/`. */
const SPECIAL = ['print', 'type', 'isinstance', 'dict', 'collections.defaultdict', 'super', 'format'];

const KNOWN = [...Object.keys(FUNCTIONS), ...Object.keys(MODULE_VALUES), ...Object.keys(ERROR_CLASSES), ...SPECIAL];
const MODULES = new Set(KNOWN.flatMap((path) => path.split('.').slice(0, -1)));

export function libraryFunction(path: string): LibraryEntry | undefined {
  const [, level] = /^logging\.(\w+)$/.exec(path) ?? [];
  const logged = level === undefined ? undefined : LOGGER_METHODS[level];
  if (logged !== undefined)
    return { ...logged, forms: logged.forms.map((form) => form.replace('$0', '@rootLogger()')) };
  return own(FUNCTIONS, path);
}

export function libraryValue(path: string): LibraryEntry | undefined {
  return own(MODULE_VALUES, path);
}

/** It goes through what it is given: of a dictionary, that is the keys. */
export function iterates(path: string): boolean {
  return own(COLLECTION_FUNCTIONS, path) !== undefined || path === 'min' || path === 'max';
}

export function isKnownPath(path: string): boolean {
  return (
    KNOWN.includes(path) || KNOWN.some((known) => known.startsWith(`${path}.`)) || libraryFunction(path) !== undefined
  );
}

export function isKnownModule(path: string): boolean {
  const [name = ''] = normalPath(path).split('.');
  return MODULES.has(name) || SILENT_MODULES.has(name);
}

const ALIASES: readonly (readonly [string, string])[] = [
  ['unicodecsv', 'csv'],
  ['backports.csv', 'csv'],
  ['simplejson', 'json'],
  ['configparser', 'ConfigParser'],
  ['cStringIO', 'StringIO'],
  ['itertools.imap', 'map'],
  ['itertools.izip', 'zip'],
];

/** `sfbulk.bulk.Bulk` and `sfbulk.Bulk` are the same. */
export function normalPath(path: string): string {
  if (/^sfbulk\b.*\bBulk$/.test(path)) return 'sfbulk.Bulk';
  if (/^sfbulk\b.*(Exception|Error)$/.test(path)) return 'sfbulk.BulkException';
  const [alias, name] = ALIASES.find(([old]) => path === old || path.startsWith(`${old}.`)) ?? ['', ''];
  return alias === '' ? path : name + path.slice(alias.length);
}

export function libraryMethod(receiver: Type, name: string): LibraryEntry | undefined {
  return own(methodsOf(receiver), name);
}

export function libraryAttribute(receiver: Type, name: string): LibraryEntry | undefined {
  return receiver.kind === 'instance' ? own(INSTANCE_ATTRIBUTES[receiver.name] ?? {}, name) : undefined;
}

function methodsOf(receiver: Type): Table {
  switch (receiver.kind) {
    case 'str':
      return TEXT_METHODS;
    case 'list':
    case 'tuple':
    case 'iterator':
      return LIST_METHODS;
    case 'set':
      return SET_METHODS;
    case 'dict':
      return DICT_METHODS;
    case 'instance':
      return INSTANCE_METHODS[receiver.name] ?? {};
    case 'any':
    case 'unknown':
      return ANYTHING;
    default:
      return {};
  }
}

/** A method of something unknown means what only one kind of value has under that name. */
const ANYTHING: Table = {
  ...SET_METHODS,
  ...LIST_METHODS,
  ...DICT_METHODS,
  ...TEXT_METHODS,
  ...INSTANCE_METHODS.TextFile,
  ...INSTANCE_METHODS.Bulk,
};

const OWNERS: readonly (readonly [Table, Type['kind']])[] = [
  [TEXT_METHODS, 'str'],
  [DICT_METHODS, 'dict'],
  [LIST_METHODS, 'list'],
];
const AMBIGUOUS = new Set(['pop', 'copy', 'clear', 'index', 'count', 'update', 'remove', 'get', 'items', 'find']);

/** Of which kind a value must be that has such a method. */
export function kindWith(method: string): 'str' | 'dict' | 'list' | 'Bulk' | undefined {
  if (own(INSTANCE_METHODS.Bulk ?? {}, method) !== undefined && method !== 'login') return 'Bulk';
  if (AMBIGUOUS.has(method)) return method === 'items' ? 'dict' : undefined;
  const owner = OWNERS.find(([table]) => own(table, method) !== undefined)?.[1];
  return owner === 'str' || owner === 'dict' || owner === 'list' ? owner : undefined;
}

function own(table: Table, name: string): LibraryEntry | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
