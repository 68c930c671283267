import { present, type Type } from '../analysis/types';
import { type Expression } from '../syntax/tree';
import { type Context } from './context';
import { tsName } from './names';

const PLAIN: Partial<Record<Type['kind'], string>> = {
  str: 'string',
  int: 'number',
  float: 'number',
  bool: 'boolean',
  none: 'null',
};

const INSTANCES: Readonly<Record<string, string>> = {
  datetime: 'Date',
  date: 'Date',
  timedelta: 'number',
  Error: 'unknown',
  Match: 'RegExpMatchArray',
  Pattern: 'RegExp',
  Output: 'NodeJS.WriteStream',
  Environment: 'NodeJS.ProcessEnv',
  ConfigSection: 'Record<string, string>',
};

const HELPER_CLASSES = new Set([
  'Bulk',
  'TextFile',
  'CsvReader',
  'CsvDictReader',
  'CsvWriter',
  'CsvDictWriter',
  'Logger',
  'ConfigParser',
  'Handler',
  'Formatter',
  'ArgumentParser',
  'OptionParser',
  'Arguments',
]);

export function typeText(type: Type, context: Context): string {
  const plain = PLAIN[type.kind];
  if (plain !== undefined) return plain;
  switch (type.kind) {
    case 'list':
      return arrayText(type.of, context);
    case 'iterator':
      return `Iterable<${typeText(type.of, context)}>`;
    case 'set':
      return `Set<${typeText(type.of, context)}>`;
    case 'dict':
      return `Record<string, ${typeText(type.of, context)}>`;
    case 'optional':
      return `${typeText(present(type), context)} | null`;
    case 'tuple':
      return `[${type.items.map((item) => typeText(item, context)).join(', ')}]`;
    case 'object':
      return tsName(type.class.name);
    case 'instance':
      return HELPER_CLASSES.has(type.name) ? context.use(type.name) : (INSTANCES[type.name] ?? 'any');
    default:
      return 'any';
  }
}

function arrayText(of: Type, context: Context): string {
  const item = typeText(of, context);
  return item.includes(' ') && !/^[[{]|^Record</.test(item) ? `(${item})[]` : `${item}[]`;
}

/** TypeScript makes one list of values that are of several types. */
export function castOfTuple(value: Expression, context: Context): string {
  if (value.kind !== 'tuple') return '';
  const types = value.items.map((item) => typeText(context.typeOf(item), context));
  return new Set(types).size > 1 && !types.includes('any') ? ` as [${types.join(', ')}]` : '';
}
