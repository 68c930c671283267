import { BUILTINS } from '../../lib/port/library/builtins';
import { COLLECTION_FUNCTIONS, DICT_METHODS, LIST_METHODS, SET_METHODS } from '../../lib/port/library/collections';
import { DATE_FUNCTIONS } from '../../lib/port/library/dates';
import { type Table } from '../../lib/port/library/entry';
import { ERROR_CLASSES } from '../../lib/port/library/errors';
import { MODULE_FUNCTIONS, MODULE_VALUES } from '../../lib/port/library/modules';
import { INSTANCE_ATTRIBUTES, INSTANCE_METHODS } from '../../lib/port/library/objects';
import { SFBULK } from '../../lib/port/library/sfbulk';
import { TEXT_METHODS } from '../../lib/port/library/text';

const TABLES: readonly Table[] = [
  BUILTINS,
  COLLECTION_FUNCTIONS,
  DICT_METHODS,
  LIST_METHODS,
  SET_METHODS,
  DATE_FUNCTIONS,
  MODULE_FUNCTIONS,
  MODULE_VALUES,
  SFBULK,
  TEXT_METHODS,
  ...Object.values(INSTANCE_METHODS),
  ...Object.values(INSTANCE_ATTRIBUTES),
];

/** What the forms of the library tables name with `@`. */
export function everyFormName(): string[] {
  const forms = TABLES.flatMap((table) => Object.values(table).flatMap(({ forms: own }) => [...own]));
  const errors = Object.values(ERROR_CLASSES).flatMap(({ test, class: name }) => [test, name]);
  return [...forms, ...errors].flatMap((form) => Array.from(form.matchAll(/@(\w+)/g), ([, name = '']) => name));
}
