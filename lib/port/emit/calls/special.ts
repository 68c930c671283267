/** Calls that need more than a form of the library tables. */
import { present, type Type } from '../../analysis/types';
import { ARGUMENT_PARSER_METHODS, OPTION_PARSER_METHODS, PARSER_FUNCTIONS } from './argument-parser';
import { BULK_METHODS } from './bulk';
import { COLLECTION_FUNCTIONS, DICT_METHODS, LIST_METHODS } from './collections';
import { ITERATION_FUNCTIONS } from './iteration';
import { JSON_FUNCTIONS } from './json';
import { LOGGER_METHODS, LOGGING_FUNCTIONS } from './logging';
import { writePrint } from './print';
import { PATTERN_METHODS, STARTS_AND_ENDS, TEXT_FUNCTIONS, TEXT_METHODS } from './text-methods';
import { VALUE_FUNCTIONS } from './values';
import { type Functions, type Methods, type WriteFunction, type WriteMethod } from './writers';

const FUNCTIONS: Functions = {
  print: writePrint,
  ...VALUE_FUNCTIONS,
  ...ITERATION_FUNCTIONS,
  ...COLLECTION_FUNCTIONS,
  ...TEXT_FUNCTIONS,
  ...JSON_FUNCTIONS,
  ...LOGGING_FUNCTIONS,
  ...PARSER_FUNCTIONS,
};

/** By the kind of the receiver, or by its class. */
const METHODS: Readonly<Record<string, Methods>> = {
  str: TEXT_METHODS,
  list: LIST_METHODS,
  dict: DICT_METHODS,
  ArgumentParser: ARGUMENT_PARSER_METHODS,
  OptionParser: OPTION_PARSER_METHODS,
  Bulk: BULK_METHODS,
  Logger: LOGGER_METHODS,
  Pattern: PATTERN_METHODS,
};

/** What only one kind of receiver has under that name. */
const OF_ANYTHING: Methods = { ...STARTS_AND_ENDS, ...LIST_METHODS };

export function specialFunction(path: string): WriteFunction | undefined {
  return Object.hasOwn(FUNCTIONS, path) ? FUNCTIONS[path] : undefined;
}

export function specialMethod(receiver: Type, name: string): WriteMethod | undefined {
  const methods = methodsOf(present(receiver)) ?? {};
  return Object.hasOwn(methods, name) ? methods[name] : undefined;
}

function methodsOf(receiver: Type): Methods | undefined {
  if (receiver.kind === 'any' || receiver.kind === 'unknown') return OF_ANYTHING;
  return METHODS[receiver.kind === 'instance' ? receiver.name : receiver.kind];
}
